package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.json.NotificationSubjectJson;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.StorableText;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Notifications that wait for their time: for a digest, for the end of quiet hours, for the next hour. What is due of a
 * user and goes by the same channels goes on together. Claiming and sending on belong in one transaction; when its host
 * dies, all of it waits again. Thread-safe.
 *
 * <pre>{@code
 * transactions.together(joined -> {
 *     HeldNotifications held = new HeldNotifications(joined);
 *     held.claim().forEach(group -> held.gather(group, title(group), content(group)));
 * });
 * }</pre>
 */
public final class HeldNotifications {

    /** What is in the column {@code type} of a digest. */
    static final String TYPE_OF_DIGEST = "digest";

    private final Transactions transactions;

    /** Works in these transactions: joined ones, or a claim ends at once. */
    public HeldNotifications(Transactions transactions) {
        this.transactions = transactions;
    }

    /*
     * The user is locked as for a deletion, which waits for whoever is storing something for the user: what was stored
     * before the digest's time is then seen by the statements that follow. The reason is told in DraftInsert.
     */

    /**
     * Claims all that is due of the active user who has waited longest, until the transaction ends; of another user where
     * somebody else works on that one.
     *
     * @return one group for each set of channels; empty if nothing is due
     */
    public List<HeldGroup> claim() {
        return transactions.call(
                dsl -> lockUser(dsl).map(userId -> due(dsl, userId)).orElse(List.of()));
    }

    private static Optional<Long> lockUser(DSLContext dsl) {
        return dsl.resultQuery("""
                        select u.id from {0} n join {1} u on u.id = n.user_id and u.is_active
                        where n.held_until <= {2}
                        order by n.held_until limit 1 for update of u skip locked""", NOTIFICATIONS, USERS, DatabaseClock.nowOnce())
                .fetchOptional(row -> row.get(0, Long.class));
    }

    private static List<HeldGroup> due(DSLContext dsl, long userId) {
        Instant now = dsl.select(DatabaseClock.now()).fetchSingle().value1();
        Field<Integer> count = DSL.count();
        return dsl
                .select(NOTIFICATIONS.HELD_CHANNELS, count)
                .from(NOTIFICATIONS)
                .where(NOTIFICATIONS.USER_ID.eq(userId).and(NOTIFICATIONS.HELD_UNTIL.le(now)))
                .groupBy(NOTIFICATIONS.HELD_CHANNELS)
                .orderBy(NOTIFICATIONS.HELD_CHANNELS)
                .fetch()
                .stream()
                .map(row -> {
                    TreeSet<String> channels = new TreeSet<>(Arrays.asList(row.value1()));
                    List<Notification> newest = newest(dsl, isIn(userId, channels, now));
                    return new HeldGroup(userId, channels, now, new Digest(row.get(count), newest));
                })
                .toList();
    }

    /** What cannot be read is not shown; sent by itself, it is given up with the reason. */
    private static List<Notification> newest(DSLContext dsl, Condition which) {
        return dsl
                .selectFrom(NOTIFICATIONS)
                .where(which)
                .orderBy(NOTIFICATIONS.CREATED_AT.desc(), NOTIFICATIONS.ID.desc())
                .limit(Digest.MAX_SHOWN)
                .fetch()
                .stream()
                .flatMap(row -> NotificationRow.ifReadable(row).stream())
                .toList();
    }

    private static Condition isIn(long userId, SortedSet<String> channels, Instant until) {
        return NOTIFICATIONS
                .USER_ID
                .eq(userId)
                .and(NOTIFICATIONS.HELD_UNTIL.le(until))
                .and(NOTIFICATIONS.HELD_CHANNELS.eq(channels.toArray(String[]::new)));
    }

    private static Condition isIn(HeldGroup group) {
        return isIn(group.userId(), group.channels(), group.until());
    }

    /**
     * Sends a group on one by one.
     *
     * @return how many
     */
    public int release(HeldGroup group) {
        return transactions.call(dsl -> {
            List<Long> ids = dsl.update(NOTIFICATIONS)
                    .setNull(NOTIFICATIONS.HELD_UNTIL)
                    .where(isIn(group))
                    .returning(NOTIFICATIONS.ID)
                    .fetch(NOTIFICATIONS.ID);
            ids.forEach(id -> deliver(dsl, id, group, false));
            return ids.size();
        });
    }

    /**
     * Sends a group on as one message.
     *
     * @param title 1 to 255 characters
     * @param content plain text
     * @return the id of the digest; empty, and nothing sent on, if nothing of the group can be shown
     */
    public Optional<Long> gather(HeldGroup group, String title, String content) {
        StorableText.requireOf("a digest", "title", title, NotificationDraft.MAX_TITLE_LENGTH);
        StorableText.requireOf("a digest", "content", content, NotificationDraft.MAX_CONTENT_LENGTH);
        if (group.digest().newest().isEmpty()) {
            return Optional.empty();
        }
        return transactions.call(dsl -> {
            Notification newest = group.digest().newest().get(0);
            long digest = dsl.insertInto(NOTIFICATIONS)
                    .set(NOTIFICATIONS.USER_ID, group.userId())
                    // The newest is gathered once, and so names the digest.
                    .set(NOTIFICATIONS.EVENT_KEY, "digest:" + newest.id())
                    .set(NOTIFICATIONS.TYPE, TYPE_OF_DIGEST)
                    .set(NOTIFICATIONS.TITLE, title)
                    .set(NOTIFICATIONS.CONTENT, content)
                    .set(NOTIFICATIONS.DATA, JSONB.valueOf(NotificationSubjectJson.write(newest.subject())))
                    .returning(NOTIFICATIONS.ID)
                    .fetchSingle(NOTIFICATIONS.ID);
            dsl.update(NOTIFICATIONS)
                    .set(NOTIFICATIONS.DIGEST_ID, digest)
                    .setNull(NOTIFICATIONS.HELD_UNTIL)
                    .where(isIn(group))
                    .execute();
            deliver(dsl, digest, group, true);
            return Optional.of(digest);
        });
    }

    private static void deliver(DSLContext dsl, long notificationId, HeldGroup group, boolean digest) {
        dsl.execute(
                "insert into {0} (notification_id, channel, is_digest) select {1}, unnest({2}), {3}",
                NOTIFICATION_DELIVERIES,
                DSL.val(notificationId, SQLDataType.BIGINT),
                DSL.val(group.channels().toArray(String[]::new)),
                DSL.val(digest));
    }
}
