package dev.souk.scraper;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Tells where nothing new is to be had behind a page of a list. Where new listings come first, that is a page of which all
 * that was asked for is known, or all is too old; in any other order new ones may stand anywhere.
 */
final class SearchEnd {

    private static final SearchEnd NONE = new SearchEnd(false, SearchFilter.none(), KnownListings.NONE);

    private final boolean isNewestFirst;
    private final SearchFilter filter;
    private final KnownListings known;

    private SearchEnd(boolean isNewestFirst, SearchFilter filter, KnownListings known) {
        this.isNewestFirst = isNewestFirst;
        this.filter = filter;
        this.known = known;
    }

    /** Every page may have something new behind it. */
    static SearchEnd none() {
        return NONE;
    }

    /**
     * The end of a search whose newest listings come first.
     *
     * @param filter what was asked for: what it leaves out is never stored, and so never known
     */
    static SearchEnd ofNewest(SearchFilter filter, KnownListings known) {
        return new SearchEnd(true, filter, known);
    }

    /**
     * Whether the page of these listings is the last that is worth reading.
     *
     * @param seen what earlier pages had
     */
    boolean isReached(List<Listing> listings, Set<ListingKey> seen, Instant seenAt) {
        if (!isNewestFirst || listings.isEmpty()) {
            return false;
        }
        return listings.stream().allMatch(listing -> filter.isTooOld(listing, seenAt))
                || areKnown(listings, seen, seenAt);
    }

    /** A site repeats what it promotes on every page, so what was seen in this run says nothing, unless it is all. */
    private boolean areKnown(List<Listing> listings, Set<ListingKey> seen, Instant seenAt) {
        if (known == KnownListings.NONE) {
            return false;
        }
        List<ListingKey> keys = listings.stream()
                .filter(listing -> filter.admits(listing, seenAt))
                .map(Listing::key)
                .toList();
        List<ListingKey> unseen =
                keys.stream().filter(key -> !seen.contains(key)).toList();
        return unseen.isEmpty()
                ? keys.size() == listings.size()
                : known.among(unseen).containsAll(unseen);
    }
}
