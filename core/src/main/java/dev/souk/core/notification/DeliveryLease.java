package dev.souk.core.notification;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.protection.ProtectedFieldException;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.model.StorableText;
import dev.souk.model.notification.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The leases of deliveries as SQL: a token that is drawn when a worker takes one, and that only that worker knows. */
final class DeliveryLease {

    /** How the reason of what cannot be read begins. */
    static final String UNREADABLE = "cannot be read: ";

    private static final String LEFT_TO_OTHERS = "left to hosts with the key: ";

    static final Condition PENDING = NOTIFICATION_DELIVERIES.STATUS.eq(DSL.inline("pending"));

    /** Of the deliveries that a claim looks at, which it calls {@code d}. */
    static final Field<String> CHANNEL = DSL.field("d.channel", SQLDataType.VARCHAR);

    private DeliveryLease() {}

    /** Of the deliveries that a claim looks at. */
    static Condition isIn(DeliveryLane lane) {
        return DSL.field("d.is_digest", SQLDataType.BOOLEAN).eq(lane == DeliveryLane.DIGEST);
    }

    /*
     * A lease that ended without a word, whose token still stands in the row, is that of a host that died or hung, and
     * maybe by what it sent. Such a delivery is taken alone: if it ends its host again, no other spends an attempt.
     *
     * Who is not active, and what is not wanted any more, is found out after the claim, and leaves the line: if it stayed,
     * every claim would have to read past it.
     */

    /** Takes deliveries that are due, those due longest first; one by itself that was leased and never heard of. */
    static List<LeasedRow> claim(DSLContext dsl, Condition which, int limit, Duration leaseFor) {
        return dsl
                .resultQuery(
                        """
                        with due as materialized (
                            select d.id, d.due_at, d.tried_since, d.lease_token is not null as lost from {0} as d
                            where d.status = 'pending' and d.due_at <= {3} and {4}
                            order by d.due_at, d.id
                            limit {5}
                            for update of d skip locked),
                        ranked as (
                            select id, due_at, tried_since, lost, first_value(lost) over line as alone, row_number() over line as place
                            from due window line as (order by due_at, id)),
                        taken as (select id, due_at, tried_since, lost from ranked where case when alone then place = 1 else not lost end)
                        update {0}
                        set attempts = {0}.attempts + 1, lease_token = gen_random_uuid(), due_at = {6},
                            tried_since = coalesce({0}.tried_since, {8})
                        from taken, {1}, {2}
                        where {0}.id = taken.id and {1}.id = {0}.notification_id and {2}.id = {1}.user_id
                        returning {7}, taken.due_at, taken.lost, taken.tried_since, {9},
                            (select a.notification_settings::text from {10} a where a.id = {9} and {11})""",
                        NOTIFICATION_DELIVERIES,
                        NOTIFICATIONS,
                        USERS,
                        DatabaseClock.nowOnce(),
                        which,
                        DSL.val(limit),
                        DatabaseClock.after(leaseFor),
                        DSL.list(LeasedRow.COLUMNS),
                        DatabaseClock.now(),
                        NotificationRow.ALERT_ID,
                        ALERTS,
                        PresentWish.IS_ALIVE)
                .coerce(LeasedRow.RETURNED)
                .fetch(LeasedRow::new)
                .stream()
                .sorted(Comparator.comparing(LeasedRow::wasDue).thenComparingLong(LeasedRow::id))
                .toList();
    }

    /**
     * Leaves a delivery to hosts that have the key: it waits as long as the lease would have lasted, and is as if it had
     * not been leased.
     */
    static void leaveToOthers(DSLContext dsl, LeasedRow leased, ProtectedFieldException reason) {
        dsl.update(NOTIFICATION_DELIVERIES)
                .set(NOTIFICATION_DELIVERIES.TRIED_SINCE, leased.triedBefore())
                .set(untried(problem(LEFT_TO_OTHERS, reason)))
                .where(holds(leased.id(), leased.token()))
                .execute();
    }

    /**
     * Leaves a delivery to newer hosts: it waits as long as the lease would have lasted, but a tenth of the time at least
     * for which it could not be read. That time begins with the first host that could not, whatever it had waited for.
     */
    static void leaveToNewer(DSLContext dsl, LeasedRow leased, RuntimeException reason) {
        Field<Instant> since = leased.wasUnreadable() ? NOTIFICATION_DELIVERIES.TRIED_SINCE : DatabaseClock.now();
        Field<Instant> later = DSL.field("{0} + ({0} - {1}) / 10", SQLDataType.INSTANT, DatabaseClock.now(), since);
        dsl.update(NOTIFICATION_DELIVERIES)
                .set(NOTIFICATION_DELIVERIES.TRIED_SINCE, since)
                .set(NOTIFICATION_DELIVERIES.DUE_AT, DSL.greatest(NOTIFICATION_DELIVERIES.DUE_AT, later))
                .set(untried(problem(UNREADABLE, reason)))
                .where(holds(leased.id(), leased.token()))
                .execute();
    }

