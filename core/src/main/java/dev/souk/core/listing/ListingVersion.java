package dev.souk.core.listing;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A listing as it shall stand in the database: what is stored brought together with what was said.
 *
 * @param id its number; 0 while it has none
 * @param listing the content, with the previous price that the marketplace says
 * @param hash of that content
 * @param previousPrice what {@code previous_price} shall hold
 * @param before the row as it stands; null for a new listing
 * @param missed whether it stays removed only since its searches no longer showed it
 * @param kind what became of the listing; null if nothing did
 */
record ListingVersion(
        long id,
        Listing listing,
        String hash,
        @Nullable Money previousPrice,
        @Nullable StoredRow before,
        boolean missed,
        @Nullable ChangeKind kind) {

    /** The first version of a listing. */
    static ListingVersion first(GivenListing given) {
        Listing listing = withStatus(given.listing(), given.listing().status().orElse(ListingStatus.AVAILABLE));
        return new ListingVersion(
                0, listing, given.contentHash(), listing.previousPrice(), null, false, ChangeKind.APPEARED);
    }

    /**
     * The version that follows on a row by what was said.
     *
     * @param now whether the marketplace says it now, so that what was only missed is there again
     */
    static ListingVersion after(StoredRow row, GivenListing given, boolean now) {
        Listing said = given.listing();
        @Nullable Listing stored = row.said();
        Listing merged = stored == null ? said : stored.updatedBy(said);
        ListingStatus unsaid = row.missed() && now ? ListingStatus.AVAILABLE : row.status();
        Listing listing = withStatus(merged, said.status().orElse(unsaid));
        boolean missed = row.missed() && !now && said.status() == ListingStatus.UNKNOWN;
        String hash = listing.equals(said) ? given.hash() : Hashes.of(listing);
        return new ListingVersion(
                row.id(),
                listing,
                hash,
                previousPrice(row, stored, listing),
                row,
                missed,
                kind(row, stored, listing, hash));
    }

    private static Listing withStatus(Listing listing, ListingStatus status) {
        return listing.status() == status
                ? listing
                : listing.toBuilder().status(status).build();
    }

    @Nullable
    private static ChangeKind kind(StoredRow row, @Nullable Listing stored, Listing now, String hash) {
        if (hash.equals(row.contentHash()) || now.equals(stored)) {
            return null;
        }
        return ChangeKind.between(row.status(), row.price(), now.status(), now.price());
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
        return new ListingVersion(number, listing, hash, previousPrice, before, missed, kind);
    }

    /**
     * Whether the row has to be written, be it only since an older program wrote it without a hash. One that is missed and
     * stays so has none, and says by its kind whether anything is new.
     */
    boolean isToBeWritten() {
        return before == null || (missed ? kind != null : !hash.equals(before.contentHash()));
    }

    boolean hasNewPrice() {
        return listing.price() != null && (before == null || !listing.price().equals(before.price()));
    }

    /** Whether the search vector has to be made; that of a row without a hash is none of ours. */
    boolean hasNewWords() {
        @Nullable Listing stored = writtenBySouk();
        return stored == null
                || !stored.title().equals(listing.title())
                || !Objects.equals(stored.description(), listing.description());
    }

    /** As {@link #hasNewWords}, for the words of the place. */
    boolean hasNewPlace() {
        @Nullable Listing stored = writtenBySouk();
        return stored == null || !Objects.equals(stored.location(), listing.location());
    }

    @Nullable
    private Listing writtenBySouk() {
        return before == null || before.contentHash() == null ? null : before.said();
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
