package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;
import static dev.souk.jooq.Tables.ALERT_BACKFILLS;
import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.LISTING_CHANGES;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Exists;
import dev.souk.core.transaction.OldRows;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.StorableText;
import dev.souk.model.listing.ListingChange;
import dev.souk.model.listing.StoredListing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record6;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The queue of changes that matching has still to see. Thread-safe, for any number of instances; every call is one
 * transaction, or joins the one that its {@link Transactions} hold open.
 *
 * <p>Claiming, matching and marking belong in one transaction. When it is rolled back, or its instance dies, the
 * changes are free again:
 *
 * <pre>{@code
 * transactions.together(joined -> {
 *     ListingChanges changes = new ListingChanges(joined);
 *     List<ClaimedChange> claimed = changes.claim(100);
 *     // load alerts that others have changed, match, write what matched
 *     changes.markMatched(claimed.stream().map(ClaimedChange::id).toList());
 *     return claimed.size();
 * });
 * }</pre>
 */
public final class ListingChanges {

    private static final int MAX_PROBLEM_LENGTH = 1_000;

    private static final Field<Object> MATCHED_XID = matchedXid(LISTING_CHANGES);
    private static final Field<Object> SNAPSHOT = DSL.field("{0}.snapshot", Object.class, ALERT_BACKFILLS);

    private final Transactions transactions;

    /** Over these transactions. */
    public ListingChanges(Transactions transactions) {
        this.transactions = transactions;
    }

    /*
     * A sale is told to those whom a match promised the listing. While another transaction has not committed the matches
     * of an earlier change, they cannot be seen here, and the sale would be told to nobody: such a change stays in the
     * queue. Whether there is an earlier one is asked by a later statement than the one that locks, since it must see
     * what was committed while that one ran.
     *
     * The listing is locked with its change: an instance that deletes it would otherwise hold it and wait for the
     * change, while we hold the change and wait for the listing to write a match of it.
     */

    /**
     * Claims changes for the transaction that is open, the oldest first. Those that another has claimed are passed over,
     * and so are later changes of a listing of which another has claimed an earlier one: no two transactions match one
     * listing at once, and each sees what came of its earlier changes. So less than the limit, or nothing, may be
     * claimed while others work.
     *
     * @param limit at least 1
     */
    public List<ClaimedChange> claim(int limit) {
        requireLimit(limit);
        return transactions.call(dsl -> {
            var locked = lock(dsl, limit);
            Set<Long> early = early(dsl, locked.getValues(LISTING_CHANGES.ID));
            locked.removeIf(change -> early.contains(change.value1()));
            return read(dsl, locked);
        });
    }

    private static Result<Record6<Long, Long, String, BigDecimal, String, Instant>> lock(DSLContext dsl, int limit) {
        return dsl.resultQuery(
                        """
                        select {0} from {1} join {2} as listing on listing.id = {1}.listing_id
                        where {3} order by {1}.id limit {4}
                        for update of listing_changes skip locked for key share of listing skip locked""",
                        DSL.list(
                                LISTING_CHANGES.ID,
                                LISTING_CHANGES.LISTING_ID,
                                LISTING_CHANGES.KIND,
                                LISTING_CHANGES.OLD_PRICE,
                                LISTING_CHANGES.OLD_CURRENCY,
                                LISTING_CHANGES.CHANGED_AT),
                        LISTING_CHANGES,
                        LISTINGS,
                        unmatched(LISTING_CHANGES),
                        DSL.val(limit))
                .coerce(
                        LISTING_CHANGES.ID,
                        LISTING_CHANGES.LISTING_ID,
                        LISTING_CHANGES.KIND,
                        LISTING_CHANGES.OLD_PRICE,
                        LISTING_CHANGES.OLD_CURRENCY,
                        LISTING_CHANGES.CHANGED_AT)
                .fetch();
    }

    /** Those whose turn has not come: an earlier change of the listing is in the queue, and not among them. */
    private static Set<Long> early(DSLContext dsl, List<Long> locked) {
        Long[] ids = locked.toArray(Long[]::new);
        var earlier = LISTING_CHANGES.as("earlier");
        return dsl.select(LISTING_CHANGES.ID)
                .from(LISTING_CHANGES)
                .where(LISTING_CHANGES.ID.eq(DSL.any(ids)))
                .and(Exists.row(DSL.selectOne()
                        .from(earlier)
                        .where(earlier.LISTING_ID.eq(LISTING_CHANGES.LISTING_ID))
                        .and(earlier.ID.lt(LISTING_CHANGES.ID))
                        .and(earlier.ID.ne(DSL.all(ids)))
                        .and(unmatched(earlier))))
                .fetchSet(LISTING_CHANGES.ID);
    }

