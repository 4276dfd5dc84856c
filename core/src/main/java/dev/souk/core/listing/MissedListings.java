package dev.souk.core.listing;

import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.LISTING_SIGHTINGS;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Listings that become removed since no search shows them, and those that are shown again. Which they are was asked before
 * they were locked, so it is asked again.
 */
final class MissedListings {

    // What another transaction is just noting as seen is passed over, so that nobody ever waits for sightings.
    private static final String UNSEEN = """
            with free as (
                select listing_id from {0} where listing_id = any({1}) and last_seen_at < {2}
                for no key update skip locked)
            select missed.id from unnest({1}) as missed (id)
            where missed.id in (select listing_id from free)
            or not exists (select from {0} as sighting where sighting.listing_id = missed.id)""";

    private MissedListings() {}

    /**
     * Locks the listings in the order of keys.
     *
     * @param missed become removed, unless they are closed by now or somebody has seen them since the run began
     * @param found can be had again, if they are still removed only since they were missed
     * @return those to be stored, each with its new status
     */
    static List<Listing> judge(
            DSLContext dsl, Instant runStartedAt, Collection<ListingKey> missed, Collection<ListingKey> found) {
        Set<ListingKey> both = new TreeSet<>(missed);
        both.addAll(found);
        if (both.isEmpty()) {
            return List.of();
        }
        Set<ListingKey> isFound = Set.copyOf(found);
        List<Listing> judged = new ArrayList<>();
        List<StoredRow> open = new ArrayList<>();
        for (StoredRow row : ListingRepository.locked(dsl, List.copyOf(both))) {
            if (row.key() != null && isFound.contains(row.key())) {
                if (row.missed()) {
                    judged.addAll(as(ListingStatus.AVAILABLE, row));
                }
            } else if (ListingQuery.OPEN.contains(row.status())) {
                open.add(row);
            }
        }
        Set<Long> unseen = unseen(dsl, runStartedAt, open);
        open.stream()
                .filter(row -> unseen.contains(row.id()))
                .forEach(row -> judged.addAll(as(ListingStatus.REMOVED, row)));
        return judged;
    }

    private static List<Listing> as(ListingStatus status, StoredRow row) {
        @Nullable Listing said = row.said();
        return said == null
                ? List.of()
                : List.of(said.toBuilder().status(status).build());
    }

    private static Set<Long> unseen(DSLContext dsl, Instant runStartedAt, List<StoredRow> rows) {
        if (rows.isEmpty()) {
            return Set.of();
        }
        Long[] ids = rows.stream().map(StoredRow::id).toArray(Long[]::new);
        return dsl.resultQuery(UNSEEN, LISTING_SIGHTINGS, DSL.val(ids), DSL.val(runStartedAt))
                .fetchSet(0, Long.class);
    }

    /** Notes that nobody said of these that they are gone. Without a hash no page passes for saying nothing new of them. */
    static void mark(DSLContext dsl, UpsertResult removed) {
        Long[] ids = removed.changed().stream().map(UpsertOutcome.Changed::id).toArray(Long[]::new);
        if (ids.length == 0) {
            return;
        }
        dsl.update(LISTINGS)
                .set(LISTINGS.IS_MISSED, true)
                .setNull(LISTINGS.CONTENT_HASH)
                .where(LISTINGS.ID.eq(DSL.any(ids)))
                .execute();
    }
}
