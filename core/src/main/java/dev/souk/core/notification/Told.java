package dev.souk.core.notification;

import static dev.souk.jooq.Tables.ALERT_MATCHES;
import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.model.notification.Delivery;
import java.util.Collection;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What the end of a delivery means for its notification, and for those that a digest gathers. */
final class Told {

    /** Written out, so that every plan of it finds the index of those that were given up. */
    static final Condition DEAD = NOTIFICATION_DELIVERIES.STATUS.eq(DSL.inline("dead"));

    private Told() {}

    /**
     * By one channel at least. A digest may gather what no host can read; of that nothing is told, and the rest is
     * recorded all the same. The notifications are locked already; matches are locked in the order in which matching does.
     */
    static void arrived(DSLContext dsl, Collection<Delivery> deliveries) {
        Long[] ids = deliveries.stream()
                .map(delivery -> delivery.notification().id())
                .toArray(Long[]::new);
        dsl.update(NOTIFICATIONS)
                .set(NOTIFICATIONS.STATUS, "sent")
                .set(NOTIFICATIONS.SENT_AT, DatabaseClock.now())
                .where(NOTIFICATIONS
                        .ID
                        .eq(DSL.any(ids))
                        .or(NOTIFICATIONS.DIGEST_ID.eq(DSL.any(ids)))
                        .and(NOTIFICATIONS.SENT_AT.isNull()))
                .execute();
        dsl.execute(
                """
                with told as (
                    select {4} as alert_id, {5} as listing_id
                    from {1} where id = any({2}) or digest_id = any({2})),
                locked as materialized (
                    select m.id from {0} m join told using (alert_id, listing_id)
                    where m.notified_at is null
                    order by m.alert_id, m.listing_id for no key update of m)
                update {0} m set notified_at = {3} from locked where m.id = locked.id""",
                ALERT_MATCHES,
                NOTIFICATIONS,
                DSL.val(ids),
                DatabaseClock.now(),
                NotificationRow.ALERT_ID,
                NotificationRow.LISTING_ID);
    }

    /** Those of which no delivery has any hope left, and what they gather: given up if one of them is. */
    static void ended(DSLContext dsl, Collection<Long> notificationIds) {
        dsl.execute("""
                with ended as (
                    update {0} n set status = case
                        when exists (select from {1} d where d.notification_id = n.id and d.status = 'dead') then 'dead'
                        else 'unwanted' end
                    where n.id = any({2}) and not exists (
                        select from {1} d where d.notification_id = n.id and d.status in ('pending', 'sent'))
                    returning n.id, n.status)
                update {0} gathered set status = ended.status from ended where gathered.digest_id = ended.id""", NOTIFICATIONS, NOTIFICATION_DELIVERIES, DSL.val(notificationIds.toArray(Long[]::new)));
    }

    /** One of its deliveries is tried again. */
    static void hopesAgain(DSLContext dsl, long notificationId) {
        dsl.update(NOTIFICATIONS)
                .set(NOTIFICATIONS.STATUS, "pending")
                .where(itself(notificationId)
                        .or(gatheredBy(notificationId))
                        .and(NOTIFICATIONS.STATUS.eq(DSL.inline("dead"))))
                .execute();
    }

    private static Condition itself(long id) {
        return NOTIFICATIONS.ID.eq(id);
    }

    private static Condition gatheredBy(long digestId) {
        return NOTIFICATIONS.DIGEST_ID.eq(digestId);
    }
}
