package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;
import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.LISTING_SIGHTINGS;
import static dev.souk.jooq.Tables.SEARCHES;
import static dev.souk.jooq.Tables.SEARCH_LISTINGS;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Exists;
import dev.souk.model.SourceId;
import dev.souk.model.listing.ListingKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * What a search found and how often it has missed it since, while its row is locked.
 *
 * @param searchId which search
 * @param countedUpTo when the last run was recorded, or where none was, when the first one began: one that began earlier
 *     overlaps it
 */
record SearchTally(long searchId, Instant countedUpTo) {

    /*
     * Locks are taken in one order: the search, then listings by key share, then pairs, then the listings that become
     * removed or come back, in the order of keys as every writer does. Two searches that complete at once may each not
     * see yet that the other has missed a listing too; then the next run removes it.
     */

    /** Locks the search as {@link #open} does, and writes nothing if it is known: a page is stored more often than a run. */
    static SearchTally forPage(DSLContext dsl, SearchRun run) {
        return dsl.select(SEARCHES.ID, SEARCHES.COMPLETED_AT)
                .from(SEARCHES)
                .where(SEARCHES.SOURCE.eq(run.source().value()).and(SEARCHES.SEARCH.eq(run.search())))
                .forNoKeyUpdate()
                .fetchOptional(row -> new SearchTally(row.value1(), row.value2()))
                .orElseGet(() -> open(dsl, run));
    }

    /** Locks the search, which is made if it is new. */
    static SearchTally open(DSLContext dsl, SearchRun run) {
        return dsl.insertInto(SEARCHES)
                .set(SEARCHES.SOURCE, run.source().value())
                .set(SEARCHES.SEARCH, run.search())
                .set(SEARCHES.COMPLETED_AT, run.startedAt())
                .onConflict(SEARCHES.SOURCE, SEARCHES.SEARCH)
                .doUpdate()
                .set(SEARCHES.SEARCH, DSL.excluded(SEARCHES.SEARCH))
                .returningResult(SEARCHES.ID, SEARCHES.COMPLETED_AT)
                .fetchSingle(row -> new SearchTally(row.value1(), row.value2()));
    }

    /**
     * Notes what was found, and what was missed if the run may count.
     *
     * @return those found that are removed only since they were missed
     */
    List<ListingKey> count(DSLContext dsl, SearchRun run, Collection<ListingKey> seen, int misses) {
        Result<Record3<Long, String, Boolean>> stored = lock(dsl, run, seen);
        Long[] found = stored.getValues(LISTINGS.ID).toArray(Long[]::new);
        keep(dsl, found);
        if (!run.startedAt().isBefore(countedUpTo)) {
            miss(dsl, run, found, misses);
        }
        return stored.stream()
                .filter(Record3::value3)
                .map(row -> new ListingKey(run.source(), row.value2()))
                .toList();
    }

    /** Those that are stored. None of them can be deleted while the transaction runs. */
    private static Result<Record3<Long, String, Boolean>> lock(
            DSLContext dsl, SearchRun run, Collection<ListingKey> seen) {
        String[] externalIds =
                seen.stream().map(ListingKey::externalId).distinct().toArray(String[]::new);
        // An older host that makes a listing available leaves the mark as it is.
        Field<Boolean> isMissed = DSL.field(LISTINGS.IS_MISSED.isTrue().and(LISTINGS.IS_DELETED.isTrue()));
        return dsl.select(LISTINGS.ID, LISTINGS.EXTERNAL_ID, isMissed)
                .from(LISTINGS)
                .where(LISTINGS.SOURCE.eq(run.source().value()))
                .and(LISTINGS.EXTERNAL_ID.eq(DSL.any(externalIds)))
                .orderBy(LISTINGS.ID)
                .forKeyShare()
                .fetch();
    }

    /**
     * Notes that these, which the transaction holds, were found.
     *
     * @return how many the search had not found before
     */
    int keep(DSLContext dsl, Long[] found) {
        dsl.update(SEARCH_LISTINGS)
                .set(SEARCH_LISTINGS.MISSES, (short) 0)
                .where(isOurs().and(SEARCH_LISTINGS.LISTING_ID.eq(DSL.any(found))))
                .and(SEARCH_LISTINGS.MISSES.ne((short) 0))
                .execute();
        return dsl.execute("""
                insert into {0} (search_id, listing_id)
                select {1}, found.id from unnest({2}) as found (id)
                where not exists (select from {0} known where known.search_id = {1} and known.listing_id = found.id)
                order by found.id""", SEARCH_LISTINGS, DSL.val(searchId), DSL.val(found));
    }

    private void miss(DSLContext dsl, SearchRun run, Long[] found, int misses) {
        dsl.execute(
                """
                update {0} as missed set misses = missed.misses + 1
                where missed.search_id = {1} and missed.misses < {2}
                and not exists (select from unnest({3}) as found (id) where found.id = missed.listing_id)
                and not exists (select from {4} sighting
                    where sighting.listing_id = missed.listing_id and sighting.last_seen_at >= {5})""",
                SEARCH_LISTINGS,
                DSL.val(searchId),
                DSL.val(misses),
                DSL.val(found),
                LISTING_SIGHTINGS,
                DSL.val(run.startedAt()));
    }

    /**
     * The open listings that this search has missed often enough, and every other that was ever read to its end: one that
     * never was finds out nothing, and would hold them open for ever. Not locked yet.
     */
    List<ListingKey> gone(DSLContext dsl, SourceId source, int misses) {
        var other = SEARCH_LISTINGS.as("other");
        return dsl
                .select(LISTING.EXTERNAL_ID)
                .from(SEARCH_LISTINGS)
                .join(LISTING)
                .on(LISTING.ID.eq(SEARCH_LISTINGS.LISTING_ID))
                .where(isOurs().and(isMissed(misses)).and(isOpen()))
                .andNot(Exists.row(DSL.selectOne()
                        .from(other)
                        .join(SEARCHES)
                        .on(SEARCHES.ID.eq(other.SEARCH_ID))
                        .where(other.LISTING_ID.eq(LISTING.ID))
                        .and(other.MISSES.lt((short) misses))
                        .and(SEARCHES.COMPLETE_RUNS.gt(0L))))
                .fetch(LISTING.EXTERNAL_ID)
                .stream()
                .filter(ListingKey::isExternalId)
                .map(externalId -> new ListingKey(source, externalId))
                .toList();
    }

    /** Notes that the run was recorded, and lets go of what is missed and not open: it need not be asked for again. */
    void close(DSLContext dsl, int misses) {
        dsl.update(SEARCHES)
                .set(SEARCHES.COMPLETE_RUNS, SEARCHES.COMPLETE_RUNS.plus(1))
                .set(SEARCHES.COMPLETED_AT, DatabaseClock.now())
                .where(SEARCHES.ID.eq(searchId))
                .execute();
        dsl.deleteFrom(SEARCH_LISTINGS)
                .where(isOurs().and(isMissed(misses)))
                .andNot(Exists.row(DSL.selectOne()
                        .from(LISTING)
                        .where(LISTING.ID.eq(SEARCH_LISTINGS.LISTING_ID))
                        .and(isOpen())))
                .execute();
    }

    private Condition isOurs() {
        return SEARCH_LISTINGS.SEARCH_ID.eq(searchId);
    }

    private static Condition isMissed(int misses) {
        return SEARCH_LISTINGS.MISSES.ge((short) misses);
    }

    private static Condition isOpen() {
        return LISTING.IS_SOLD.isFalse().and(LISTING.IS_DELETED.isFalse());
    }
}
