package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.json.NotificationSubjectJson;
import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.StorableText;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What users are told. Notifications of the original system, which say nothing of their subject in a form that is known,
 * are neither listed nor counted. Thread-safe.
 */
public final class NotificationRepository {

    static final int MAX_CHANNEL_LENGTH = 32;

    private static final NewestFirst<Notification> NOTIFICATIONS_NEWEST =
            new NewestFirst<>(NOTIFICATIONS, NOTIFICATIONS.CREATED_AT, NOTIFICATIONS.ID, NotificationRow::read);

    private final Transactions transactions;

    /** Works in these transactions. */
    public NotificationRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /*
     * Users are locked against deletion first, for the reason given in AlertMatchRepository; and event keys go in sorted,
     * so that hosts that tell of the same events wait for each other instead of both.
     */

    /**
     * Stores notifications, each with one delivery for each channel, due at once. A draft whose event key is known, or
     * whose user is gone, is left out; of two drafts with one key the first is stored. A draft without channels has
     * arrived when it is stored.
     *
     * @return ids of those that are new, rising
     * @throws IllegalArgumentException if a text cannot be stored; then none is
     */
    public List<Long> store(Collection<NotificationDraft> drafts) {
        if (drafts.isEmpty()) {
            return List.of();
        }
        SortedMap<String, NotificationDraft> byKey = new TreeMap<>();
        for (NotificationDraft draft : drafts) {
            draft.channels().forEach(NotificationRepository::requireChannel);
            byKey.putIfAbsent(draft.eventKey(), draft);
        }
        return transactions.call(dsl -> {
            Map<Long, String> stored = insert(dsl, List.copyOf(byKey.values()));
            insertDeliveries(dsl, stored, byKey);
            return List.copyOf(new TreeSet<>(stored.keySet()));
        });
    }

    static void requireChannel(String channel) {
        StorableText.require("channel", channel, MAX_CHANNEL_LENGTH);
        if (channel.isBlank()) {
            throw new IllegalArgumentException("channel is blank");
        }
    }

    private static Map<Long, String> insert(DSLContext dsl, List<NotificationDraft> drafts) {
        Field<Long[]> userIds =
                DSL.val(drafts.stream().map(NotificationDraft::userId).toArray(Long[]::new));
        dsl.execute("select from {0} where id = any({1}) order by id for key share", USERS, userIds);
        return dsl.resultQuery(
                        """
                        insert into {0} (user_id, event_key, type, title, content, data, status, sent_at)
                        select u.id, draft.event_key, draft.type, draft.title, draft.content, draft.data::jsonb,
                            draft.status, case when draft.status = 'sent' then {1} end
                        from unnest({2}, {3}, {4}, {5}, {6}, {7}, {8}) with ordinality
                            as draft (user_id, event_key, type, title, content, data, status, place)
                        join {9} u on u.id = draft.user_id
                        order by draft.place
                        on conflict (event_key) where event_key is not null do nothing
                        returning id, event_key""",
                        NOTIFICATIONS,
                        DatabaseClock.now(),
                        userIds,
                        texts(drafts, NotificationDraft::eventKey),
                        texts(drafts, draft -> draft.subject().event().code()),
                        texts(drafts, NotificationDraft::title),
                        texts(drafts, NotificationDraft::content),
                        texts(drafts, draft -> NotificationSubjectJson.write(draft.subject())),
                        texts(drafts, draft -> NotificationRow.code(statusAtFirst(draft))),
                        USERS)
                .fetchMap(row -> row.get(0, Long.class), row -> row.get(1, String.class));
    }

    private static NotificationStatus statusAtFirst(NotificationDraft draft) {
        return draft.channels().isEmpty() ? NotificationStatus.SENT : NotificationStatus.PENDING;
    }

    private static Field<String[]> texts(List<NotificationDraft> drafts, Function<NotificationDraft, String> property) {
        return DSL.val(drafts.stream().map(property).toArray(String[]::new));
    }

