package dev.souk.scraper;

import dev.souk.model.listing.ListingKey;
import java.util.Collection;
import java.util.Set;

/**
 * Tells which listings the caller has already, so that a search can end where nothing new is to be had. Asked once for
 * each page of a list, before its listings are handed on.
 */
@FunctionalInterface
public interface KnownListings {

    /** Nothing is known: a search goes on to its last page, or its limit. */
    KnownListings NONE = keys -> Set.of();

    /** Those of the keys that are known. */
    Set<ListingKey> among(Collection<ListingKey> keys);
}
