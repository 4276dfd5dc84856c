package dev.souk.core.listing;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;

/**
 * A listing as it was handed in.
 *
 * @param hash of all that it says
 */
record GivenListing(Listing listing, String hash) {

    static GivenListing of(Listing listing) {
        return new GivenListing(listing, Hashes.of(listing));
    }

    ListingKey key() {
        return listing.key();
    }
}
