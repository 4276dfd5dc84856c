package dev.souk.model.listing;

import dev.souk.model.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that happened to a listing, seen when it was stored again. */
public sealed interface ListingChange {

    /** The listing as it is now. */
    StoredListing listing();

    /** Seen for the first time. */
    record Appeared(StoredListing listing) implements ListingChange {}

    /**
     * The price is another one, perhaps with other things.
     *
     * @param oldPrice what it was; null if it was not known
     */
    record Repriced(StoredListing listing, @Nullable Money oldPrice) implements ListingChange {

        /** By how much it became cheaper; empty if it did not, or the two prices cannot be compared. */
        public Optional<Money> drop() {
            Money now = listing.listing().price();
            return now != null && oldPrice != null && now.isLessThan(oldPrice)
                    ? Optional.of(new Money(oldPrice.amount().subtract(now.amount()), now.currency()))
                    : Optional.empty();
        }
    }

    /** Something other than price and status is different. */
    record Revised(StoredListing listing) implements ListingChange {}

    /** Marked as sold. */
    record Sold(StoredListing listing) implements ListingChange {}

    /** Taken off the marketplace. */
    record Removed(StoredListing listing) implements ListingChange {}

    /** To be had again after it was sold or removed. */
    record Relisted(StoredListing listing) implements ListingChange {}
}
