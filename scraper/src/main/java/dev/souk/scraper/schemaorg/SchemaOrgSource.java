package dev.souk.scraper.schemaorg;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchAddress;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.WallDetector;
import dev.souk.scraper.source.WordSearch;
import java.net.URI;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A site that describes its listings for search engines: as JSON-LD, microdata or RDFa Lite in the words of schema.org,
 * or in Open Graph tags. Reads lists (an {@code ItemList}, or several products with pages of their own) and pages of one listing;
 * a list that only names pages is followed to them. Where a page says the same in several ways, JSON-LD with a single
 * offer counts before microdata, and that before tags. Unchanging and thread-safe.
 *
 * <pre>{@code
 * ListingSource kijiji = SchemaOrgSource.builder(new SourceId("kijiji"))
 *         .search("https://www.kijiji.ca/b-canada/{query}/k0l0")
 *         .defaultCurrency("CAD")
 *         .build();
 * }</pre>
 *
 * <p>A listing without {@code sku} or {@code productID} goes by the last long number of its address, else by the path.
 */
public final class SchemaOrgSource implements ListingSource {

    private final SourceId id;
    private final List<PageRequest> pages;

    @Nullable
    private final SearchAddress search;

    private final WordSearch words;

    @Nullable
    private final String defaultCurrency;

    private final boolean showsEverything;
    private final boolean readsWhatIsShown;

    private SchemaOrgSource(Builder builder) {
        this.id = builder.id;
        this.pages = List.copyOf(builder.pages);
        this.search = builder.search;
        this.words = builder.words;
        this.defaultCurrency = builder.defaultCurrency;
        this.showsEverything = builder.showsEverything;
        this.readsWhatIsShown = builder.readsWhatIsShown;
    }

    /** Starts a source that has this name. */
    public static Builder builder(SourceId id) {
        return new Builder(id);
    }

    @Override
    public SourceId id() {
        return id;
    }

    /** Words, if all that is read is what the site finds; the rest of a search is looked for in what it shows. */
    @Override
    public SourceCapabilities capabilities() {
        return pages.isEmpty()
                ? SourceCapabilities.searchBy(SourceCapabilities.Criterion.TEXT).wordsAre(words)
                : SourceCapabilities.NONE;
    }

    /** The search page, if the source has one and there are words to look for, and then the source's own pages. */
    @Override
    public List<PageRequest> seeds(SearchRequest request) {
        List<PageRequest> seeds = new ArrayList<>();
        if (search != null) {
            search.page(request).ifPresent(seeds::add);
        }
        seeds.addAll(pages);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("source " + id + " can only search for words, and there are none");
        }
        return seeds;
    }

    @Override
    public boolean showsEverything(SearchRequest request) {
        return showsEverything;
    }

    @Override
    public ParsedPage parse(Page page) {
        SchemaOrgPage data = new SchemaOrgPage(page, defaultCurrency, readsWhatIsShown);
        if (page.request().kind() == PageRequest.Kind.LIST) {
            List<RawListing> list = data.list();
            List<PageRequest> links = list.isEmpty() ? data.links() : List.of();
            if (!list.isEmpty() || !links.isEmpty()) {
                return new ParsedPage.Found(list, links);
            }
        }
        return data.item().<ParsedPage>map(ParsedPage.Found::one).orElseGet(() -> withoutListings(page, data));
    }

    private static ParsedPage withoutListings(Page page, SchemaOrgPage data) {
        if (isLogin(page.url()) && !isLogin(page.request().url())) {
            return new ParsedPage.LoginWall("redirected to " + page.url().getPath());
        }
        Optional<ParsedPage> wall = WallDetector.detect(page);
        if (wall.isPresent()) {
            return wall.get();
        }
        if (data.elementCount() > 0) {
            return new ParsedPage.LayoutChanged(
                    "a list of %s elements, none of them a listing with an address".formatted(data.elementCount()));
        }
        return data.emptiness()
                .<ParsedPage>map(ParsedPage.Empty::new)
                .orElseGet(() -> new ParsedPage.LayoutChanged("no listing in JSON-LD, microdata or tags of " + page));
    }

    private static boolean isLogin(URI url) {
        String path = url.getPath() == null ? "" : url.getPath().toLowerCase(Locale.ROOT);
        return path.contains("/login") || path.contains("/signin") || path.contains("/sign-in");
    }

    /** Says where the site's listings are. Not thread-safe. */
    public static final class Builder {

        private final SourceId id;
        private final List<PageRequest> pages = new ArrayList<>();

        @Nullable
        private SearchAddress search;

        private WordSearch words = WordSearch.NOT_KNOWN;

        @Nullable
        private String defaultCurrency;

        private boolean showsEverything;
        private boolean readsWhatIsShown;

        private Builder(SourceId id) {
            this.id = id;
        }

        /** Adds a page that every run reads, with one listing or many. */
        public Builder page(URI url) {
            pages.add(PageRequest.list(url));
            return this;
        }

        /**
         * The address of the site's search, with <code>{query}</code> where the words go. Default none.
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
         * Says that the pages of a run name all that the site has, so that a listing that several runs leave out is taken
         * for removed. Default no: a list that ends after so many, or goes on on a second page, proves nothing.
         */
        public Builder showsEverything() {
            this.showsEverything = true;
            return this;
        }

        /**
         * Looks for what data leave open in what people see on the page of a listing: a price near the heading and the
         * button to buy, the number to order by (as attribute {@code sku}), whether it can be had. Default no, since what
         * is seen is guessed at: a page that has lost its data is then read all the same, where it would have been told
         * as {@link ParsedPage.LayoutChanged}.
         */
        public Builder readsWhatIsShown() {
            this.readsWhatIsShown = true;
            return this;
        }

        /**
         * The source.
         *
         * @throws IllegalStateException if it has neither a page nor a search
         */
        public SchemaOrgSource build() {
            if (pages.isEmpty() && search == null) {
                throw new IllegalStateException("source " + id + " has neither a page nor a search to begin with");
            }
            return new SchemaOrgSource(this);
        }
    }
}
