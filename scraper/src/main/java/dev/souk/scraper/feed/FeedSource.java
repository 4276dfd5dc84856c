package dev.souk.scraper.feed;

import com.rometools.rome.feed.synd.SyndFeed;
import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.Reading;
import dev.souk.scraper.source.SearchAddress;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.WordSearch;
import java.net.URI;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A site that offers its listings as a feed: RSS 0.9 to 2.0 or Atom, with photos from enclosures and Media RSS, prices
 * and conditions from Google's product words ({@code g:price}), places from GeoRSS, and else a price from the title. A
 * feed shows the newest, so a listing that it leaves out may be there still. Unchanging and thread-safe.
 *
 * <pre>{@code
 * ListingSource bikes = FeedSource.builder(new SourceId("bike-club"))
 *         .search("https://club.example/classifieds.rss?q={query}")
 *         .defaultCurrency("EUR")
 *         .build();
 * }</pre>
 *
 * <p>An entry goes by its {@code guid} or {@code id}, and without one by its address; by the end of it and a digest where
 * it is longer than an id may be. What a feed may hold that is
 * dangerous, entities and document types, is not read.
 */
public final class FeedSource implements ListingSource {

    private final SourceId id;
    private final List<PageRequest> feeds;
    private final EntryListing entries;

    @Nullable
    private final SearchAddress search;

    private final WordSearch words;

    private FeedSource(Builder builder) {
        this.id = builder.id;
        this.feeds = List.copyOf(builder.feeds);
        this.search = builder.search;
        this.words = builder.words;
        this.entries = new EntryListing(builder.defaultCurrency);
    }

    /** Starts a source that has this name. */
    public static Builder builder(SourceId id) {
        return new Builder(id);
    }

    @Override
    public SourceId id() {
        return id;
    }

    @Override
    public SourceCapabilities capabilities() {
        return feeds.isEmpty()
                ? SourceCapabilities.searchBy(SourceCapabilities.Criterion.TEXT).wordsAre(words)
                : SourceCapabilities.NONE;
    }

    /** The feed of the search, if there is one and there are words to look for, and then the source's own feeds. */
    @Override
    public List<PageRequest> seeds(SearchRequest request) {
        List<PageRequest> seeds = new ArrayList<>();
        if (search != null) {
            search.page(request).ifPresent(seeds::add);
        }
        seeds.addAll(feeds);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("source " + id + " can only search for words, and there are none");
        }
        return seeds;
    }

    @Override
    public ParsedPage parse(Page page) {
        Optional<SyndFeed> feed = FeedReader.read(page.body());
        List<RawListing> listings = feed.stream()
                .flatMap(found -> found.getEntries().stream())
                .flatMap(entry -> entries.read(entry).stream())
                .toList();
        Optional<ParsedPage> empty = feed.filter(found -> found.getEntries().isEmpty())
                .map(found -> new ParsedPage.Empty("a feed without entries"));
        return Reading.list(page, listings, List.of(), empty);
    }

    /** Says where the feeds are. Not thread-safe. */
    public static final class Builder {

        private final SourceId id;
        private final List<PageRequest> feeds = new ArrayList<>();

        @Nullable
        private SearchAddress search;

        private WordSearch words = WordSearch.NOT_KNOWN;

        @Nullable
        private String defaultCurrency;

        private Builder(SourceId id) {
            this.id = id;
        }

        /** Adds a feed that every run reads. */
        public Builder feed(URI url) {
            feeds.add(PageRequest.list(url));
            return this;
        }

        /**
         * The address of the feed of a search, with <code>{query}</code> where the words go. Default none.
         *
         * @throws IllegalArgumentException if the place for the words is missing, or the rest is no absolute address
         */
        public Builder search(String template) {
            return search(template, WordSearch.NOT_KNOWN);
        }

        /**
         * The same of a search of which it is known what it means by words, so that alerts may send it theirs.
         *
         * @throws IllegalArgumentException as {@link #search(String)}
         */
        public Builder search(String template, WordSearch words) {
            this.search = SearchAddress.of(template);
            this.words = Objects.requireNonNull(words, "words");
            return this;
        }

        /**
         * The currency of prices that tell none, or only a sign that several have. Default none: such a price is left
         * unknown.
         *
         * @param currency an ISO 4217 code
         */
        public Builder defaultCurrency(String currency) {
            this.defaultCurrency = Currency.getInstance(currency).getCurrencyCode();
            return this;
        }

        /**
         * The source.
         *
         * @throws IllegalStateException if it has neither a feed nor a search
         */
        public FeedSource build() {
            if (feeds.isEmpty() && search == null) {
                throw new IllegalStateException("source " + id + " has neither a feed nor a search to begin with");
            }
            return new FeedSource(this);
        }
    }
}
