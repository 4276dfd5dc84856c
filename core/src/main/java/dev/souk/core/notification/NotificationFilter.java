package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;

import dev.souk.model.StorableText;
import dev.souk.model.notification.NotificationStatus;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications to list, count or mark. A part that is null accepts all.
 *
 * <pre>{@code
 * NotificationFilter shown = NotificationFilter.ofUser(7).byChannel("in_app");
 * database.notifications().slice(shown, 20);           // what an application shows to the user
 * database.notifications().unreadCount(shown);
 * }</pre>
 *
 * @param userId whose
 * @param read whether the user has read them
 * @param status how far they have come
 * @param channel by which channel they have arrived, such as {@code in_app}
 */
public record NotificationFilter(
        @Nullable Long userId,
        @Nullable Boolean read,
        @Nullable NotificationStatus status,
        @Nullable String channel) {

    /** Every notification there is. */
    public static final NotificationFilter ALL = new NotificationFilter(null, null, null, null);

    /** Checks the channel. */
    public NotificationFilter {
        StorableText.requireNullable("channel", channel, NotificationRepository.MAX_CHANNEL_LENGTH);
    }

    /** Those of a user. */
    public static NotificationFilter ofUser(long userId) {
        return new NotificationFilter(userId, null, null, null);
    }

    /** Of these, those that the user has not read. */
    public NotificationFilter unread() {
        return new NotificationFilter(userId, false, status, channel);
    }

    /** Of these, those that have come so far. */
    public NotificationFilter withStatus(NotificationStatus status) {
        return new NotificationFilter(userId, read, status, channel);
    }

    /**
     * Of these, those that have arrived by a channel, alone or gathered in a digest: none that is held or still waits, none
     * that nobody wants any more, and none that went by other channels only.
     */
    public NotificationFilter byChannel(String channel) {
        return new NotificationFilter(userId, read, status, channel);
    }

    Condition condition() {
        return DSL.and(
                NotificationRow.WRITTEN_BY_SOUK,
                userId == null ? DSL.noCondition() : NOTIFICATIONS.USER_ID.eq(userId),
                read == null
                        ? DSL.noCondition()
                        : read ? NOTIFICATIONS.READ_AT.isNotNull() : NOTIFICATIONS.READ_AT.isNull(),
                status == null ? DSL.noCondition() : NOTIFICATIONS.STATUS.eq(NotificationRow.code(status)),
                channel == null ? DSL.noCondition() : hasArrivedBy(channel));
    }

    /**
     * What a digest gathers has no delivery of its own. The offset keeps the planner from joining: one that takes the channel
     * for rare would hold all its deliveries against each row, and so looks each up by its notification.
     */
    private static Condition hasArrivedBy(String channel) {
        return DSL.condition(
                "exists (select from {0} where {1} in ({2}, {3}) and {4} = {5} and {6} = 'sent' offset 0)",
                NOTIFICATION_DELIVERIES,
                NOTIFICATION_DELIVERIES.NOTIFICATION_ID,
                NOTIFICATIONS.ID,
                NOTIFICATIONS.DIGEST_ID,
                NOTIFICATION_DELIVERIES.CHANNEL,
                DSL.val(channel),
                NOTIFICATION_DELIVERIES.STATUS);
    }
}
