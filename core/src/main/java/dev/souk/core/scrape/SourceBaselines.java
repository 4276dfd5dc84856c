package dev.souk.core.scrape;

import static dev.souk.jooq.Tables.SOURCE_BASELINES;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.jooq.tables.records.SourceBaselinesRecord;
import dev.souk.model.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectSeekStep1;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Keeps what the pages of each source usually give, measure by measure. Thread-safe, for any number of instances. */
public final class SourceBaselines {

    /** The longest kind of page, in characters. */
    public static final int MAX_KIND_LENGTH = 20;

    /** The longest name of a measure, in characters. */
    public static final int MAX_MEASURE_LENGTH = 30;

    private final Transactions transactions;

    /** Works in these transactions. */
    public SourceBaselines(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What pages of a kind usually give, by measure; empty if nothing is known. */
    public SortedMap<String, StoredUsual> of(SourceId source, String pageKind) {
        return transactions.call(dsl -> read(ofKind(dsl, source, pageKind)));
    }

    /**
     * Makes a new state of the one that is there, under its lock: of two instances that do so at once, the second sees
     * what the first made.
     *
     * @param pageKind 1 to {@value #MAX_KIND_LENGTH} characters
     * @param measures those that may be new; 1 to {@value #MAX_MEASURE_LENGTH} characters each
     * @param change is given every measure that is known, and those of {@code measures} as {@link StoredUsual#UNKNOWN} if
     *     they are not; what it leaves out stays
     */
    public void update(
            SourceId source,
            String pageKind,
            SortedSet<String> measures,
            UnaryOperator<SortedMap<String, StoredUsual>> change) {
        transactions.call(dsl -> {
            SortedMap<String, StoredUsual> before = locked(dsl, source, pageKind, measures);
            List<Query> updates = new ArrayList<>();
            change.apply(new TreeMap<>(before)).forEach((measure, after) -> {
                if (!after.equals(before.get(measure))) {
                    updates.add(update(dsl, source, pageKind, measure, after));
                }
            });
            return dsl.batch(updates).execute().length;
        });
    }

    /** All that has fallen, of all sources. */
    public List<FallenMeasure> fallen() {
        return transactions.call(dsl -> dsl.selectFrom(SOURCE_BASELINES)
                .where(SOURCE_BASELINES.FALLEN_TO.isNotNull())
                .orderBy(SOURCE_BASELINES.SOURCE, SOURCE_BASELINES.PAGE_KIND, SOURCE_BASELINES.MEASURE)
                .fetch(row -> new FallenMeasure(
                        new SourceId(row.get(SOURCE_BASELINES.SOURCE)),
                        row.get(SOURCE_BASELINES.PAGE_KIND),
                        row.get(SOURCE_BASELINES.MEASURE),
                        row.get(SOURCE_BASELINES.MEAN),
                        row.get(SOURCE_BASELINES.FALLEN_TO),
                        row.get(SOURCE_BASELINES.FALLEN_AT))));
    }

    /**
     * Forgets what a source's pages usually give, when the site has changed and it is well so: it is learnt anew.
     *
     * @return how many measures were known
     */
    public int forget(SourceId source) {
        return transactions.call(dsl -> dsl.deleteFrom(SOURCE_BASELINES)
                .where(SOURCE_BASELINES.SOURCE.eq(source.value()))
                .execute());
    }

    /** Rows are made before any is locked, and both in the order of measures, so that instances do not deadlock. */
    private static SortedMap<String, StoredUsual> locked(
            DSLContext dsl, SourceId source, String pageKind, SortedSet<String> measures) {
        SortedSet<String> unknown = new TreeSet<>(measures);
        unknown.removeAll(read(ofKind(dsl, source, pageKind)).keySet());
        for (String measure : unknown) {
            dsl.insertInto(SOURCE_BASELINES)
                    .set(SOURCE_BASELINES.SOURCE, source.value())
                    .set(SOURCE_BASELINES.PAGE_KIND, pageKind)
                    .set(SOURCE_BASELINES.MEASURE, measure)
                    .onConflictDoNothing()
                    .execute();
        }
        return read(ofKind(dsl, source, pageKind).forUpdate());
    }

    private static SelectSeekStep1<SourceBaselinesRecord, String> ofKind(
            DSLContext dsl, SourceId source, String pageKind) {
        return dsl.selectFrom(SOURCE_BASELINES).where(ofKind(source, pageKind)).orderBy(SOURCE_BASELINES.MEASURE);
    }

    private static SortedMap<String, StoredUsual> read(ResultQuery<SourceBaselinesRecord> rows) {
        SortedMap<String, StoredUsual> usual = new TreeMap<>();
        rows.forEach(row -> usual.put(row.get(SOURCE_BASELINES.MEASURE), usual(row)));
        return usual;
    }

    private static StoredUsual usual(Record row) {
        return new StoredUsual(
                row.get(SOURCE_BASELINES.SAMPLES),
                row.get(SOURCE_BASELINES.MEAN),
                row.get(SOURCE_BASELINES.DEVIATION),
                row.get(SOURCE_BASELINES.WAITING_HITS),
                row.get(SOURCE_BASELINES.WAITING_SIZE),
                row.get(SOURCE_BASELINES.FALLEN_TO));
    }

    private static Query update(DSLContext dsl, SourceId source, String pageKind, String measure, StoredUsual after) {
        return dsl.update(SOURCE_BASELINES)
                .set(SOURCE_BASELINES.SAMPLES, after.samples())
                .set(SOURCE_BASELINES.MEAN, after.mean())
                .set(SOURCE_BASELINES.DEVIATION, after.deviation())
                .set(SOURCE_BASELINES.WAITING_HITS, after.waitingHits())
                .set(SOURCE_BASELINES.WAITING_SIZE, after.waitingSize())
                .set(SOURCE_BASELINES.FALLEN_TO, after.fallenTo())
                .set(SOURCE_BASELINES.FALLEN_AT, since(after.fallenTo()))
                .where(ofKind(source, pageKind).and(SOURCE_BASELINES.MEASURE.eq(measure)));
    }

    /** What falls further has fallen when it fell first. */
    private static Field<Instant> since(@Nullable Double fallenTo) {
        return fallenTo == null
                ? DSL.castNull(SOURCE_BASELINES.FALLEN_AT)
                : DSL.coalesce(SOURCE_BASELINES.FALLEN_AT, DatabaseClock.now());
    }

    private static Condition ofKind(SourceId source, String pageKind) {
        return SOURCE_BASELINES.SOURCE.eq(source.value()).and(SOURCE_BASELINES.PAGE_KIND.eq(pageKind));
    }
}
