package dev.souk.core.notification;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.ALERT_BACKFILLS;
import static dev.souk.jooq.Tables.DAILY_DIGESTS;
import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.json.NotificationSubjectJson;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.StorableText;
import dev.souk.model.notification.DigestLimits;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Notifications that wait for their time: for a digest, for the end of quiet hours, for the next hour. What is due of a
 * user and goes by the same channels goes on together. Claiming and sending on belong in one transaction; when its
 * instance dies, all of it waits again. Thread-safe.
 *
 * <pre>{@code
 * transactions.together(joined -> {
 *     HeldNotifications held = new HeldNotifications(joined);
 *     held.claim().ifPresent(
 *             groups -> groups.forEach(group -> held.gather(group, title(group), content(group))));
 * });
 * }</pre>
 */
public final class HeldNotifications {

    /** What is in the column {@code type} of a digest. */
    static final String TYPE_OF_DIGEST = "digest";

    /** In place of the time until which something is held, or anything before: that time is to be reckoned anew. */
    private static final Instant REVIEW = Instant.EPOCH;

    private static final Condition IS_TO_BE_REVIEWED = NOTIFICATIONS.HELD_UNTIL.le(REVIEW);

    private static final Condition IS_REVIEWED = NOTIFICATIONS.HELD_UNTIL.gt(REVIEW);

    /**
     * Not of an alert whose first run is on its way, since that is one message; what was put off is waited for no more.
     * Whoever gathers holds the user, whom a step of the run and who puts it off lock too, and the alert, without which no
     * run is deleted: none begins or ends meanwhile.
     */
    private static final Condition IS_COMPLETE = DSL.condition(
            "not exists (select from {0} b where b.alert_id = {1} and b.present_at is not null and b.due_at is null)",
            ALERT_BACKFILLS, NotificationRow.ALERT_ID);

    private final Transactions transactions;

    /** Works in these transactions: joined ones, or a claim ends at once. */
    public HeldNotifications(Transactions transactions) {
        this.transactions = transactions;
    }

    /*
     * The user is locked as for a deletion, which waits for whoever is storing something for the user: what was stored
     * before the digest's time is then seen by the statements that follow. The reason is told in DraftInsert.
     */

    /*
     * What waits was stored by what its user wanted then. When it is due, the alert is asked what the user wants now; and
     * when the settings of an alert change, a trigger sets what waits for it to REVIEW. That may happen at any time, also to
     * an alert that had nothing due when the user was claimed: what stands at REVIEW is in no group until it was asked about.
     * The alerts that are asked are locked, after the user, until the transaction ends: a change of theirs comes before, and
     * counts, or after, and finds what was put off by the old settings.
     *
     * What waited before a change is due as if its user had always wanted that, so that no day is left out on which
     * something waits. And whatever the clocks say, a day gets one daily digest: a day is that of the clock in force, and
     * a digest is of the day for which it was meant, so that one that is late, or that quiet hours put off, takes no place
     * of the next.
     */

    /**
     * Claims all that is due of the user who has waited longest, until the transaction ends; of another user where
     * somebody else works on that one. What nobody wants any more ends as {@link NotificationStatus#UNWANTED}, and what is
     * due at another time now, since it is quiet or the user chose so, is held until then.
     *
     * @return one group for each set of channels, none if nothing of that user may go now; empty if nothing is due
     */
    public Optional<List<HeldGroup>> claim() {
        return claim(DigestLimits.DEFAULT);
    }

    /** The same, for digests that show so much. */
    public Optional<List<HeldGroup>> claim(DigestLimits limits) {
        return transactions.call(dsl -> dsl.resultQuery(
                        """
                        select u.id, u.is_active from {0} join {1} u on u.id = {3}
                        where {4} <= {2} and {5}
                        order by {4} limit 1 for update of u skip locked""",
                        NOTIFICATIONS,
                        USERS,
                        DatabaseClock.nowOnce(),
                        NOTIFICATIONS.USER_ID,
                        NOTIFICATIONS.HELD_UNTIL,
                        IS_COMPLETE)
                .fetchOptional()
                .map(user -> claim(dsl, user.get(0, Long.class), user.get(1, Boolean.class), limits)));
    }

