package dev.souk.core.listing;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import org.jspecify.annotations.Nullable;

/** What {@link ListingRepository#upsertAll} did with one listing. */
public sealed interface UpsertOutcome {

    /** Which listing. */
    ListingKey key();

    /** Stored for the first time. */
    record New(ListingKey key, long id) implements UpsertOutcome {}

    /**
     * Stored again, since something in it is different.
     *
     * @param kind what is different
     * @param oldStatus where it stood before
     * @param oldPrice what it cost before, which may be what it costs now; null if that was not known
     * @param old all of the listing as it was before; null if its row could not be read, since another system wrote it
     */
    record Changed(
            ListingKey key,
            long id,
            ChangeKind kind,
            ListingStatus oldStatus,
            @Nullable Money oldPrice,
            @Nullable Listing old)
            implements UpsertOutcome {}

    /** Nothing in it is different; only the time of its last sighting was noted. */
    record Unchanged(ListingKey key, long id) implements UpsertOutcome {}

    /**
     * It cannot be stored; the others of the call are.
     *
     * @param field the component of {@link dev.souk.model.listing.Listing} that is refused; null if the database did not
     *     name one
     * @param value the beginning of what that field of the listing holds, cut as {@link
     *     dev.souk.model.InvalidValueException#value} is; null if no field is named, it holds nothing, or it is the seller,
     *     whose name is not shown
     * @param reason what the field cannot hold; or the database's message with its SQL state, which names the
     *     constraint, if it is one, and never shows the row
     */
    record Rejected(
            ListingKey key,
            @Nullable String field,
            @Nullable String value,
            String reason) implements UpsertOutcome {}
}
