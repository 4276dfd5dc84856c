package dev.souk.core.alert;

/**
 * A request to match an alert against changes whose matching may not have seen it.
 *
 * @param lookedAt the change up to which that was done already; 0 if nothing was
 * @see dev.souk.core.listing.ListingChanges#forBackfill
 */
public record Backfill(long id, long alertId, long lookedAt) {}
