package dev.souk.core.notification;

import static dev.souk.jooq.Tables.ALERT_MATCHES;
import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Exists;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Notification;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What the end of a delivery means for its notification, and for those that a digest gathers. */
final class Told {

    /** Written out, so that every plan of it finds the index of those that were given up. */
    static final Condition DEAD = NOTIFICATION_DELIVERIES.STATUS.eq(DSL.inline("dead"));

    private Told() {}

    /** By one channel at least. */
    static void arrived(DSLContext dsl, Delivery delivery) {
        Notification notification = delivery.notification();
        dsl.update(NOTIFICATIONS)
                .set(NOTIFICATIONS.STATUS, "sent")
                .set(NOTIFICATIONS.SENT_AT, DatabaseClock.now())
                .where(itself(notification.id()).and(NOTIFICATIONS.SENT_AT.isNull()))
                .execute();
        if (delivery.digest().isEmpty()) {
            dsl.update(ALERT_MATCHES)
                    .set(ALERT_MATCHES.NOTIFIED_AT, DatabaseClock.now())
                    .where(ALERT_MATCHES
                            .ALERT_ID
                            .eq(notification.subject().alertId())
                            .and(ALERT_MATCHES.LISTING_ID.eq(
                                    notification.subject().listingId()))
                            .and(ALERT_MATCHES.NOTIFIED_AT.isNull()))
                    .execute();
            return;
        }
        dsl.update(NOTIFICATIONS)
                .set(NOTIFICATIONS.STATUS, "sent")
                .set(NOTIFICATIONS.SENT_AT, DatabaseClock.now())
                .where(gatheredBy(notification.id()).and(NOTIFICATIONS.SENT_AT.isNull()))
                .execute();
        // In the order in which matching locks them.
        dsl.execute("""
                select from {0} m join {1} n on m.alert_id = (n.data->>'alertId')::bigint
                    and m.listing_id = (n.data->>'listingId')::bigint
                where n.digest_id = {2} and m.notified_at is null
                order by m.alert_id, m.listing_id for no key update of m""", ALERT_MATCHES, NOTIFICATIONS, DSL.val(notification.id()));
        dsl.execute("""
                update {0} m set notified_at = {1}
                from {2} n
                where n.digest_id = {3} and m.notified_at is null
                    and m.alert_id = (n.data->>'alertId')::bigint and m.listing_id = (n.data->>'listingId')::bigint""", ALERT_MATCHES, DatabaseClock.now(), NOTIFICATIONS, DSL.val(notification.id()));
    }

    /** If none of its deliveries has any hope left. */
    static void givenUp(DSLContext dsl, long notificationId) {
        int dead = dsl.update(NOTIFICATIONS)
                .set(NOTIFICATIONS.STATUS, "dead")
                .where(itself(notificationId))
                .andNot(Exists.row(DSL.selectOne()
                        .from(NOTIFICATION_DELIVERIES)
                        .where(NOTIFICATION_DELIVERIES
                                .NOTIFICATION_ID
                                .eq(notificationId)
                                .andNot(DEAD))))
                .execute();
        if (dead > 0) {
            dsl.update(NOTIFICATIONS)
                    .set(NOTIFICATIONS.STATUS, "dead")
                    .where(gatheredBy(notificationId))
                    .execute();
        }
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
