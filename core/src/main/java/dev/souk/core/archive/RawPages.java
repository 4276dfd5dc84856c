package dev.souk.core.archive;

import static dev.souk.jooq.Tables.RAW_PAGES;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.OldRows;
import dev.souk.core.transaction.Transactions;
import dev.souk.jooq.tables.records.RawPagesRecord;
import dev.souk.model.SourceId;
import dev.souk.model.StorableTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Keeps pages as they came, compressed, until they are too old or too many. Thread-safe, for any number of instances. */
public final class RawPages {

    /** A page takes hundreds of kilobytes, so few are in memory at a time. */
    private static final int READ_AT_ONCE = 10;

    private final Transactions transactions;

    /** Works in these transactions. */
    public RawPages(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Keeps a page. */
    public void add(RawPage page) {
        byte[] body = GzipText.of(page.body());
        transactions.call(dsl -> dsl.insertInto(RAW_PAGES)
                .set(RAW_PAGES.SOURCE, page.source().value())
                .set(RAW_PAGES.PAGE_KIND, page.pageKind())
                .set(RAW_PAGES.REQUESTED_URL, page.requestedUrl())
                .set(RAW_PAGES.URL, page.url())
                .set(RAW_PAGES.FETCHED_AT, page.fetchedAt())
                .set(RAW_PAGES.BODY, body)
                .set(RAW_PAGES.SIZE, body.length)
                .execute());
    }

    /**
     * Reads the pages of a source that came in a span of time, the oldest first, a few in each transaction. None is open
     * while the reader works, so it may store what it reads.
     *
     * @param from the first moment, in the years 1 to 9999
     * @param until the first moment that does not belong to it, likewise
     * @throws UncheckedIOException if a row holds no page, naming it
     */
    public void read(SourceId source, Instant from, Instant until, Consumer<RawPage> reader) {
        Condition span = RAW_PAGES
                .SOURCE
                .eq(source.value())
                .and(RAW_PAGES.FETCHED_AT.ge(StorableTime.require("from", from)))
                .and(RAW_PAGES.FETCHED_AT.lt(StorableTime.require("until", until)));
        List<RawPagesRecord> rows = oldest(span);
        while (!rows.isEmpty()) {
            rows.forEach(row -> reader.accept(page(row)));
            rows = rows.size() < READ_AT_ONCE ? List.of() : oldest(span.and(after(rows.get(rows.size() - 1))));
        }
    }

    private List<RawPagesRecord> oldest(Condition which) {
        return transactions.call(dsl -> dsl.selectFrom(RAW_PAGES)
                .where(which)
                .orderBy(RAW_PAGES.FETCHED_AT, RAW_PAGES.ID)
                .limit(READ_AT_ONCE)
                .fetch());
    }

    private static Condition after(RawPagesRecord last) {
        return DSL.row(RAW_PAGES.FETCHED_AT, RAW_PAGES.ID).greaterThan(DSL.row(last.getFetchedAt(), last.getId()));
    }

    private static RawPage page(RawPagesRecord row) {
        try {
            return new RawPage(
                    new SourceId(row.getSource()),
                    row.getPageKind(),
                    row.getRequestedUrl(),
                    row.getUrl(),
                    row.getFetchedAt(),
                    GzipText.read(row.getBody()));
        } catch (IOException e) {
            throw new UncheckedIOException("raw page " + row.getId() + " is damaged", e);
        }
    }

    /** How many bytes all pages take together, compressed. */
    public long bytes() {
        return transactions.call(dsl -> dsl.select(DSL.coalesce(DSL.sum(RAW_PAGES.SIZE), BigDecimal.ZERO))
                .from(RAW_PAGES)
                .fetchSingle()
                .value1()
                .longValueExact());
    }

    /**
     * Deletes pages that came longer ago than this, some at a time; call it until a batch is not full.
     *
     * @param age not negative
     * @param batch 1 to {@value OldRows#MAX_BATCH}
     * @return how many
     */
    public int purge(Duration age, int batch) {
        OldRows.require(age, batch);
        return delete(RAW_PAGES.FETCHED_AT.lt(DatabaseClock.before(age)), batch);
    }

    /**
     * Deletes the oldest pages of all sources until the others fit, some at a time; call it until a batch is not full.
     *
     * @param bytes how many all pages may take together, compressed; not negative
     * @param batch 1 to {@value OldRows#MAX_BATCH}
     * @return how many
     */
    public int purgeBeyond(long bytes, int batch) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
        OldRows.require(Duration.ZERO, batch);
        Field<BigDecimal> upToHere = DSL.sum(RAW_PAGES.SIZE)
                .over()
                .orderBy(RAW_PAGES.FETCHED_AT.desc(), RAW_PAGES.ID.desc())
                .rowsUnboundedPreceding()
                .as("up_to_here");
        var newestFirst = DSL.select(RAW_PAGES.ID, upToHere).from(RAW_PAGES).asTable("newest_first");
        return delete(
                RAW_PAGES.ID.in(DSL.select(newestFirst.field(RAW_PAGES.ID))
                        .from(newestFirst)
                        .where(newestFirst.field(upToHere).gt(BigDecimal.valueOf(bytes)))),
                batch);
    }

    private int delete(Condition which, int batch) {
        return transactions.call(dsl -> OldRows.delete(dsl, RAW_PAGES, RAW_PAGES.ID, which, batch));
    }
}
