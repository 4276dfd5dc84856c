package dev.souk.core.watch;

import static dev.souk.jooq.Tables.WATCHES;

import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The watches, and whose turn it is to visit them. An instance leases one that is due, visits it, and says whether it
 * found something new; when it says nothing, another takes over after the lease, and what the first says then is
 * refused. All times are by the database's clock. Thread-safe, for any number of instances.
 *
 * <pre>{@code
 * for (LeasedWatch leased : watches.lease(sources, 1, Duration.ofSeconds(50))) {
 *     boolean foundNew = visit(leased.watch());
 *     watches.visited(leased, foundNew, random.nextDouble());
 * }
 * }</pre>
 *
 * <p>The interval of a watch is halved when something new was found and grows by half when not, between its bounds. The
 * next visit is due up to a tenth later than that, so that watches which were written together spread.
 *
 * <p>A row may hold what makes no watch. {@link #byId} throws {@link UnreadableWatchException} then. Lists and leases pass
 * over such rows: a page is shorter, its total still counts them, and {@link #unreadable} names them.
 */
public final class WatchRepository {

    /** The most watches of one lease. */
    public static final int MAX_LEASED = 1_000;

    /** A longer problem is cut to this many characters. */
    public static final int MAX_PROBLEM_LENGTH = 1_000;

    private static final double FASTER = 0.5;
    private static final double SLOWER = 1.5;
    private static final double JITTER = 0.1;

    /** How long a row that makes no watch is left alone, for others not to wait behind it. */
    private static final Duration UNREADABLE_FOR = Duration.ofHours(1);

    private final Transactions transactions;

    /** Works in these transactions. */
    public WatchRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Adds a watch, due at once and as often as its bounds allow. If there is one for the same search, it is given these
     * bounds and keeps the rest, so an application may add what it needs whenever it starts.
     */
    public StoredWatch add(WatchDraft draft) {
        long min = draft.minInterval().toMillis();
        long max = draft.maxInterval().toMillis();
        return transactions.call(dsl -> dsl.insertInto(WATCHES)
                .set(WATCHES.SOURCE, draft.source().value())
                .set(WATCHES.SEARCH, draft.search())
                .set(WATCHES.SHORTEST_INTERVAL_MS, min)
                .set(WATCHES.LONGEST_INTERVAL_MS, max)
                .set(WATCHES.INTERVAL_MS, min)
                .onConflict(WATCHES.SOURCE, WATCHES.SEARCH)
                .doUpdate()
                .set(WATCHES.SHORTEST_INTERVAL_MS, min)
                .set(WATCHES.LONGEST_INTERVAL_MS, max)
                .set(WATCHES.INTERVAL_MS, bounded(WATCHES.INTERVAL_MS, DSL.val(min), DSL.val(max)))
                .returning()
                .fetchSingle(WatchRow::read));
    }

    /**
     * One watch; empty if it is not there.
     *
     * @throws UnreadableWatchException if its row makes none
     */
    public Optional<StoredWatch> byId(long id) {
        return transactions.call(
                dsl -> dsl.selectFrom(WATCHES).where(WATCHES.ID.eq(id)).fetchOptional(WatchRow::read));
    }

    /**
     * A page of the watches, newest first.
     *
     * @param source only of this site; null for all
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<StoredWatch> page(@Nullable SourceId source, int page, int size, Counting counting) {
        return transactions.call(dsl -> WatchLists.page(dsl, WatchLists.NEWEST, of(source), page, size, counting));
    }

    /**
     * The watches, newest first, a slice at a time.
     *
     * @param source only of this site; null for all
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<StoredWatch> slice(@Nullable SourceId source, @Nullable String cursor, int size) {
        return transactions.call(dsl -> WatchLists.slice(dsl, WatchLists.NEWEST, of(source), cursor, size));
    }

    /** The first slice of {@link #slice(SourceId, String, int)}. */
    public Slice<StoredWatch> slice(@Nullable SourceId source, int size) {
        return slice(source, null, size);
    }

    /**
     * A page of the rows that make no watch, newest first. Reads every watch, a few at a time; {@link Counting#upTo} lets it
     * stop before.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted; an estimate is made exact
     */
    public PageResult<UnreadableWatch> unreadable(int page, int size, Counting counting) {
        return transactions.call(dsl -> WatchLists.UNREADABLE.page(dsl, DSL.noCondition(), page, size, counting));
    }

    /**
     * The rows that make no watch, newest first, a slice at a time. Reads on until it knows whether there is one more.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<UnreadableWatch> unreadable(@Nullable String cursor, int size) {
        return transactions.call(dsl -> WatchLists.UNREADABLE.slice(dsl, DSL.noCondition(), cursor, size));
    }

    /** The first slice of {@link #unreadable(String, int)}. */
    public Slice<UnreadableWatch> unreadable(int size) {
        return unreadable(null, size);
    }

    /**
     * Turns a watch on, which is then due at once, or off, and a visit that is under way counts for nothing.
     *
     * @return whether it is there
     */
    public boolean setActive(long id, boolean active) {
        return transactions.call(dsl -> dsl.update(WATCHES)
                        .set(WATCHES.IS_ACTIVE, active)
                        .set(WATCHES.DUE_AT, DatabaseClock.now())
                        .setNull(WATCHES.LEASE_TOKEN)
                        .where(WATCHES.ID.eq(id))
                        .execute()
                > 0);
    }

    /**
     * Deletes a watch. What was found there stays.
     *
     * @return whether it was there
     */
    public boolean delete(long id) {
        return transactions.call(
                dsl -> dsl.deleteFrom(WATCHES).where(WATCHES.ID.eq(id)).execute() > 0);
    }

    /**
     * Takes watches that are due, of all that are those due longest. Nobody else gets them before the lease is over. A row
     * that makes no watch is asked again an hour later, with the reason as its problem.
     *
     * @param sources only of these
     * @param limit 1 to {@value #MAX_LEASED}
     * @param leaseFor until it is renewed, or another instance takes over
     * @return in no order
     */
    public List<LeasedWatch> lease(Collection<SourceId> sources, int limit, Duration leaseFor) {
        if (limit < 1 || limit > MAX_LEASED) {
            throw new IllegalArgumentException("limit must be 1 to %s: %s".formatted(MAX_LEASED, limit));
        }
        requirePositive(leaseFor);
        String[] names = sources.stream().map(SourceId::value).toArray(String[]::new);
        List<LeasedWatch> leased = new ArrayList<>();
        boolean areMissing = names.length > 0;
        while (areMissing) {
            int missing = limit - leased.size();
            Result<?> rows = take(names, missing, leaseFor);
            int unreadable = 0;
            for (Record row : rows) {
                Optional<UnreadableWatch> problem = WatchRow.problem(row);
                if (problem.isPresent()) {
                    putOff(row, problem.get());
                    unreadable++;
                } else {
                    leased.add(new LeasedWatch(WatchRow.read(row), row.get(WATCHES.LEASE_TOKEN)));
                }
            }
            areMissing = unreadable > 0 && rows.size() == missing;
        }
        return leased;
    }

    private void putOff(Record row, UnreadableWatch watch) {
        transactions.call(dsl -> dsl.update(WATCHES)
                .set(WATCHES.DUE_AT, DatabaseClock.after(UNREADABLE_FOR))
                .set(WATCHES.PROBLEM, StorableText.repair("cannot be read: " + watch.reason(), MAX_PROBLEM_LENGTH))
                .setNull(WATCHES.LEASE_TOKEN)
                .where(WATCHES.ID.eq(watch.watchId()).and(WATCHES.LEASE_TOKEN.eq(row.get(WATCHES.LEASE_TOKEN))))
                .execute());
    }

    /** The rows that are due, under a lease each. */
    private Result<?> take(String[] names, int limit, Duration leaseFor) {
        // Materialized, or the planner may run it more than once and lease more than was asked for.
        var due = DSL.name("due")
                .fields("due_id")
                .asMaterialized(DSL.select(WATCHES.ID)
                        .from(WATCHES)
                        .where(WATCHES.IS_ACTIVE)
                        .and(WATCHES.DUE_AT.le(DatabaseClock.nowOnce()))
                        .and(WATCHES.SOURCE.eq(DSL.any(names)))
                        .orderBy(WATCHES.DUE_AT, WATCHES.ID)
                        .limit(limit)
                        .forUpdate()
                        .skipLocked());
        return transactions.call(dsl -> dsl.with(due)
                .update(WATCHES)
                .set(WATCHES.LEASE_TOKEN, DSL.field("gen_random_uuid()", SQLDataType.UUID))
                .set(WATCHES.DUE_AT, DatabaseClock.after(leaseFor))
                .from(due)
                .where(WATCHES.ID.eq(due.field("due_id", Long.class)))
                .returning(WATCHES.fields())
                .fetch());
    }

    /**
     * Keeps a watch for so long from now on. Within a transaction this also keeps others from taking it over before the
     * transaction ends, so that what it stores is stored by who holds the lease.
     *
     * @return false if somebody else has taken over, or the watch was turned off or deleted
     */
    public boolean renew(LeasedWatch leased, Duration leaseFor) {
        requirePositive(leaseFor);
        return transactions.call(dsl -> dsl.update(WATCHES)
                        .set(WATCHES.DUE_AT, DatabaseClock.after(leaseFor))
                        .where(holds(leased))
                        .execute()
                > 0);
    }

    /**
     * As {@link #renew}, but waits for nobody: a watch that is locked, as it is while its instance stores under the
     * lease, is left as it is. For a timer that keeps many leases, of which none may hold up the others.
     *
     * @return as {@link #renew}; true if it is locked
     */
    public boolean renewUnlessLocked(LeasedWatch leased, Duration leaseFor) {
        requirePositive(leaseFor);
        var free = DSL.name("free")
                .fields("free_id")
                .asMaterialized(DSL.select(WATCHES.ID)
                        .from(WATCHES)
                        .where(holds(leased))
                        .forUpdate()
                        .skipLocked());
        return transactions.call(dsl -> dsl.with(free)
                                .update(WATCHES)
                                .set(WATCHES.DUE_AT, DatabaseClock.after(leaseFor))
                                .from(free)
                                .where(WATCHES.ID.eq(free.field("free_id", Long.class)))
                                .execute()
                        > 0
                || dsl.fetchExists(WATCHES, holds(leased)));
    }

    /**
     * Ends a visit and says when the next one is due.
     *
     * @param foundNew whether there were listings that nobody had seen before
     * @param chance from 0 to 1, which decides how much later it is due
     * @return as {@link #renew}; if false, nothing is recorded
     */
    public boolean visited(LeasedWatch leased, boolean foundNew, double chance) {
        return end(leased, foundNew ? FASTER : SLOWER, chance, null);
    }

    /**
     * Ends a visit that saw nothing, and writes down why. The next one is due as after one that found nothing new.
     *
     * @param problem cut to {@value #MAX_PROBLEM_LENGTH} characters
     * @param chance from 0 to 1, which decides how much later it is due
     * @return as {@link #renew}; if false, nothing is recorded
     */
    public boolean failed(LeasedWatch leased, String problem, double chance) {
        return end(leased, SLOWER, chance, StorableText.repair(problem, MAX_PROBLEM_LENGTH));
    }

    private boolean end(LeasedWatch leased, double factor, double chance, @Nullable String problem) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("chance must be from 0 to 1: " + chance);
        }
        Field<Long> changed = DSL.field(
                "({0} * {1})::bigint", SQLDataType.BIGINT, WATCHES.INTERVAL_MS, DSL.val(factor, SQLDataType.DOUBLE));
        Field<Long> interval = bounded(changed, WATCHES.SHORTEST_INTERVAL_MS, WATCHES.LONGEST_INTERVAL_MS);
        Field<Instant> due = DSL.field(
                "{0} + {1} * {2} * interval '1 millisecond'",
                SQLDataType.INSTANT, DatabaseClock.now(), interval, DSL.val(1 + JITTER * chance, SQLDataType.DOUBLE));
        return transactions.call(dsl -> dsl.update(WATCHES)
                        .set(WATCHES.INTERVAL_MS, interval)
                        .set(WATCHES.DUE_AT, due)
                        .set(WATCHES.VISITED_AT, DatabaseClock.now())
                        .set(WATCHES.PROBLEM, problem)
                        .setNull(WATCHES.LEASE_TOKEN)
                        .where(holds(leased))
                        .execute()
                > 0);
    }

    /**
     * A page of the watches that should have been visited so long ago and were not: there is no instance that has their
     * source, or there are too few instances. Those due longest come first.
     *
     * @param late not negative
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<StoredWatch> overdue(Duration late, int page, int size, Counting counting) {
        Condition overdue = overdue(late);
        return transactions.call(dsl -> WatchLists.page(dsl, WatchLists.DUE_LONGEST, overdue, page, size, counting));
    }

    /**
     * The same a slice at a time.
     *
     * @param late not negative
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<StoredWatch> overdue(Duration late, @Nullable String cursor, int size) {
        Condition overdue = overdue(late);
        return transactions.call(dsl -> WatchLists.slice(dsl, WatchLists.DUE_LONGEST, overdue, cursor, size));
    }

    /** The first slice of {@link #overdue(Duration, String, int)}. */
    public Slice<StoredWatch> overdue(Duration late, int size) {
        return overdue(late, null, size);
    }

    private static Condition overdue(Duration late) {
        if (late.isNegative()) {
            throw new IllegalArgumentException("late must not be negative: " + late);
        }
        return DSL.condition(WATCHES.IS_ACTIVE).and(WATCHES.DUE_AT.lt(DatabaseClock.before(late)));
    }

    private static Field<Long> bounded(Field<Long> value, Field<Long> least, Field<Long> most) {
        return DSL.greatest(least, DSL.least(most, value));
    }

    private static Condition holds(LeasedWatch leased) {
        return WATCHES.ID.eq(leased.watch().id()).and(WATCHES.LEASE_TOKEN.eq(leased.token()));
    }

    private static Condition of(@Nullable SourceId source) {
        return source == null ? DSL.noCondition() : WATCHES.SOURCE.eq(source.value());
    }

    private static void requirePositive(Duration leaseFor) {
        if (leaseFor.isNegative() || leaseFor.isZero()) {
            throw new IllegalArgumentException("lease must be positive: " + leaseFor);
        }
    }
}
