package dev.souk.core.listing;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;

/**
 * A listing as it was handed in.
 *
 * @param hash of all that it says
 * @param contentHash of what is stored of it when nothing else is known; differs where no status is said
 */
record GivenListing(Listing listing, String hash, String contentHash) {

    static GivenListing of(Listing listing, Hashes hashes) {
        String hash = hashes.hash(listing, listing.status());
        boolean saysStatus = listing.status() != ListingStatus.UNKNOWN;
        return new GivenListing(listing, hash, saysStatus ? hash : hashes.hash(listing, ListingStatus.AVAILABLE));
    }

    ListingKey key() {
        return listing.key();
    }
}
