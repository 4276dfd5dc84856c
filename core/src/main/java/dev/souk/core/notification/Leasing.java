package dev.souk.core.notification;

import dev.souk.core.json.InvalidDocumentException;
import dev.souk.core.protection.PlaintextRefusedException;
import dev.souk.core.protection.UnknownKeyException;
import dev.souk.core.protection.UnreadableFieldException;
import dev.souk.core.transaction.Transactions;
import dev.souk.core.user.RecipientReader;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Leases deliveries, and lets those go that may; {@link DeliveryQueue#lease} says which. */
record Leasing(Transactions transactions, RecipientReader recipients, Condition which, int limit, Duration leaseFor) {

    /** Empty only if no more are due: whole batches may be turned away. */
    List<Delivery> run() {
        List<Delivery> leased;
        TurnedAway away;
        do {
            TurnedAway turnedAway = new TurnedAway();
            leased = transactions.call(dsl -> lease(dsl, turnedAway));
            away = turnedAway;
            if (!away.isEmpty()) {
                record(away, leased);
            }
        } while (leased.isEmpty() && !away.isEmpty());
        return leased;
    }

    /** If that fails, what was leased beside it goes back, or it would be held by nobody until its lease is over. */
    private void record(TurnedAway away, List<Delivery> leased) {
        try {
            transactions.call(away::record);
        } catch (RuntimeException e) {
            try {
                transactions.call(dsl -> DeliveryLease.giveBack(dsl, leased));
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private List<Delivery> lease(DSLContext dsl, TurnedAway away) {
        List<LeasedRow> claimed = DeliveryLease.claim(dsl, which, limit, leaseFor);
        List<Long> digestIds = claimed.stream()
                .filter(LeasedRow::isDigest)
                .map(LeasedRow::notificationId)
                .toList();
        Map<Long, Digest> digests = Gathered.of(dsl, digestIds);
        Map<Long, List<PresentWish>> wishes = Gathered.wishes(dsl, digestIds);
        List<Delivery> leased = new ArrayList<>();
        for (LeasedRow row : claimed) {
            List<PresentWish> wish = wishes.getOrDefault(row.notificationId(), List.of(row.wish()));
            if (!away.takes(row, wish, row.leasedAt(leaseFor))) {
                read(dsl, row, digests.get(row.notificationId())).ifPresent(leased::add);
            }
        }
        return leased;
    }

    /** What this host cannot read is left to others, or given up. */
    private Optional<Delivery> read(DSLContext dsl, LeasedRow leased, @Nullable Digest digest) {
        try {
            return Optional.of(leased.delivery(recipients, digest));
        } catch (UnknownKeyException | PlaintextRefusedException e) {
            DeliveryLease.leaveToOthers(dsl, leased, e);
        } catch (UnreadableFieldException e) {
            DeliveryLease.giveUp(dsl, leased, e);
        } catch (InvalidDocumentException | IllegalArgumentException e) {
            if (leased.wasUnreadableFor(DeliveryQueue.UNREADABLE_FOR)) {
                DeliveryLease.giveUp(dsl, leased, e);
            } else {
                DeliveryLease.leaveToNewer(dsl, leased, e);
            }
        }
        return Optional.empty();
    }
}
