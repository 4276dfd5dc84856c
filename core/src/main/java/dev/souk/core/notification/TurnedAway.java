package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;

import dev.souk.core.transaction.DatabaseClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Deliveries that were leased and must not go: since nobody wants them any more, or not now, since it is quiet. */
final class TurnedAway {

    private static final String UNWANTED = "no longer wanted: ";

    private final Map<String, List<LeasedRow>> unwanted = new TreeMap<>();
    private final Map<Instant, List<LeasedRow>> quiet = new TreeMap<>();

    /**
     * Turns a delivery away unless it may go.
     *
     * @param wishes of the alert, or of all those that a digest tells of
     * @return whether it was turned away
     */
    boolean takes(LeasedRow leased, List<PresentWish> wishes, Instant now) {
        String reason = reasonAgainst(leased, wishes);
        if (reason != null) {
            unwanted.computeIfAbsent(reason, key -> new ArrayList<>()).add(leased);
            return true;
        }
        Optional<Instant> end = wishes.stream()
                .filter(wish -> wish.isFor(leased.channel()))
                .flatMap(wish -> wish.quietUntil(now).stream())
                .max(Instant::compareTo);
        end.ifPresent(
                until -> quiet.computeIfAbsent(until, key -> new ArrayList<>()).add(leased));
        return end.isPresent();
    }

    /** Null if there is none. A digest goes as long as one of its alerts wants it. */
    @Nullable
    private static String reasonAgainst(LeasedRow leased, List<PresentWish> wishes) {
        if (!leased.isOfActiveUser()) {
            return UNWANTED + "the user is not active";
        }
        if (wishes.stream().noneMatch(PresentWish::isAlive)) {
            return UNWANTED + "the alert is gone, or switched off";
        }
        return wishes.stream().anyMatch(wish -> wish.isFor(leased.channel()))
                ? null
                : UNWANTED + "the alert does not tell by this channel any more";
    }

    boolean isEmpty() {
        return unwanted.isEmpty() && quiet.isEmpty();
    }

    /**
     * Records it, in a transaction after that of the lease, which holds the rows already: what came of deliveries is
     * recorded under locks that are taken before, all at once and in one order, whatever the reasons.
     *
     * @return of how many
     */
    int record(DSLContext dsl) {
        List<LeasedRow> ended = unwanted.values().stream().flatMap(List::stream).toList();
        if (!ended.isEmpty()) {
            DeliveryLease.lock(dsl, ids(ended), tokens(ended));
        }
        unwanted.forEach((reason, rows) -> end(dsl, rows, reason));
        quiet.forEach((until, rows) -> putOff(dsl, rows, until));
        return Stream.concat(unwanted.values().stream(), quiet.values().stream())
                .mapToInt(List::size)
                .sum();
    }

    /** Of notifications that are locked. */
    private static void end(DSLContext dsl, List<LeasedRow> rows, String reason) {
        dsl.execute("""
                update {0} d set status = 'unwanted', lease_token = null, problem = {3},
                    attempts = d.attempts - 1
                from unnest({1}, {2}) lease (id, token)
                where d.id = lease.id and d.lease_token = lease.token and d.status = 'pending'""", NOTIFICATION_DELIVERIES, DSL.val(ids(rows)), DSL.val(tokens(rows)), DSL.val(reason));
        Told.ended(dsl, rows.stream().map(LeasedRow::notificationId).toList());
    }

    /**
     * As if it had not been leased; the attempt does not count. What no host could read keeps that for its problem: by it
     * the days count after which it is given up.
     */
    private static void putOff(DSLContext dsl, List<LeasedRow> rows, Instant until) {
        dsl.execute(
                """
                update {0} d set due_at = {3}, lease_token = null, attempts = d.attempts - 1,
                    tried_since = lease.before::timestamptz,
                    problem = case when starts_with(d.problem, {6}) then d.problem else {4} end
                from unnest({1}, {2}, {5}) lease (id, token, before)
                where d.id = lease.id and d.lease_token = lease.token and d.status = 'pending'""",
                NOTIFICATION_DELIVERIES,
                DSL.val(ids(rows)),
                DSL.val(tokens(rows)),
                DSL.greatest(DSL.val(until, SQLDataType.INSTANT), DatabaseClock.now()),
                DSL.val("not tried: quiet hours until " + until),
                DSL.val(rows.stream().map(TurnedAway::triedBefore).toArray(String[]::new)),
                DSL.val(DeliveryLease.UNREADABLE));
    }

    @Nullable
    private static String triedBefore(LeasedRow leased) {
        Instant before = leased.triedBefore();
        return before == null ? null : before.toString();
    }

    private static Long[] ids(List<LeasedRow> rows) {
        return rows.stream().map(LeasedRow::id).toArray(Long[]::new);
    }

    private static UUID[] tokens(List<LeasedRow> rows) {
        return rows.stream().map(LeasedRow::token).toArray(UUID[]::new);
    }
}
