package dev.souk.core.cache;

import dev.souk.model.Total;
import dev.souk.model.listing.StoredListing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept under one key: a listing, a page, or a slice of a search. For use inside {@code core}.
 *
 * @param listings in order; copied
 * @param total how many a page's search finds; of no meaning otherwise
 * @param next the cursor to the next slice; null if there is none
 */
public record CachedPage(
        List<StoredListing> listings, Total total, @Nullable String next) {

    /** Copies the listings. */
    public CachedPage {
        listings = List.copyOf(listings);
    }

    /** A listing on its own. */
    public static CachedPage of(StoredListing listing) {
        return of(List.of(listing), null);
    }

    /** A slice. */
    public static CachedPage of(List<StoredListing> listings, @Nullable String next) {
        return new CachedPage(listings, Total.exactly(listings.size()), next);
    }
}
