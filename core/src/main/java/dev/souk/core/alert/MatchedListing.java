package dev.souk.core.alert;

import dev.souk.model.alert.AlertMatch;
import dev.souk.model.listing.StoredListing;

/** A match and its listing as it is now. */
public record MatchedListing(AlertMatch match, StoredListing listing) {}