    private static List<HeldGroup> claim(DSLContext dsl, long userId, boolean active, DigestLimits limits) {
        Instant now = dsl.select(DatabaseClock.now()).fetchSingle().value1();
        askAnew(dsl, userId, active, now);
        return dsl
                .selectDistinct(NOTIFICATIONS.HELD_CHANNELS)
                .from(NOTIFICATIONS)
                .where(NOTIFICATIONS.USER_ID.eq(userId).and(NOTIFICATIONS.HELD_UNTIL.le(now)))
                .and(IS_REVIEWED)
                .and(IS_COMPLETE)
                .orderBy(NOTIFICATIONS.HELD_CHANNELS)
                .fetch(NOTIFICATIONS.HELD_CHANNELS)
                .stream()
                .map(channels -> new TreeSet<>(Arrays.asList(channels)))
                .map(channels -> new HeldGroup(
                        userId,
                        channels,
                        now,
                        Gathered.of(dsl, isIn(userId, channels, now).and(IS_REVIEWED), limits)))
                .toList();
    }

    private static void askAnew(DSLContext dsl, long userId, boolean active, Instant now) {
        Result<Record> asked = dsl.resultQuery(
                        """
                        with due as materialized (
                            select {2} as alert, held_channels, min(created_at) filter (where {5}) as oldest_new,
                                max(held_until) filter (where not {5}) as latest from {0}
                            where user_id = {3} and held_until <= {4} group by 1, 2),
                        asked as materialized (
                            select a.id, case when {6} then a.notification_settings::text end as settings
                            from {1} a where a.id in (select alert from due) order by a.id for share of a)
                        select due.alert, due.held_channels, asked.settings, due.oldest_new, due.latest, last.due_at
                        from due left join asked on asked.id = due.alert left join {7} last on last.alert_id = due.alert""",
                        NOTIFICATIONS,
                        ALERTS,
                        NotificationRow.ALERT_ID,
                        DSL.val(userId),
                        DSL.val(now),
                        IS_TO_BE_REVIEWED,
                        PresentWish.IS_ALIVE,
                        DAILY_DIGESTS)
                .fetch();
        // In the order of all who lock several, and after the alerts, whose trigger writes these rows.
        dsl.execute(
                "select from {0} where user_id = {1} and held_until <= {2} order by id for no key update",
                NOTIFICATIONS, DSL.val(userId), DSL.val(now));
        asked.forEach(row -> apply(dsl, row, userId, active, now));
    }

    /** Does with those notifications of an alert what its user wants now; writes nothing if that is what is stored. */
    private static void apply(DSLContext dsl, Record asked, long userId, boolean active, Instant now) {
        Long alertId = asked.get(0, Long.class);
        List<String> channels = List.of(asked.get(1, String[].class));
        PresentWish wish = PresentWish.of(alertId, asked.get(2, String.class));
        Condition which =
                isIn(userId, new TreeSet<>(channels), now).and(NotificationRow.ALERT_ID.isNotDistinctFrom(alertId));
        List<String> wanted = channels.stream()
                .filter(channel -> active && wish.isFor(channel))
                .toList();
        if (wanted.isEmpty()) {
            dsl.update(NOTIFICATIONS)
                    .setNull(NOTIFICATIONS.HELD_UNTIL)
                    .set(NOTIFICATIONS.STATUS, NotificationRow.code(NotificationStatus.UNWANTED))
                    .where(which)
                    .execute();
            return;
        }
        Instant last = asked.get(5, Instant.class);
        Optional.ofNullable(asked.get(4, Instant.class)).ifPresent(latest -> {
            Instant until = wish.notWhileQuiet(wish.dueAfter(last, latest), now);
            Collection<String> by = wish.channelsOfDue(wanted);
            if (!until.equals(latest) || !List.copyOf(by).equals(channels)) {
                hold(dsl, which.and(IS_REVIEWED), until, by);
            }
        });
        Optional.ofNullable(asked.get(3, Instant.class))
                .ifPresent(oldest ->
                        hold(dsl, which.and(IS_TO_BE_REVIEWED), wish.due(oldest, last, now), wish.channelsFor(wanted)));
    }

    private static void hold(DSLContext dsl, Condition which, Instant until, Collection<String> channels) {
        dsl.update(NOTIFICATIONS)
                .set(NOTIFICATIONS.HELD_UNTIL, until)
                .set(NOTIFICATIONS.HELD_CHANNELS, channels.toArray(String[]::new))
                .where(which)
                .execute();
    }

    private static Condition isIn(long userId, SortedSet<String> channels, Instant until) {
        return NOTIFICATIONS
                .USER_ID
                .eq(userId)
                .and(NOTIFICATIONS.HELD_UNTIL.le(until))
                .and(NOTIFICATIONS.HELD_CHANNELS.eq(channels.toArray(String[]::new)))
                .and(IS_COMPLETE);
    }

