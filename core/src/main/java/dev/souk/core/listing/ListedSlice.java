package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.core.cache.CachedPage;
import dev.souk.core.listing.WholeListings.Whole;
import dev.souk.model.listing.StoredListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A slice that the price list finds, in two statements: the numbers by a plan for this question, the listings by one that
 * is kept. Planned together they take as long to plan as to read.
 */
final class ListedSlice {

    /*
     * The statements may see different states of the database. What the list says of a listing is all that such a query
     * asks for, so it is read again with the listing: if it is not the same, somebody wrote meanwhile, and nothing that
     * was read here may be shown.
     */

    private ListedSlice() {}

    /** Whether a query's slices, in its order, can be read so. */
    static boolean reads(ListingQuery query, ListingOrder<?> order) {
        return PriceList.finds(query) && !order.nullable();
    }

    /** What follows a place; empty if one of the listings was changed or deleted while it was read. */
    static Optional<CachedPage> after(
            DSLContext dsl, ListingQuery query, ListingOrder<?> order, @Nullable ListingCursor place, int size) {
        List<Record> rows = OwnPlan.of(dsl)
                .fetch(FoundListings.listed(
                        query, order, order.keyedAfter(place), size + 1, 0, List.of(PriceList.ENTRY)));
        List<Record> shown = rows.subList(0, Math.min(size, rows.size()));
        if (shown.isEmpty()) {
            return Optional.of(CachedPage.of(List.of(), null));
        }
        Map<Long, Whole> whole = WholeListings.byIds(
                dsl, shown.stream().map(row -> row.get(LISTING.ID)).toList());
        List<StoredListing> listings = new ArrayList<>();
        for (Record row : shown) {
            @Nullable Whole listing = whole.get(row.get(LISTING.ID));
            if (listing == null || !row.get(PriceList.ENTRY).equals(listing.entry())) {
                return Optional.empty();
            }
            listing.row().listing().ifPresent(listings::add);
        }
        @Nullable
        String next = rows.size() > size ? order.place(shown.get(size - 1)).encode(query) : null;
        return Optional.of(CachedPage.of(listings, next));
    }
}
