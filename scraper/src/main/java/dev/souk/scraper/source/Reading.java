package dev.souk.scraper.source;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.text.WebUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of reading a page, decided for all sites alike: what was found comes first, then what the site itself says
 * of the page, then the marks of walls. Silence is a changed layout. For those who write a source; nothing here throws for
 * anything that a page holds. Thread-safe.
 */
public final class Reading {

    private Reading() {}

    /**
     * A page of results; of listings with the same id the first stays.
     *
     * @param states what the site says where there are no results, the likeliest first
     */
    @SafeVarargs
    public static ParsedPage list(
            Page page, List<RawListing> listings, List<PageRequest> next, Optional<? extends ParsedPage>... states) {
        return listings.isEmpty() ? without(page, states) : new ParsedPage.Found(distinct(listings), next);
    }

    /**
     * A page of results of which none is a listing, as the site says itself: the search goes on behind it, or found nothing.
     *
     * @param evidence what they are instead
     */
    public static ParsedPage ofOthers(String evidence, List<PageRequest> next) {
        return next.isEmpty() ? new ParsedPage.Empty(evidence) : new ParsedPage.Found(List.of(), next);
    }

    /** The page of one listing. */
    @SafeVarargs
    public static ParsedPage item(Page page, Optional<RawListing> listing, Optional<? extends ParsedPage>... states) {
        return listing.<ParsedPage>map(ParsedPage.Found::one).orElseGet(() -> without(page, states));
    }

    @SafeVarargs
    private static ParsedPage without(Page page, Optional<? extends ParsedPage>... states) {
        for (Optional<? extends ParsedPage> state : states) {
            if (state.isPresent()) {
                return state.get();
            }
        }
        return WallDetector.detect(page)
                .orElseGet(() -> new ParsedPage.LayoutChanged("no listing, and no word why, on " + page));
    }

    /** Promoted listings stand above the others and once more among them. */
    private static List<RawListing> distinct(List<RawListing> listings) {
        Map<@Nullable String, RawListing> byId = new LinkedHashMap<>();
        listings.forEach(listing -> byId.putIfAbsent(listing.externalId(), listing));
        return List.copyOf(byId.values());
    }

    /** The page that follows, where the site names one that is an address on the same host, and not this page again. */
    public static List<PageRequest> next(Page page, @Nullable String address) {
        return Optional.ofNullable(address)
                .flatMap(text -> WebUrl.absolute(page.url(), text))
                .filter(next -> next.getHost().equalsIgnoreCase(page.url().getHost()))
                .filter(next -> !next.equals(page.url()))
                .map(PageRequest::list)
                .stream()
                .toList();
    }
}
