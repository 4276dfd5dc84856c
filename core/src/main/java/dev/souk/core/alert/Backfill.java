package dev.souk.core.alert;

import dev.souk.core.listing.ListingPlace;
import org.jspecify.annotations.Nullable;

/**
 * A request to match an alert against changes whose matching may not have seen it.
 *
 * @param lookedAt the change up to which that was done already; 0 if nothing was
 * @param untilId the last change that it may need: none of those that were committed after somebody had seen it
 * @param failures how often it failed and was not made up for by pieces that went well
 * @param place the listing up to which what was there already is recorded, the newest first; null if that was not begun
 * @param recorded how many those were
 * @see dev.souk.core.listing.ListingChanges#forBackfill
 */
public record Backfill(
        long id,
        long alertId,
        long lookedAt,
        long untilId,
        int failures,
        @Nullable ListingPlace place,
        int recorded) {

    /** One that has not begun with what was there already. */
    public Backfill(long id, long alertId, long lookedAt, long untilId, int failures) {
        this(id, alertId, lookedAt, untilId, failures, null, 0);
    }
}
