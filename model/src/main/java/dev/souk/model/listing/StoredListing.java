package dev.souk.model.listing;

import java.time.Instant;

/**
 * A listing as the database keeps it.
 *
 * @param id its number here, positive
 * @param firstSeenAt when it was first stored, by the database's clock
 * @param changedAt when something in it last changed, by the database's clock
 */
public record StoredListing(long id, Listing listing, Instant firstSeenAt, Instant changedAt) {}
