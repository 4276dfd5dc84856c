package dev.souk.core.cache;

import dev.souk.model.listing.StoredListing;
import java.util.List;

/**
 * What is kept under one key: a listing, or a page of a search. For use inside {@code core}.
 *
 * @param listings in order; copied
 * @param note what else belongs to the page, such as the cursor to the next one; may be empty
 */
public record CachedPage(List<StoredListing> listings, String note) {

    /** Copies the listings. */
    public CachedPage {
        listings = List.copyOf(listings);
    }

    /** A listing on its own. */
    public static CachedPage of(StoredListing listing) {
        return new CachedPage(List.of(listing), "");
    }
}
