package dev.souk.scraper.source;

import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.text.WebUrl;
import java.net.URI;
import java.util.Optional;

/**
 * The address of a search that takes words and nothing else, such as <code>https://example.org/s?q={query}</code>.
 * Unchanging and thread-safe.
 */
public final class SearchAddress {

    private static final String QUERY = "{query}";

    private final String template;

    private SearchAddress(String template) {
        this.template = template;
    }

    /**
     * Reads an address with a place for the words.
     *
     * @throws IllegalArgumentException if the place is missing, or the rest is no absolute address
     */
    public static SearchAddress of(String template) {
        if (!template.contains(QUERY)) {
            throw new IllegalArgumentException("address of a search has no " + QUERY + ": " + template);
        }
        SearchAddress address = new SearchAddress(template);
        address.page("words");
        return address;
    }

    /** The page of a search; empty if it looks for no words. */
    public Optional<PageRequest> page(SearchRequest search) {
        return Optional.ofNullable(search.text()).map(this::page);
    }

    private PageRequest page(String words) {
        return PageRequest.list(URI.create(template.replace(QUERY, WebUrl.encoded(words))));
    }
}
