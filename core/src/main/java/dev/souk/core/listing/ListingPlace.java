package dev.souk.core.listing;

import java.time.Instant;

/**
 * The place of a listing among all, the newest first.
 *
 * @param firstSeen when it was stored
 * @param id of the listing; breaks ties
 */
public record ListingPlace(Instant firstSeen, long id) {}
