package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.ALERT_BACKFILLS;
import static dev.souk.jooq.Tables.LISTING_CHANGES;
import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.listing.ListingPlace;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that wait to be matched against changes which were being matched when the alert was written. The rows are
 * made by the database in the alert's own transaction. Thread-safe.
 *
 * <pre>{@code
 * transactions.together(joined -> {
 *     Backfills backfills = new Backfills(joined);
 *     for (Backfill backfill : backfills.pending(100)) {
 *         ...
 *         backfills.done(backfill.id());
 *     }
 * });
 * }</pre>
 */
public final class Backfills {

    private final Transactions transactions;

    /** Works in these transactions: joined ones, or a claim ends at once. */
    public Backfills(Transactions transactions) {
        this.transactions = transactions;
    }

    /*
     * The alert and its user are locked with the request: an instance that deletes one of them would otherwise hold it
     * and wait for the request, while we hold the request and wait for the alert or the user to write a match.
     */

    /**
     * Claims the oldest requests that nobody else has claimed and that are not put off, until the transaction ends.
     *
     * @param limit at least 1
     */
    public List<Backfill> pending(int limit) {
        return pendingAfter(0, limit);
    }

    /**
     * The same, of those after an id: a round passes over one that it cannot do.
     *
     * @param id of the request before; 0 for the start
     * @param limit at least 1
     */
    public List<Backfill> pendingAfter(long id, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be positive: " + limit);
        }
        return transactions.call(dsl -> dsl.resultQuery(
                        """
                        select b.id, b.alert_id, b.looked_at, b.failures,
                            coalesce(b.until_id, (select max(id) from {6}), 0),
                            b.present_at, b.present_id, b.present_count from {0} b
                        join {1} a on a.id = b.alert_id
                        join {2} u on u.id = a.user_id
                        where b.id > {4} and (b.due_at is null or b.due_at <= {5})
                        order by b.id limit {3}
                        for update of b skip locked for key share of a, u skip locked""",
                        ALERT_BACKFILLS,
                        ALERTS,
                        USERS,
                        DSL.val(limit),
                        DSL.val(id),
                        DatabaseClock.nowOnce(),
                        LISTING_CHANGES)
                .fetch(row -> new Backfill(
                        row.get(0, Long.class),
                        row.get(1, Long.class),
                        row.get(2, Long.class),
                        row.get(4, Long.class),
                        row.get(3, Integer.class),
                        place(row.get(5, Instant.class), row.get(6, Long.class)),
                        row.get(7, Integer.class))));
    }

    private static @Nullable ListingPlace place(@Nullable Instant firstSeen, @Nullable Long id) {
        return firstSeen == null || id == null ? null : new ListingPlace(firstSeen, id);
    }

    /*
     * Whoever gathers what is held for a user goes by the runs on their way (HeldNotifications), and holds the user: none may
     * be put off meanwhile.
     */

    /**
     * Puts off a request that failed, by the database's clock: by 30 seconds the first time, then twice as long each time,
     * up to an hour.
     *
     * @return whether it is there
     */
    public boolean putOff(long id) {
        return transactions.call(
                dsl -> dsl.execute("""
                        update {0} b set failures = b.failures + 1,
                            due_at = {1} + least(interval '1 hour', interval '30 seconds' * 2 ^ least(b.failures, 10))
                        from (select u.id from {0} of_it join {3} a on a.id = of_it.alert_id join {4} u on u.id = a.user_id
                            where of_it.id = {2} for key share of u) held
                        where b.id = {2}""", ALERT_BACKFILLS, DatabaseClock.now(), DSL.val(id), ALERTS, USERS) > 0);
    }

    /**
     * Notes that all changes up to this one were looked at, so that whoever goes on begins after it, and ends where this
     * one would have. All that a request needs was committed when it was made, so that none comes later with a lower id.
     *
     * @param failures as they count from now on: by them it is done in smaller pieces
     * @return whether the request is there
     */
    public boolean lookedAt(Backfill backfill, long changeId, int failures) {
        return transactions.call(dsl -> dsl.update(ALERT_BACKFILLS)
                        .set(ALERT_BACKFILLS.LOOKED_AT, changeId)
                        .set(ALERT_BACKFILLS.UNTIL_ID, backfill.untilId())
                        .set(ALERT_BACKFILLS.FAILURES, failures)
                        .where(ALERT_BACKFILLS.ID.eq(backfill.id()))
                        .execute()
                > 0);
    }

    /**
     * Notes that of what was there already so many listings are recorded, so that whoever goes on begins after the last.
     * Until the request is done, or put off once more, nothing goes that is held for the alert: it is one message.
     *
     * @param place of the last
     * @param recorded how many in all
     * @return whether the request is there
     */
    public boolean recorded(long id, ListingPlace place, int recorded) {
        return transactions.call(dsl -> dsl.update(ALERT_BACKFILLS)
                        .set(ALERT_BACKFILLS.PRESENT_AT, place.firstSeen())
                        .set(ALERT_BACKFILLS.PRESENT_ID, place.id())
                        .set(ALERT_BACKFILLS.PRESENT_COUNT, recorded)
                        .setNull(ALERT_BACKFILLS.DUE_AT)
                        .where(ALERT_BACKFILLS.ID.eq(id))
                        .execute()
                > 0);
    }

    /** How many wait. Reads them all. */
    public BackfillStats stats() {
        Field<Integer> failed = DSL.count().filterWhere(ALERT_BACKFILLS.FAILURES.gt(0));
        return transactions.call(dsl -> dsl.select(DSL.count(), failed, DSL.min(ALERT_BACKFILLS.CREATED_AT))
                .from(ALERT_BACKFILLS)
                .fetchSingle(row -> new BackfillStats(row.value1(), row.value2(), Optional.ofNullable(row.value3()))));
    }

    /**
     * Takes a request off the list.
     *
     * @return whether it was there
     */
    public boolean done(long id) {
        return transactions.call(dsl ->
                dsl.deleteFrom(ALERT_BACKFILLS).where(ALERT_BACKFILLS.ID.eq(id)).execute() > 0);
    }
}
