package dev.souk.benchmarks.parsing;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ListingSource;
import java.util.List;

/**
 * Pages that a source can read.
 *
 * @param name what tables call the source
 */
record SourcePages(String name, ListingSource source, List<Page> pages) {

    SourcePages {
        pages = List.copyOf(pages);
    }
}
