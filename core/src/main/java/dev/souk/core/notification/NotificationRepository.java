package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;

import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.InOrder;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What users are told. Neither listed nor counted are digests, which only carry others, and notifications of the original
 * system, which say nothing of their subject in a form that is known. Thread-safe.
 *
 * <p>A row may hold what only a newer release can read. Lists pass over it: a page is shorter, its total still counts it.
 */
public final class NotificationRepository {

    static final int MAX_CHANNEL_LENGTH = 32;

    private static final NewestFirst<Optional<Notification>> NOTIFICATIONS_NEWEST = new NewestFirst<>(
            "notifications", NOTIFICATIONS, NOTIFICATIONS.CREATED_AT, NOTIFICATIONS.ID, NotificationRow::ifReadable);

    private final Transactions transactions;

    /** Works in these transactions. */
    public NotificationRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Stores notifications, each with one delivery for each channel, due at once, or held as its schedule says. A draft
     * whose event key is known, or whose user is gone, is left out; of two drafts with one key the first is stored. A
     * draft without channels has arrived when it is stored.
     *
     * @param drafts the oldest first: lists and digests show those first that come last here
     * @return ids of those that are new, rising in the order of the drafts
     * @throws IllegalArgumentException if a text cannot be stored; then none is
     */
    public List<Long> store(Collection<NotificationDraft> drafts) {
        if (drafts.isEmpty()) {
            return List.of();
        }
        drafts.forEach(draft -> draft.channels().forEach(NotificationSettings::requireChannel));
        return transactions.call(dsl -> new DraftInsert(dsl, drafts).run());
    }

    /** Those of one user by id, and nobody else's: for ids that come from a browser. */
    public NotificationsOfUser onlyOf(long userId) {
        return new NotificationsOfUser(transactions, userId);
    }

    /** The notification of that id, whoever's it is. */
    public Optional<Notification> byId(long id) {
        return transactions.call(dsl -> find(dsl, NOTIFICATIONS.ID.eq(id)));
    }

    static Optional<Notification> find(DSLContext dsl, Condition which) {
        return dsl.selectFrom(NOTIFICATIONS)
                .where(which.and(NotificationRow.WRITTEN_BY_SOUK))
                .fetchOptional(NotificationRow::read);
    }

    /** A page of a user's notifications, newest first, with the exact number of all. See the method with {@link Counting}. */
    public PageResult<Notification> ofUser(long userId, int page, int size) {
        return ofUser(userId, page, size, Counting.EXACT);
    }

    /**
     * A page of a user's notifications, newest first, however far they have come and by whatever channel: what an application
     * shows is {@link NotificationFilter#byChannel}.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<Notification> ofUser(long userId, int page, int size, Counting counting) {
        return page(isOf(userId), page, size, counting);
    }

    /**
     * A user's notifications, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<Notification> ofUser(long userId, @Nullable String cursor, int size) {
        return slice(isOf(userId), cursor, size);
    }

    /** The first slice of {@link #ofUser(long, String, int)}. */
    public Slice<Notification> ofUser(long userId, int size) {
        return ofUser(userId, null, size);
    }

    /**
     * A page of notifications, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<Notification> page(NotificationFilter filter, int page, int size, Counting counting) {
        return page(filter.condition(), page, size, counting);
    }

    private PageResult<Notification> page(Condition which, int page, int size, Counting counting) {
        PageResult<Optional<Notification>> found =
                transactions.call(dsl -> NOTIFICATIONS_NEWEST.page(dsl, which, page, size, counting));
        return new PageResult<>(readable(found.items()), page, size, found.total());
    }

    /**
     * Notifications, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<Notification> slice(NotificationFilter filter, @Nullable String cursor, int size) {
        return slice(filter.condition(), cursor, size);
    }

    /** The first slice of {@link #slice(NotificationFilter, String, int)}. */
    public Slice<Notification> slice(NotificationFilter filter, int size) {
        return slice(filter, null, size);
    }

    private Slice<Notification> slice(Condition which, @Nullable String cursor, int size) {
        Slice<Optional<Notification>> found =
                transactions.call(dsl -> NOTIFICATIONS_NEWEST.slice(dsl, which, cursor, size));
        return new Slice<>(readable(found.items()), found.next().orElse(null));
    }

    private static List<Notification> readable(List<Optional<Notification>> rows) {
        return rows.stream().flatMap(Optional::stream).toList();
    }

    /** How many notifications stand how; every status is in it. Reads all that the filter accepts. */
    public Map<NotificationStatus, Long> counts(NotificationFilter filter) {
        return transactions.call(dsl -> StatusCounts.of(dsl, NOTIFICATIONS, NOTIFICATIONS.STATUS, filter.condition()));
    }

    /** Number of a user's notifications that they have not read, by whatever channel they go. */
    public long unreadCount(long userId) {
        return unreadCount(NotificationFilter.ofUser(userId));
    }

    /** How many of these are not read. */
    public long unreadCount(NotificationFilter filter) {
        return transactions.call(
                dsl -> (long) dsl.fetchCount(NOTIFICATIONS, filter.unread().condition()));
    }

    /**
     * Notes that the user read a notification now, whoever's it is; the first time stays. An id that comes from a browser
     * belongs to {@link #onlyOf}.
     *
     * @return whether there is such a notification
     */
    public boolean markRead(long id) {
        return markRead(id, true);
    }

    /**
     * Notes whether the user has read a notification, whoever's it is; the first time stays until it is taken for unread. An
     * id that comes from a browser belongs to {@link #onlyOf}.
     *
     * @return whether there is such a notification
     */
    public boolean markRead(long id, boolean read) {
        return transactions.call(dsl -> markRead(dsl, NOTIFICATIONS.ID.eq(id), read));
    }

    static boolean markRead(DSLContext dsl, Condition which, boolean read) {
        Field<Instant> readAt =
                read ? DSL.coalesce(NOTIFICATIONS.READ_AT, DatabaseClock.now()) : DSL.castNull(NOTIFICATIONS.READ_AT);
        return dsl.update(NOTIFICATIONS)
                        .set(NOTIFICATIONS.READ_AT, readAt)
                        .where(which)
                        .execute()
                > 0;
    }

    /**
     * Notes that the user read them all now; of those that were read before the first time stays.
     *
     * @return how many were not read before
     */
    public int markAllRead(NotificationFilter filter) {
        return transactions.call(dsl -> dsl.update(NOTIFICATIONS)
                .set(NOTIFICATIONS.READ_AT, DatabaseClock.now())
                .where(InOrder.locked(
                        NOTIFICATIONS, NOTIFICATIONS.ID, filter.unread().condition(), NOTIFICATIONS.ID))
                .execute());
    }

    /**
     * Deletes a notification with its deliveries, sent or not, whoever's it is. What happened is not told again while the
     * match that it is about stays. An id that comes from a browser belongs to {@link #onlyOf}.
     *
     * @return whether there was one
     */
    public boolean delete(long id) {
        return transactions.call(dsl -> delete(dsl, NOTIFICATIONS.ID.eq(id)));
    }

    static boolean delete(DSLContext dsl, Condition which) {
        return dsl.deleteFrom(NOTIFICATIONS).where(which).execute() > 0;
    }

    private static Condition isOf(long userId) {
        return NOTIFICATIONS.USER_ID.eq(userId).and(NotificationRow.WRITTEN_BY_SOUK);
    }
}
