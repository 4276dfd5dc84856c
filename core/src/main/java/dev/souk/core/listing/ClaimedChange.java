package dev.souk.core.listing;

import dev.souk.model.listing.ListingChange;
import java.time.Instant;

/** A row of the queue of changes. */
public sealed interface ClaimedChange {

    /** Its number in the queue; later changes of a listing have higher ones. */
    long id();

    /**
     * A change that can be matched. The listing is as it is now, which may be later than the change; if the change is
     * one of price and the old price is known, the listing's previous price is that.
     *
     * @param changedAt when the change was stored, by the database's clock: the time at which alerts are asked about it,
     *     however late that is done
     */
    record Matchable(long id, Instant changedAt, ListingChange change) implements ClaimedChange {}

    /**
     * A change of a listing that the model refuses, or of a kind that only a newer version knows. Hand the reason to
     * {@link ListingChanges#markProblem}.
     */
    record Unreadable(long id, String reason) implements ClaimedChange {}
}
