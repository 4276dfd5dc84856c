package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;

import dev.souk.model.notification.NotificationStatus;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications to list, count or mark. A part that is null accepts all.
 *
 * @param userId whose
 * @param read whether the user has read them
 * @param status how far they have come
 */
public record NotificationFilter(
        @Nullable Long userId,
        @Nullable Boolean read,
        @Nullable NotificationStatus status) {

    /** Every notification there is. */
    public static final NotificationFilter ALL = new NotificationFilter(null, null, null);

    /** Those of a user. */
    public static NotificationFilter ofUser(long userId) {
        return new NotificationFilter(userId, null, null);
    }

    /** Of these, those that the user has not read. */
    public NotificationFilter unread() {
        return new NotificationFilter(userId, false, status);
    }

    /** Of these, those that have come so far. */
    public NotificationFilter thatAre(NotificationStatus status) {
        return new NotificationFilter(userId, read, status);
    }

    Condition condition() {
        return DSL.and(
                NotificationRow.WRITTEN_BY_SOUK,
                userId == null ? DSL.noCondition() : NOTIFICATIONS.USER_ID.eq(userId),
                read == null
                        ? DSL.noCondition()
                        : read ? NOTIFICATIONS.READ_AT.isNotNull() : NOTIFICATIONS.READ_AT.isNull(),
                status == null ? DSL.noCondition() : NOTIFICATIONS.STATUS.eq(NotificationRow.code(status)));
    }
}
