package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.ListingRepository;
import dev.souk.model.Slice;
import dev.souk.model.listing.StoredListing;
import java.util.Optional;

/**
 * Shows an engine the newest listings before it files alerts: it files each under what the fewest listings show, and where
 * it has seen none it can only guess which words are rare.
 */
final class WarmUp {

    /** The engine learns from as many at once, and from every eighth after that. */
    static final int LISTINGS = 2_000;

    /** In memory at once, with their texts. */
    private static final int PAGE = 200;

    private static final ListingQuery NEWEST = ListingQuery.builder().build();

    private WarmUp() {}

    /** Returns how many the engine was shown: at most {@link #LISTINGS}. */
    static int of(AlertEngine engine, ListingRepository listings) {
        int shown = 0;
        Optional<String> cursor = Optional.empty();
        do {
            Slice<StoredListing> slice = listings.slice(NEWEST, cursor.orElse(null), PAGE);
            slice.items().forEach(stored -> engine.match(stored.listing()));
            shown += slice.items().size();
            cursor = slice.next();
        } while (cursor.isPresent() && shown < LISTINGS);
        return shown;
    }
}
