package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;

import dev.souk.model.StorableText;
import dev.souk.model.notification.NotificationStatus;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list or count. A part that is null accepts all.
 *
 * @param userId whose
 * @param channel by which channel, such as {@code email}
 * @param status how far they have come
 */
public record DeliveryFilter(
        @Nullable Long userId,
        @Nullable String channel,
        @Nullable NotificationStatus status) {

    /** Every delivery there is. */
    public static final DeliveryFilter ALL = new DeliveryFilter(null, null, null);

    /** Checks the channel. */
    public DeliveryFilter {
        StorableText.requireNullable("channel", channel, NotificationRepository.MAX_CHANNEL_LENGTH);
    }

    /** Those to a user. */
    public static DeliveryFilter ofUser(long userId) {
        return new DeliveryFilter(userId, null, null);
    }

    /** Of these, those by a channel. */
    public DeliveryFilter byChannel(String channel) {
        return new DeliveryFilter(userId, channel, status);
    }

    /** Of these, those that have come so far. */
    public DeliveryFilter withStatus(NotificationStatus status) {
        return new DeliveryFilter(userId, channel, status);
    }

    Condition condition() {
        return DSL.and(
                userId == null ? DSL.noCondition() : NOTIFICATIONS.USER_ID.eq(userId),
                channel == null ? DSL.noCondition() : NOTIFICATION_DELIVERIES.CHANNEL.eq(channel),
                status == null ? DSL.noCondition() : NOTIFICATION_DELIVERIES.STATUS.eq(NotificationRow.code(status)));
    }
}