    private static Condition isIn(HeldGroup group) {
        return isIn(group.userId(), group.channels(), group.until()).and(IS_REVIEWED);
    }

    /**
     * Sends a group on one by one. Where it tells of one listing alone, that is the latest; what came before is told with it.
     *
     * @return how many go
     */
    public int release(HeldGroup group) {
        return transactions.call(dsl -> {
            rememberDaily(dsl, group);
            Optional<Notification> latest = group.digest().newest().stream()
                    .filter(shown -> group.digest().count() == 1)
                    .findFirst();
            latest.ifPresent(shown -> dsl.update(NOTIFICATIONS)
                    .set(NOTIFICATIONS.DIGEST_ID, shown.id())
                    .setNull(NOTIFICATIONS.HELD_UNTIL)
                    .where(isIn(group).and(NOTIFICATIONS.ID.ne(shown.id())))
                    .execute());
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
            rememberDaily(dsl, group);
            Notification newest = group.digest().newest().get(0);
            long digest = dsl.insertInto(NOTIFICATIONS)
                    .set(NOTIFICATIONS.USER_ID, group.userId())
                    // The newest is gathered once, and so names the digest.
                    .set(NOTIFICATIONS.EVENT_KEY, "digest:" + newest.id())
                    .set(NOTIFICATIONS.TYPE, TYPE_OF_DIGEST)
                    .set(NOTIFICATIONS.TITLE, title)
                    .set(NOTIFICATIONS.CONTENT, content)
                    .set(NOTIFICATIONS.DATA, JSONB.valueOf(NotificationSubjectJson.write(newest.subject())))
                    .set(NOTIFICATIONS.DIGEST_PARTS, Gathered.parts(isIn(group), group.digest()))
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

    /** Before the group goes: for when it was meant, to those alerts of which it is the daily digest. */
    private static void rememberDaily(DSLContext dsl, HeldGroup group) {
        Map<Long, Instant> meant = dsl.resultQuery("""
                        select a.id, a.notification_settings::text, due.due_at from {1} a
                        join (select {2} as alert, max(held_until) as due_at from {0} where {3} group by 1) due on due.alert = a.id
                        where a.notification_settings->>'frequency' = 'daily'
                        order by a.id""", NOTIFICATIONS, ALERTS, NotificationRow.ALERT_ID, isIn(group))
                .fetchMap(
                        row -> row.get(0, Long.class),
                        row -> PresentWish.of(row.get(0, Long.class), row.get(1, String.class))
                                .meantFor(row.get(2, Instant.class)));
        if (!meant.isEmpty()) {
            dsl.execute(
                    """
                    insert into {0} (alert_id, due_at) select * from unnest({1}, {2})
                    on conflict (alert_id) do update set due_at = greatest({0}.due_at, excluded.due_at)""",
                    DAILY_DIGESTS,
                    DSL.val(meant.keySet().toArray(Long[]::new)),
                    DSL.val(meant.values().toArray(Instant[]::new), SQLDataType.INSTANT.getArrayDataType()));
        }
    }

    /** How much is held, by an index that holds nothing else. */
    public HeldStats stats() {
        return transactions.call(dsl -> stats(dsl, null));
    }

    /**
     * The same for a check that is made all the time: counts no more than {@code most}, and reads no more, however much is
     * held.
     *
     * @param most at least 1
     */
    public HeldStats stats(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be positive: " + most);
        }
        return transactions.call(dsl -> stats(dsl, most));
    }

    private static HeldStats stats(DSLContext dsl, @Nullable Integer most) {
        return dsl.resultQuery("""
                        with clock as materialized (select {1} as now),
                        counted as (
                            select held_until <= (select now from clock) as due from {0}
                            where held_until is not null order by held_until limit {2})
                        select count(*), count(*) filter (where due), coalesce(count(*) >= {2}, false),
                            (select min(held_until) from {0} where {3} and held_until <= (select now from clock))
                        from counted""", NOTIFICATIONS, DatabaseClock.now(), DSL.val(most, SQLDataType.INTEGER), IS_REVIEWED)
                .fetchSingle(row -> new HeldStats(
                        row.get(0, Long.class),
                        row.get(1, Long.class),
                        Optional.ofNullable(row.get(3, Instant.class)),
                        row.get(2, Boolean.class)));
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