    private static Map<Field<?>, Object> untried(String problem) {
        Map<Field<?>, Object> columns = new HashMap<>();
        columns.put(NOTIFICATION_DELIVERIES.ATTEMPTS, NOTIFICATION_DELIVERIES.ATTEMPTS.minus(1));
        columns.put(NOTIFICATION_DELIVERIES.LEASE_TOKEN, DSL.val(null, NOTIFICATION_DELIVERIES.LEASE_TOKEN));
        columns.put(NOTIFICATION_DELIVERIES.PROBLEM, problem);
        return columns;
    }

    /** The reason, as it is stored. */
    private static String problem(String beginning, RuntimeException reason) {
        return StorableText.repair(beginning + reason.getMessage(), DeliveryQueue.MAX_REASON_LENGTH);
    }

    /**
     * Those deliveries that are still held by who leased them; locks their notifications with what these gather, by id, and
     * their users.
     */
    static Set<Long> lock(DSLContext dsl, Collection<Delivery> deliveries) {
        return lock(
                dsl,
                deliveries.stream().map(Delivery::id).toArray(Long[]::new),
                deliveries.stream().map(Delivery::leaseToken).toArray(UUID[]::new));
    }

    /** The same of deliveries of those ids, leased with those tokens. */
    static Set<Long> lock(DSLContext dsl, Long[] ids, UUID[] tokens) {
        return dsl.resultQuery("""
                        with held as materialized (
                            select d.id, d.notification_id from unnest({3}, {4}) lease (id, token)
                            join {0} d on d.id = lease.id and d.lease_token = lease.token and d.status = 'pending'),
                        locked as materialized (
                            select held.id from held
                            join {1} n on n.id = held.notification_id or n.digest_id = held.notification_id
                            join {2} u on u.id = n.user_id
                            order by n.id for key share of u for no key update of n)
                        select distinct id from locked""", NOTIFICATION_DELIVERIES, NOTIFICATIONS, USERS, DSL.val(ids), DSL.val(tokens))
                .fetchSet(row -> row.get(0, Long.class));
    }

    /**
     * Marks those as sent that are still held by who leased them, and ends their leases. It asks for the token itself:
     * while {@link #lock} waited for the notification, another worker may have taken over.
     */
    static Set<Long> sent(DSLContext dsl, Collection<Delivery> deliveries) {
        return dsl.resultQuery(
                        """
                        update {0} d
                        set status = 'sent', sent_at = {1}, lease_token = null, problem = null, taken_by = null
                        from unnest({2}, {3}) lease (id, token)
                        where d.id = lease.id and d.lease_token = lease.token and d.status = 'pending'
                        returning d.id""",
                        NOTIFICATION_DELIVERIES,
                        DatabaseClock.now(),
                        DSL.val(deliveries.stream().map(Delivery::id).toArray(Long[]::new)),
                        DSL.val(deliveries.stream().map(Delivery::leaseToken).toArray(UUID[]::new)))
                .fetchSet(row -> row.get(0, Long.class));
    }

    /** Those are due now, and their attempt does not count; returns of how many the lease still stood. */
    static int giveBack(DSLContext dsl, Collection<Delivery> deliveries) {
        List<Delivery> sorted = deliveries.stream()
                .sorted(Comparator.comparingLong(Delivery::id))
                .toList();
        int held = 0;
        for (Delivery delivery : sorted) {
            held += dsl.update(NOTIFICATION_DELIVERIES)
                    .set(NOTIFICATION_DELIVERIES.DUE_AT, DatabaseClock.now())
                    .set(NOTIFICATION_DELIVERIES.ATTEMPTS, NOTIFICATION_DELIVERIES.ATTEMPTS.minus(1))
                    .setNull(NOTIFICATION_DELIVERIES.LEASE_TOKEN)
                    .where(holds(delivery.id(), delivery.leaseToken()))
                    .execute();
        }
        return held;
    }

    /** Rows that are held by that token. */
    static Condition holds(long id, UUID token) {
        return NOTIFICATION_DELIVERIES
                .ID
                .eq(id)
                .and(NOTIFICATION_DELIVERIES.LEASE_TOKEN.eq(token))
                .and(PENDING);
    }

    /** Gives up what cannot be read. */
    static void giveUp(DSLContext dsl, LeasedRow leased, RuntimeException reason) {
        giveUp(
                dsl,
                leased.id(),
                leased.token(),
                leased.notificationId(),
                problem(UNREADABLE, reason),
                leased.takenBy());
    }

    /** Gives up what is held by that token; false if nothing is. */
    static boolean giveUp(
            DSLContext dsl, long id, UUID token, long notificationId, String reason, Set<String> takenBy) {
        int changed = dsl.update(NOTIFICATION_DELIVERIES)
                .set(NOTIFICATION_DELIVERIES.STATUS, "dead")
                .setNull(NOTIFICATION_DELIVERIES.LEASE_TOKEN)
                .set(NOTIFICATION_DELIVERIES.PROBLEM, StorableText.repair(reason, DeliveryQueue.MAX_REASON_LENGTH))
                .set(NOTIFICATION_DELIVERIES.TAKEN_BY, marks(takenBy))
                .where(holds(id, token))
                .execute();
        Told.ended(dsl, List.of(notificationId));
        return changed > 0;
    }

    /** Marks of addresses as they are stored. */
    static String @Nullable [] marks(Set<String> takenBy) {
        return takenBy.isEmpty() ? null : takenBy.stream().sorted().toArray(String[]::new);
    }
}
