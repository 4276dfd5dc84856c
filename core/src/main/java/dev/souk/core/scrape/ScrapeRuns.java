package dev.souk.core.scrape;

import static dev.souk.jooq.Tables.SCRAPE_RUNS;

import dev.souk.core.json.CountsJson;
import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.OldRows;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import java.time.Duration;
import java.util.List;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Keeps what each visit gave: what was fetched, read and rejected, and how long it took. Thread-safe. */
public final class ScrapeRuns {

    private static final NewestFirst<StoredScrapeRun> NEWEST =
            new NewestFirst<>("scrape runs", SCRAPE_RUNS, SCRAPE_RUNS.FINISHED_AT, SCRAPE_RUNS.ID, ScrapeRuns::read);

    private final Transactions transactions;

    /** Works in these transactions. */
    public ScrapeRuns(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Keeps a visit, as finished now. */
    public void add(ScrapeRun run) {
        transactions.call(dsl -> dsl.insertInto(SCRAPE_RUNS)
                .set(SCRAPE_RUNS.SOURCE, run.source().value())
                .set(SCRAPE_RUNS.SEARCH, run.search())
                .set(SCRAPE_RUNS.FINISHED_AT, DatabaseClock.now())
                .set(SCRAPE_RUNS.TOOK_MS, run.took().toMillis())
                .set(SCRAPE_RUNS.PAGES, JSONB.valueOf(CountsJson.write(run.pages())))
                .set(SCRAPE_RUNS.LISTINGS, run.listings())
                .set(SCRAPE_RUNS.ADDED, run.added())
                .set(SCRAPE_RUNS.CHANGED, run.changed())
                .set(SCRAPE_RUNS.UNCHANGED, run.unchanged())
                .set(SCRAPE_RUNS.DEFERRED, run.deferred())
                .set(SCRAPE_RUNS.REMOVED, run.removed())
                .set(SCRAPE_RUNS.REJECTED, JSONB.valueOf(CountsJson.write(run.rejected())))
                .set(SCRAPE_RUNS.DRIFTS, run.drifts().toArray(String[]::new))
                .set(SCRAPE_RUNS.FAILURE, run.cause())
                .execute());
    }

    /**
     * A page of the visits, newest first.
     *
     * @param source only to this site; null for all
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<StoredScrapeRun> page(@Nullable SourceId source, int page, int size, Counting counting) {
        return transactions.call(dsl -> NEWEST.page(dsl, of(source), page, size, counting));
    }

    /**
     * The visits, newest first, a slice at a time.
     *
     * @param source only to this site; null for all
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<StoredScrapeRun> slice(@Nullable SourceId source, @Nullable String cursor, int size) {
        return transactions.call(dsl -> NEWEST.slice(dsl, of(source), cursor, size));
    }

    /** The first slice of {@link #slice(SourceId, String, int)}. */
    public Slice<StoredScrapeRun> slice(@Nullable SourceId source, int size) {
        return slice(source, null, size);
    }

    /**
     * Deletes visits that ended longer ago than this, some at a time; call it until a batch is not full.
     *
     * @param age not negative
     * @param batch 1 to {@value OldRows#MAX_BATCH}
     * @return how many
     */
    public int purge(Duration age, int batch) {
        OldRows.require(age, batch);
        return transactions.call(dsl -> OldRows.delete(
                dsl, SCRAPE_RUNS, SCRAPE_RUNS.ID, SCRAPE_RUNS.FINISHED_AT.lt(DatabaseClock.before(age)), batch));
    }

    private static Condition of(@Nullable SourceId source) {
        return source == null ? DSL.noCondition() : SCRAPE_RUNS.SOURCE.eq(source.value());
    }

    private static StoredScrapeRun read(Record row) {
        ScrapeRun run = new ScrapeRun(
                new SourceId(row.get(SCRAPE_RUNS.SOURCE)),
                row.get(SCRAPE_RUNS.SEARCH),
                Duration.ofMillis(row.get(SCRAPE_RUNS.TOOK_MS)),
                CountsJson.read(row.get(SCRAPE_RUNS.PAGES).data()),
                row.get(SCRAPE_RUNS.LISTINGS),
                row.get(SCRAPE_RUNS.ADDED),
                row.get(SCRAPE_RUNS.CHANGED),
                row.get(SCRAPE_RUNS.UNCHANGED),
                row.get(SCRAPE_RUNS.DEFERRED),
                row.get(SCRAPE_RUNS.REMOVED),
                CountsJson.read(row.get(SCRAPE_RUNS.REJECTED).data()),
                List.of(row.get(SCRAPE_RUNS.DRIFTS)),
                row.get(SCRAPE_RUNS.FAILURE));
        return new StoredScrapeRun(row.get(SCRAPE_RUNS.ID), row.get(SCRAPE_RUNS.FINISHED_AT), run);
    }
}
