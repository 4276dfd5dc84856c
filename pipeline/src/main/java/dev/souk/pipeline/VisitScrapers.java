package dev.souk.pipeline;

import dev.souk.scraper.Scraper;
import dev.souk.scraper.fetch.ValidatorStore;
import java.util.function.Function;

/**
 * How visits read pages.
 *
 * @param lists makes what follows the pages of a search, asking for them by what was remembered
 * @param validators what is remembered of pages from one visit to the next
 * @param items reads the pages of single listings, each once and in full; with no limit of its own below {@code
 *     maxItemPages}
 * @param maxItemPages pages of single listings that a visit reads at most
 * @param prices which of the known listings are read once more
 */
record VisitScrapers(
        Function<ValidatorStore, Scraper> lists,
        ValidatorStore validators,
        Scraper items,
        int maxItemPages,
        PricesToFetch prices) {}
