package dev.souk.core.listing;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import org.jspecify.annotations.Nullable;

/**
 * A listing as it shall stand in the database: what is stored brought together with what was said.
 *
 * @param id its number; 0 while it has none
 * @param listing the content, with the previous price that the marketplace says
 * @param hash of that content
 * @param previousPrice what {@code previous_price} shall hold
 * @param before the row as it stands; null for a new listing, or for one that has to be written as if it were
 */
record ListingVersion(
        long id,
        Listing listing,
        String hash,
        @Nullable Money previousPrice,
        @Nullable StoredRow before) {

    /** The first version of a listing. */
    static ListingVersion first(Listing said) {
        Listing listing = said.toBuilder()
                .status(said.status().orElse(ListingStatus.AVAILABLE))
                .build();
        return new ListingVersion(0, listing, Hashes.of(listing), listing.previousPrice(), null);
    }

    /** The version that follows on a row by what was said now. */
    static ListingVersion after(StoredRow row, Listing said) {
        @Nullable Listing stored = row.said();
        Listing listing = (stored == null ? said : stored.updatedBy(said))
                .toBuilder().status(said.status().orElse(row.status())).build();
        return new ListingVersion(row.id(), listing, Hashes.of(listing), previousPrice(row, stored, listing), row);
    }

    /** What Souk saw itself stays until the price changes again; what the marketplace strikes through fills the gap. */
    @Nullable
    private static Money previousPrice(StoredRow row, @Nullable Listing stored, Listing now) {
        if (row.price() != null && !row.price().equals(now.price())) {
            return row.price();
        }
        boolean seenBySouk = row.previousPrice() != null
                && (stored == null || !row.previousPrice().equals(stored.previousPrice()));
        return seenBySouk ? row.previousPrice() : now.previousPrice();
    }

    ListingVersion numbered(long number) {
        return new ListingVersion(number, listing, hash, previousPrice, before);
    }

    /** What became of the listing; null if nothing did. */
    @Nullable
    ChangeKind kind() {
        if (before == null) {
            return ChangeKind.APPEARED;
        }
        if (before.said() != null && Hashes.of(before.said()).equals(hash)) {
            return null;
        }
        return ChangeKind.between(before.status(), before.price(), listing.status(), listing.price());
    }

    /** Whether the row has to be written, be it only since an older program wrote it without a hash. */
    boolean isToBeWritten() {
        return before == null || !hash.equals(before.contentHash());
    }

    boolean hasNewPrice() {
        return listing.price() != null && (before == null || !listing.price().equals(before.price()));
    }

    boolean hasNewImages() {
        return before == null
                || before.said() == null
                || !before.said().images().equals(listing.images());
    }

    boolean hasNewAttributes() {
        return before == null
                || before.said() == null
                || !before.said().attributes().equals(listing.attributes());
    }
}
