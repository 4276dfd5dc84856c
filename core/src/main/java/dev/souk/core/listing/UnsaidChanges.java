package dev.souk.core.listing;

import static dev.souk.jooq.Tables.LISTING_CHANGES;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Takes the changes that a transaction queues out of the queue again. Nobody else can have queued a newer change of a
 * listing that the transaction has locked or added; of a listing that another host added meanwhile, all changes stay.
 *
 * @param lastId the newest change that could be seen when the listings were locked
 * @param locked which they are
 */
record UnsaidChanges(long lastId, Set<Long> locked) {

    /** Before the transaction queues anything, and after it has locked what is there. */
    static UnsaidChanges after(DSLContext dsl, List<StoredRow> locked) {
        long lastId = dsl.select(DSL.coalesce(DSL.max(LISTING_CHANGES.ID), 0L))
                .from(LISTING_CHANGES)
                .fetchSingle()
                .value1();
        return new UnsaidChanges(lastId, locked.stream().map(StoredRow::id).collect(Collectors.toSet()));
    }

    /** Drops what was queued since then; how many changes. */
    int drop(DSLContext dsl, UpsertResult result) {
        Stream<Long> added = result.added().stream().map(UpsertOutcome.New::id);
        Stream<Long> changed =
                result.changed().stream().map(UpsertOutcome.Changed::id).filter(locked::contains);
        return dsl.deleteFrom(LISTING_CHANGES)
                .where(LISTING_CHANGES.LISTING_ID.eq(
                        DSL.any(Stream.concat(added, changed).toArray(Long[]::new))))
                .and(LISTING_CHANGES.ID.gt(lastId))
                .execute();
    }
}