    private static void insertDeliveries(
            DSLContext dsl, Map<Long, String> stored, Map<String, NotificationDraft> drafts) {
        List<Long> ids = new ArrayList<>();
        List<String> channels = new ArrayList<>();
        new TreeMap<>(stored).forEach((id, eventKey) -> {
            NotificationDraft draft = drafts.get(eventKey);
            if (draft != null) {
                new TreeSet<>(draft.channels()).forEach(channel -> {
                    ids.add(id);
                    channels.add(channel);
                });
            }
        });
        dsl.execute(
                "insert into {0} (notification_id, channel) select * from unnest({1}, {2})",
                NOTIFICATION_DELIVERIES, DSL.val(ids.toArray(Long[]::new)), DSL.val(channels.toArray(String[]::new)));
    }

    /** The notification of that id. */
    public Optional<Notification> byId(long id) {
        return transactions.call(dsl -> dsl.selectFrom(NOTIFICATIONS)
                .where(NOTIFICATIONS.ID.eq(id).and(NotificationRow.WRITTEN_BY_SOUK))
                .fetchOptional(NotificationRow::read));
    }

    /** A page of a user's notifications, newest first, with the exact number of all. See the method with {@link Counting}. */
    public PageResult<Notification> ofUser(long userId, int page, int size) {
        return ofUser(userId, page, size, Counting.EXACT);
    }

    /**
     * A page of a user's notifications, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<Notification> ofUser(long userId, int page, int size, Counting counting) {
        return transactions.call(dsl -> NOTIFICATIONS_NEWEST.page(dsl, isOf(userId), page, size, counting));
    }

    /**
     * A user's notifications, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<Notification> ofUser(long userId, @Nullable String cursor, int size) {
        return transactions.call(dsl -> NOTIFICATIONS_NEWEST.slice(dsl, isOf(userId), cursor, size));
    }

    /**
     * A page of notifications, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<Notification> page(NotificationFilter filter, int page, int size, Counting counting) {
        return transactions.call(dsl -> NOTIFICATIONS_NEWEST.page(dsl, filter.condition(), page, size, counting));
    }

    /**
     * Notifications, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<Notification> slice(NotificationFilter filter, @Nullable String cursor, int size) {
        return transactions.call(dsl -> NOTIFICATIONS_NEWEST.slice(dsl, filter.condition(), cursor, size));
    }

    /** How many notifications stand how; every status is in it. Reads all that the filter accepts. */
    public Map<NotificationStatus, Long> counts(NotificationFilter filter) {
        return transactions.call(dsl -> StatusCounts.of(dsl, NOTIFICATIONS, NOTIFICATIONS.STATUS, filter.condition()));
    }

    /** Number of a user's notifications that they have not read. */
    public long unreadCount(long userId) {
        return transactions.call(
                dsl -> (long) dsl.fetchCount(NOTIFICATIONS, isOf(userId).and(NOTIFICATIONS.READ_AT.isNull())));
    }

    /**
     * Notes that the user read a notification now; the first time stays.
     *
     * @return whether there is such a notification
     */
    public boolean markRead(long id) {
        return transactions.call(dsl -> dsl.update(NOTIFICATIONS)
                        .set(NOTIFICATIONS.READ_AT, DSL.coalesce(NOTIFICATIONS.READ_AT, DatabaseClock.now()))
                        .where(NOTIFICATIONS.ID.eq(id))
                        .execute()
                > 0);
    }

    /**
     * Notes that the user read them all now; of those that were read before the first time stays.
     *
     * @return how many were not read before
     */
    public int markAllRead(NotificationFilter filter) {
        return transactions.call(dsl -> dsl.update(NOTIFICATIONS)
                .set(NOTIFICATIONS.READ_AT, DatabaseClock.now())
                .where(filter.unread().condition())
                .execute());
    }

    /**
     * Deletes a notification with its deliveries, sent or not. What happened is not told again while the match that it is
     * about stays.
     *
     * @return whether there was one
     */
    public boolean delete(long id) {
        return transactions.call(dsl ->
                dsl.deleteFrom(NOTIFICATIONS).where(NOTIFICATIONS.ID.eq(id)).execute() > 0);
    }

    private static Condition isOf(long userId) {
        return NOTIFICATIONS.USER_ID.eq(userId).and(NotificationRow.WRITTEN_BY_SOUK);
    }
}
