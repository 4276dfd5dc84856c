package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;

import dev.souk.core.transaction.Transactions;
import dev.souk.model.notification.Notification;
import java.util.Optional;
import org.jooq.Condition;

/**
 * The notifications of one user: whatever id is asked for, nobody else's is seen or touched. Thread-safe.
 *
 * <pre>{@code
 * database.notifications().onlyOf(7).markRead(id);     // false if it is somebody else's
 * }</pre>
 */
public final class NotificationsOfUser {

    private final Transactions transactions;
    private final long userId;

    NotificationsOfUser(Transactions transactions, long userId) {
        this.transactions = transactions;
        this.userId = userId;
    }

    /** The notification of that id. */
    public Optional<Notification> byId(long id) {
        return transactions.call(dsl -> NotificationRepository.find(dsl, isOwn(id)));
    }

    /**
     * Notes that the user read a notification now; the first time stays.
     *
     * @return whether the user has such a notification
     */
    public boolean markRead(long id) {
        return markRead(id, true);
    }

    /**
     * Notes whether the user has read a notification; the first time stays until it is taken for unread.
     *
     * @return whether the user has such a notification
     */
    public boolean markRead(long id, boolean read) {
        return transactions.call(dsl -> NotificationRepository.markRead(dsl, isOwn(id), read));
    }

    /**
     * Deletes a notification as {@link NotificationRepository#delete} does.
     *
     * @return whether the user had such a notification
     */
    public boolean delete(long id) {
        return transactions.call(dsl -> NotificationRepository.delete(dsl, isOwn(id)));
    }

    private Condition isOwn(long id) {
        return NOTIFICATIONS.ID.eq(id).and(NOTIFICATIONS.USER_ID.eq(userId));
    }
}
