package dev.souk.core.listing;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code listings} with its images and attributes, read into the model as far as the model allows.
 *
 * @param key null if unreadable
 * @param price what {@code price} holds; null also if unreadable
 * @param status what the three marks amount to
 * @param missed whether it is removed only since its searches no longer showed it, and nobody said so
 * @param previousPrice what {@code previous_price} holds
 * @param createdAt first stored
 * @param updatedAt last changed
 * @param contentHash null if the row was never written by this code
 * @param said the listing with the previous price that the marketplace says; null if unreadable
 * @param problem why it is unreadable; null if it is not
 */
record StoredRow(
        long id,
        @Nullable ListingKey key,
        @Nullable Money price,
        ListingStatus status,
        boolean missed,
        @Nullable Money previousPrice,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String contentHash,
        @Nullable Listing said,
        @Nullable String problem) {

    /** The listing as others see it, with the previous price that Souk knows; empty if it is unreadable. */
    Optional<StoredListing> listing() {
        return Optional.ofNullable(said).map(listing -> stored(listing, previousPrice));
    }

    /** The content of {@link #listing}; null if it is unreadable. */
    @Nullable
    Listing shown() {
        return said == null ? null : with(said, previousPrice);
    }

    /** As {@link #listing}, with another previous price. */
    Optional<StoredListing> listing(Money previous) {
        return Optional.ofNullable(said).map(listing -> stored(listing, previous));
    }

    private StoredListing stored(Listing listing, @Nullable Money previous) {
        return new StoredListing(id, with(listing, previous), createdAt, updatedAt);
    }

    private static Listing with(Listing listing, @Nullable Money previous) {
        return Objects.equals(listing.previousPrice(), previous)
                ? listing
                : listing.toBuilder().previousPrice(previous).build();
    }
}
