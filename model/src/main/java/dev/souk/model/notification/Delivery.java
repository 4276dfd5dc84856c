package dev.souk.model.notification;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notification on its way by one channel, leased by one worker.
 *
 * @param id its number, the same in every attempt: receivers know a repeat by it
 * @param channel such as {@code email}
 * @param recipient where it goes
 * @param attempt which try this is, from 1
 * @param leaseToken only who holds the newest token can record what came of it
 * @param leasedUntil when another worker may take it over, by the database's clock
 * @param earlier what is known of the attempts before
 * @param gathered what a digest gathers; null if it is none. The words of a digest stand in its notification like any
 *     other's, and its subject is that of the newest
 */
public record Delivery(
        long id,
        String channel,
        Notification notification,
        Recipient recipient,
        int attempt,
        UUID leaseToken,
        Instant leasedUntil,
        EarlierAttempts earlier,
        @Nullable Digest gathered) {

    /** One that is no digest, tried since its notification is there. */
    public Delivery(
            long id,
            String channel,
            Notification notification,
            Recipient recipient,
            int attempt,
            UUID leaseToken,
            Instant leasedUntil) {
        this(
                id,
                channel,
                notification,
                recipient,
                attempt,
                leaseToken,
                leasedUntil,
                EarlierAttempts.since(notification.createdAt()),
                null);
    }

    /** The same, gathering these. */
    public Delivery gathering(Digest digest) {
        return new Delivery(id, channel, notification, recipient, attempt, leaseToken, leasedUntil, earlier, digest);
    }

    /** The same, taken by these addresses too; see {@link EarlierAttempts#takenBy}. */
    public Delivery takenAlsoBy(Set<String> marks) {
        Set<String> all = new HashSet<>(earlier.takenBy());
        all.addAll(marks);
        EarlierAttempts more = new EarlierAttempts(earlier.since(), earlier.unheard(), all);
        return new Delivery(id, channel, notification, recipient, attempt, leaseToken, leasedUntil, more, gathered);
    }

    /** What it gathers, if it is a digest. */
    public Optional<Digest> digest() {
        return Optional.ofNullable(gathered);
    }
}
