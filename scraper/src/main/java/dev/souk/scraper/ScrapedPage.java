package dev.souk.scraper;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.PageRequest;
import java.time.Instant;
import java.util.List;

/**
 * The clean listings of one page, ready to be stored; at least one.
 *
 * @param source where they are from
 * @param request the page that they stand on
 * @param fetchedAt when the page came, by the fetcher's clock
 * @param listings in the order of the page, each key once in a run
 */
public record ScrapedPage(SourceId source, PageRequest request, Instant fetchedAt, List<Listing> listings) {

    /** Copies the listings. */
    public ScrapedPage {
        listings = List.copyOf(listings);
    }
}
