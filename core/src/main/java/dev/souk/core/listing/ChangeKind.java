package dev.souk.core.listing;

import dev.souk.model.Money;
import dev.souk.model.listing.ListingChange;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change is called when it is one thing and not another: a listing that is sold for less is sold. An earlier
 * constant wins over a later one.
 */
public enum ChangeKind {
    /** Seen for the first time. */
    APPEARED,
    /** Marked as sold. */
    SOLD,
    /** Taken off the marketplace. */
    REMOVED,
    /** To be had again after it was sold or removed. */
    RELISTED,
    /** The price is another one. */
    REPRICED,
    /** Anything else is different. */
    REVISED;

    private final String stored = name().toLowerCase(Locale.ROOT);

    /** What became of a listing whose content is different. */
    static ChangeKind between(
            ListingStatus oldStatus, @Nullable Money oldPrice, ListingStatus newStatus, @Nullable Money newPrice) {
        if (newStatus != oldStatus) {
            if (newStatus == ListingStatus.SOLD) {
                return SOLD;
            }
            if (newStatus == ListingStatus.REMOVED) {
                return REMOVED;
            }
            if (!oldStatus.isOpen()) {
                return RELISTED;
            }
        }
        return Objects.equals(oldPrice, newPrice) ? REVISED : REPRICED;
    }

    /** The word in the column {@code kind}. */
    String stored() {
        return stored;
    }

    /** The constant for a word in the column; empty for a word of a newer version. */
    static Optional<ChangeKind> of(String stored) {
        return Arrays.stream(values())
                .filter(kind -> kind.stored.equals(stored))
                .findAny();
    }

    ListingChange of(StoredListing listing, @Nullable Money oldPrice) {
        return switch (this) {
            case APPEARED -> new ListingChange.Appeared(listing);
            case SOLD -> new ListingChange.Sold(listing);
            case REMOVED -> new ListingChange.Removed(listing);
            case RELISTED -> new ListingChange.Relisted(listing);
            case REPRICED -> new ListingChange.Repriced(listing, oldPrice);
            case REVISED -> new ListingChange.Revised(listing);
        };
    }
}
