package dev.souk.pipeline;

import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;

/** A search that is repeated on a marketplace. */
public record Watch(ListingSource source, SearchRequest search) {

    @Override
    public String toString() {
        return source.id() + " " + search;
    }
}