    /** Takes changes out of the queue. Their rows stay until {@link #purgeMatched}. */
    public void markMatched(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            Long[] rows = ids.toArray(Long[]::new);
            transactions.call(dsl -> mark(dsl, LISTING_CHANGES.ID.eq(DSL.any(rows)), null));
        }
    }

    /**
     * Takes a change out of the queue that cannot be matched, so that it does not hold up the others, and writes down
     * why.
     *
     * @param problem cut to 1,000 characters
     */
    public void markProblem(long id, String problem) {
        String text = StorableText.repair(problem, MAX_PROBLEM_LENGTH);
        transactions.call(dsl -> mark(dsl, LISTING_CHANGES.ID.eq(id), text));
    }

    /**
     * What a backfill has to look at: the changes that are not matched yet, and those whose matching may not have seen
     * the alert, since it was not finished when the alert was written. Claims nothing.
     *
     * @param backfillId of a row of {@code alert_backfills}; of an unknown one nothing is found
     * @param afterId the last id that was looked at; 0 to begin
     * @param untilId the last id that the backfill may need
     * @param limit at least 1
     * @return at most {@code limit}
     */
    public BackfillWindow forBackfill(long backfillId, long afterId, long untilId, int limit) {
        requireLimit(limit);
        Condition between = LISTING_CHANGES.ID.gt(afterId).and(LISTING_CHANGES.ID.le(untilId));
        // The few that were missed are found first, or the planner would look for them among all changes by id.
        var few =
                DSL.name("missed").asMaterialized(selectIds(missedBy(backfillId).and(between)));
        List<Long> ids = transactions.call(dsl -> dsl.with(few)
                .selectFrom(few)
                .unionAll(selectIds(waitingFor(backfillId).and(between))
                        .orderBy(LISTING_CHANGES.ID)
                        .limit(limit))
                .orderBy(LISTING_CHANGES.ID)
                .limit(limit)
                .fetch(LISTING_CHANGES.ID));
        return new BackfillWindow(ids, ids.isEmpty() ? afterId : ids.get(ids.size() - 1), ids.size() < limit);
    }

    private static SelectConditionStep<Record1<Long>> selectIds(Condition which) {
        return DSL.select(LISTING_CHANGES.ID).from(LISTING_CHANGES).where(which);
    }

    /**
     * The same by a walk along the ids. {@link #forBackfill} looks at all that was matched since the alert was written
     * before it gives the first of it; this looks at a window, however much there is.
     *
     * @param window how many changes are looked at, at least 1
     * @param limit how many of them are given at most, at least 1
     */
    public BackfillWindow windowForBackfill(long backfillId, long afterId, long untilId, int window, int limit) {
        requireLimit(window);
        requireLimit(limit);
        Condition needed = waitingFor(backfillId).or(missedBy(backfillId));
        return transactions.call(dsl -> dsl.resultQuery(
                        """
                        select coalesce(max(id), {0}), count(*), (array_agg(id order by id) filter (where needed))[1 : {1}]
                        from (select {2} as id, ({3}) as needed from {4} where {2} > {0} and {2} <= {6} order by {2} limit {5}) walked""",
                        DSL.val(afterId),
                        DSL.inline(limit),
                        LISTING_CHANGES.ID,
                        needed,
                        LISTING_CHANGES,
                        DSL.val(window),
                        DSL.val(untilId))
                .fetchSingle(row -> window(
                        Optional.ofNullable(row.get(2, Long[].class)).orElse(new Long[0]),
                        limit,
                        row.get(0, Long.class),
                        row.get(1, Long.class) < window)));
    }

    /** As many as there may be are maybe not all of the window. */
    private static BackfillWindow window(Long[] ids, int limit, long end, boolean isLast) {
        boolean isAll = ids.length < limit;
        return new BackfillWindow(List.of(ids), isAll ? end : ids[ids.length - 1], isAll && isLast);
    }

    /** Those of the changes that are there, by id, ascending, each with its listing. Claims nothing. */
    public List<ClaimedChange> byIds(Collection<Long> ids) {
        Long[] rows = ids.toArray(Long[]::new);
        return transactions.call(dsl -> read(
                dsl,
                dsl.select(
                                LISTING_CHANGES.ID,
                                LISTING_CHANGES.LISTING_ID,
                                LISTING_CHANGES.KIND,
                                LISTING_CHANGES.OLD_PRICE,
                                LISTING_CHANGES.OLD_CURRENCY,
                                LISTING_CHANGES.CHANGED_AT)
                        .from(LISTING_CHANGES)
                        .where(LISTING_CHANGES.ID.eq(DSL.any(rows)))
                        .orderBy(LISTING_CHANGES.ID)
                        .fetch()));
    }

    /**
     * Deletes changes that were matched, or marked with a problem, longer ago than this and that no backfill needs: the
     * oldest, passing over what others hold.
     *
     * @param batch 1 to {@value OldRows#MAX_BATCH}
     * @return how many; less than a batch if no more are left
     */
    public int purgeMatched(Duration olderThan, int batch) {
        OldRows.require(olderThan, batch);
        Condition needed = Exists.row(DSL.selectOne()
                .from(ALERT_BACKFILLS)
                .where(missedBy(SNAPSHOT)
                        .and(LISTING_CHANGES.ID.gt(ALERT_BACKFILLS.LOOKED_AT))
                        .and(ALERT_BACKFILLS.UNTIL_ID.isNull().or(LISTING_CHANGES.ID.le(ALERT_BACKFILLS.UNTIL_ID)))));
        Condition which = DSL.not(unmatched(LISTING_CHANGES))
                .and(LISTING_CHANGES.MATCHED_AT.lt(DatabaseClock.before(olderThan)))
                .and(DSL.not(needed));
        return transactions.call(dsl -> OldRows.delete(dsl, LISTING_CHANGES, LISTING_CHANGES.ID, which, batch));
    }

    /** How many changes wait to be matched. */
    public long backlog() {
        return transactions.call(dsl -> (long) dsl.fetchCount(LISTING_CHANGES, unmatched(LISTING_CHANGES)));
    }

    /**
     * The same for a check that is made all the time: counts no more than {@code most}, and reads no more.
     *
     * @param most at least 1
     */
    public long backlog(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be positive: " + most);
        }
        return transactions.call(dsl -> (long) dsl.fetchCount(DSL.selectOne()
                .from(LISTING_CHANGES)
                .where(unmatched(LISTING_CHANGES))
                .orderBy(LISTING_CHANGES.ID) // By the index of those alone: others may stand before them in the table.
                .limit(most)));
    }

    /** How long the oldest of them has waited, by the database's clock; empty if none does. */
    public Optional<Duration> oldestWait() {
        Field<Instant> now = DatabaseClock.nowOnce();
        return transactions.call(dsl -> dsl.select(LISTING_CHANGES.CHANGED_AT, now)
                .from(LISTING_CHANGES)
                .where(unmatched(LISTING_CHANGES))
                .orderBy(LISTING_CHANGES.ID)
                .limit(1)
                .fetchOptional(row -> Duration.between(row.value1(), row.value2())));
    }

    private static int mark(DSLContext dsl, Condition which, @Nullable String problem) {
        return dsl.update(LISTING_CHANGES)
                .set(LISTING_CHANGES.MATCHED_AT, DatabaseClock.now())
                .set(Map.of(DSL.field(DSL.name("matched_xid")), DSL.field("pg_current_xact_id()")))
                .set(LISTING_CHANGES.PROBLEM, problem)
                .where(which)
                .execute();
    }

    private static Condition unmatched(Table<?> changes) {
        return matchedXid(changes).isNull();
    }

    private static Field<Object> matchedXid(Table<?> changes) {
        return DSL.field("{0}.matched_xid", Object.class, changes);
    }

    /*
     * After a dump and a restore, changes bear transaction ids that the new server has yet to give. They were matched in
     * the old one, and no alert that is written now has missed them; hence the upper bound. Our own transaction may be
     * beyond xmax, which ends at the last one that is over. The lower bound is for the index.
     */

    /** Whether the change is not matched yet; of a backfill that is not there, none is. */
    private static Condition waitingFor(long backfillId) {
        return unmatched(LISTING_CHANGES)
                .and(Exists.row(DSL.selectOne().from(ALERT_BACKFILLS).where(ALERT_BACKFILLS.ID.eq(backfillId))));
    }

    private static Condition missedBy(long backfillId) {
        return missedBy(DSL.field(DSL.select(SNAPSHOT).from(ALERT_BACKFILLS).where(ALERT_BACKFILLS.ID.eq(backfillId))));
    }

    /** Whether the change was matched by a transaction that was not over when the snapshot was taken. */
    private static Condition missedBy(Field<Object> snapshot) {
        return DSL.condition("""
                {0} between pg_snapshot_xmin({1})
                and greatest(pg_snapshot_xmax(pg_current_snapshot()), pg_current_xact_id_if_assigned())
                and not pg_visible_in_snapshot({0}, {1})""", MATCHED_XID, snapshot);
    }

    private static List<ClaimedChange> read(
            DSLContext dsl, Result<Record6<Long, Long, String, BigDecimal, String, Instant>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<Long> listingIds = rows.stream().map(Record6::value2).distinct().toList();
        Map<Long, StoredRow> listings =
                ListingReader.selectByIds(dsl, listingIds).fetchMap(LISTING.ID, ListingReader::read);
        return rows.stream()
                .map(row -> change(row, Optional.ofNullable(listings.get(row.value2()))))
                .toList();
    }

    private static ClaimedChange change(
            Record6<Long, Long, String, BigDecimal, String, Instant> row, Optional<StoredRow> listing) {
        long id = row.value1();
        Optional<ChangeKind> kind = ChangeKind.of(row.value3());
        @Nullable Money oldPrice = ListingReader.money(row.value4(), row.value5());
        Optional<StoredListing> stored =
                listing.flatMap(found -> oldPrice == null ? found.listing() : found.listing(oldPrice));
        if (stored.isPresent() && kind.isPresent()) {
            ListingChange change = kind.get().of(stored.get(), oldPrice);
            return new ClaimedChange.Matchable(id, row.value6(), change);
        }
        return new ClaimedChange.Unreadable(
                id,
                kind.isEmpty()
                        ? "change of unknown kind " + row.value3()
                        : listing.map(StoredRow::problem).orElse("listing %s is gone".formatted(row.value2())));
    }

    private static void requireLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be positive: " + limit);
        }
    }
}
