package dev.souk.benchmarks.search;

import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.ListingRepository;
import dev.souk.model.Slice;
import dev.souk.model.listing.StoredListing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where slices have come to after so many listings.
 *
 * @param cursor for the slice that follows
 * @param firstSeen of the last listing before
 * @param id of the last listing before
 */
record DeepPlace(String cursor, Instant firstSeen, long id) {

    private static final int STEP = 1_000;

    /** Slice by slice, as a visitor would get there. */
    static DeepPlace after(int depth, ListingQuery query, ListingRepository souk) {
        @Nullable DeepPlace place = null;
        for (int left = depth; left > 0; left -= STEP) {
            Slice<StoredListing> slice = souk.slice(query, place == null ? null : place.cursor(), Math.min(left, STEP));
            StoredListing last = slice.items().get(slice.items().size() - 1);
            String cursor = slice.next().orElseThrow(() -> new IllegalStateException(query + " ends before " + depth));
            place = new DeepPlace(cursor, last.firstSeenAt(), last.id());
        }
        if (place == null) {
            throw new IllegalArgumentException("depth must be positive: " + depth);
        }
        return place;
    }
}
