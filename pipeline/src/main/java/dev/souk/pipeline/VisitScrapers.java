package dev.souk.pipeline;

import dev.souk.scraper.Scraper;
import dev.souk.scraper.archive.PageArchive;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.ValidatorStore;
import java.time.Clock;

/**
 * How visits read pages.
 *
 * @param maxListPages pages of a search that a visit reads at most
 * @param maxItemPages pages of single listings that a visit reads at most
 * @param validators what is remembered of pages from one visit to the next
 * @param prices which of the known listings are read once more
 */
record VisitScrapers(
        Fetcher fetcher,
        Clock clock,
        PageArchive archive,
        int maxListPages,
        int maxItemPages,
        ValidatorStore validators,
        PricesToFetch prices) {

    /**
     * Follows the pages of a search, asking for them by what was remembered.
     *
     * @param afterEach is run when a page has come, or will not
     */
    Scraper lists(ValidatorStore remembered, Runnable afterEach) {
        return scraper(maxListPages, remembered, afterEach);
    }

    /** Reads the pages of single listings, each once and in full; with no limit of its own below {@code maxItemPages}. */
    Scraper items(Runnable afterEach) {
        return scraper(Math.max(1, maxItemPages), ValidatorStore.none(), afterEach);
    }

    private Scraper scraper(int maxPages, ValidatorStore remembered, Runnable afterEach) {
        Fetcher telling = request -> {
            try {
                return fetcher.fetch(request);
            } finally {
                afterEach.run();
            }
        };
        return Scraper.builder(telling, clock)
                .maxPages(maxPages)
                .archive(archive)
                .validators(remembered)
                .build();
    }
}
