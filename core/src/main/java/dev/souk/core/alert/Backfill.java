package dev.souk.core.alert;

/**
 * A request to match an alert against changes whose matching may not have seen it.
 *
 * @param lookedAt the change up to which that was done already; 0 if nothing was
 * @param untilId the last change that it may need: none of those that were committed after somebody had seen it
 * @param failures how often it failed and was not made up for by pieces that went well
 * @see dev.souk.core.listing.ListingChanges#forBackfill
 */
public record Backfill(long id, long alertId, long lookedAt, long untilId, int failures) {}
