package dev.souk.scraper.source;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.SourcePolicy;
import java.util.List;
import java.util.Optional;

/**
 * A site that offers listings. Implement this to teach the scraper a new site. An implementation holds no state between
 * pages and is safe for several threads.
 *
 * <pre>{@code
 * public ParsedPage parse(Page page) {
 *     List<RawListing> cards = read(page.body());
 *     return cards.isEmpty()
 *             ? new ParsedPage.LayoutChanged("no card on " + page.url())
 *             : new ParsedPage.Found(cards, List.of());
 * }
 * }</pre>
 */
public interface ListingSource {

    /** The name under which its listings are kept. The same for ever. */
    SourceId id();

    /**
     * What the site's terms demand of programs, as far as it is known, and how gently to treat the site. Unless overridden
     * nothing is known: whoever uses the source has to read the terms. A source whose policy needs a permission, and has not
     * got it, does not run.
     */
    default SourcePolicy policy() {
        return SourcePolicy.OPEN;
    }

    /**
     * Which criteria the site's search honours; the scraper filters by all others itself. Unless overridden none is
     * trusted, and the scraper filters by every criterion.
     */
    default SourceCapabilities capabilities() {
        return SourceCapabilities.NONE;
    }

    /**
     * The pages a run begins with: the search in the site's own words, with what the site takes and does not honour too.
     *
     * @throws IllegalArgumentException if the site cannot search in the way that is asked
     */
    List<PageRequest> seeds(SearchRequest search);

    /**
     * Reads one page. Must not fetch: name further pages in {@link ParsedPage#next()}. Must not throw for anything that
     * the page holds, and must not call a page empty that it merely could not read: {@link ParsedPage.Empty} needs
     * evidence, everything else that gave no listing is one of the other types.
     */
    ParsedPage parse(Page page);

    /**
     * The page of a listing that was found in a list, if it tells more than the list does. It is read once, before the
     * listing is stored for the first time. Unless overridden there is none.
     */
    default Optional<PageRequest> itemPage(Listing listing) {
        return Optional.empty();
    }

    /**
     * Whether the pages that a search begins with, and those that they lead to, name every listing that the site has for
     * it, so that one that none of them names is not there any more. A site that shows the newest, the best or the first
     * hundred only proves nothing by leaving one out. Unless overridden nothing is proven.
     */
    default boolean showsEverything(SearchRequest search) {
        return false;
    }
}
