package dev.souk.scraper.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.SourcePolicy;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SearchRequest.Order;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.SourceCapabilities.Detail;
import dev.souk.scraper.source.WallDetector;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Facebook Marketplace. Reads search, category, feed and item pages, as sent to people with and without an account, and
 * the answers of the site's GraphQL endpoint. Unchanging and thread-safe.
 *
 * <p>Facebook's terms allow automated collection only with its written permission, so a source for its hosts can only be
 * built by one who says that it was given:
 *
 * <pre>{@code
 * ListingSource facebook = FacebookMarketplaceSource.builder().permissionGranted().build();
 * }</pre>
 *
 * <p>A search page gives a listing's title, price, place and one photo. Description, coordinates, all photos and the
 * facts of vehicles and homes stand on its item page: ask for {@link #item}.
 */
public final class FacebookMarketplaceSource implements ListingSource {

    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.LOCATION)
            .orderedBy(Order.NEWEST, Order.CHEAPEST, Order.DEAREST, Order.NEAREST)
            .pagesOf(24)
            .radiusUpTo(MarketplaceUrls.WIDEST_RADIUS_KM)
            .withOnItemPage(
                    Detail.DESCRIPTION,
                    Detail.POINT,
                    Detail.PHOTOS,
                    Detail.ATTRIBUTES,
                    Detail.LISTED_AT,
                    Detail.CATEGORY);

    /** The name under which the listings are kept. */
    public static final SourceId ID = new SourceId("facebook");

    private final MarketplaceUrls urls;
    private final SourcePolicy policy;

    private FacebookMarketplaceSource(URI base, SourcePolicy policy) {
        this.urls = new MarketplaceUrls(base);
        this.policy = policy;
    }

    /** Starts with the site itself. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SourceId id() {
        return ID;
    }

    @Override
    public SourcePolicy policy() {
        return policy;
    }

    @Override
    public SourceCapabilities capabilities() {
        return CAPABILITIES;
    }

    /**
     * The first page of results; the site's HTML has no second. Days and radius are rounded up to what the site offers
     * (1, 7 or 30 days). Sorted by price and limited to some days at once the site shows nothing, so then it is not
     * asked to sort.
     */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        return List.of(PageRequest.list(urls.search(search)));
    }

    /** The page of one listing. */
    public PageRequest item(String id) {
        return PageRequest.item(urls.item(id));
    }

    /** Lists show no description, no coordinates and one photo. */
    @Override
    public Optional<PageRequest> itemPage(Listing listing) {
        return Optional.of(item(listing.key().externalId()));
    }

    @Override
    public ParsedPage parse(Page page) {
        FacebookPage facebook = FacebookPage.of(page);
        ItemReader reader = new ItemReader(urls, facebook.payload());
        Optional<String> asked = MarketplaceUrls.itemId(page.url())
                .or(() -> MarketplaceUrls.itemId(page.request().url()));
        Optional<ParsedPage> item =
                asked.or(() -> unasked(page, facebook.payload())).flatMap(id -> item(facebook, reader, id));
        if (item.isPresent()) {
            return item.get();
        }
        boolean isItem = asked.isPresent() || page.request().kind() == PageRequest.Kind.ITEM;
        List<RawListing> listings = isItem ? List.of() : listings(facebook, reader);
        if (listings.isEmpty()) {
            return withoutListings(page, facebook, isItem);
        }
        return MarketplaceUrls.lostItsPlace(page.request().url(), page.url())
                ? new ParsedPage.Unavailable("the place is unknown to the site, which showed another: " + page.url())
                : new ParsedPage.Found(listings, List.of());
    }

    /** The item of a page whose address names none. Beside the listings of a list, a lone target may be an ad's. */
    private static Optional<String> unasked(Page page, MarketplacePayload payload) {
        boolean isList = payload.sawSearch()
                || (!payload.sawItemPage() && !payload.listings().isEmpty());
        return isList && page.request().kind() != PageRequest.Kind.ITEM ? Optional.empty() : payload.onlyItemId();
    }

    private static Optional<ParsedPage> item(FacebookPage facebook, ItemReader reader, String id) {
        List<JsonNode> fragments = facebook.payload().item(id);
        return fragments.isEmpty() ? Optional.empty() : Optional.of(ParsedPage.Found.one(reader.item(id, fragments)));
    }

    private static List<RawListing> listings(FacebookPage facebook, ItemReader reader) {
        return facebook.payload().listings().stream().map(reader::result).toList();
    }

    /** Decided in this order; a page is empty only if the site says so, and gone only if it was one listing's. */
    private static ParsedPage withoutListings(Page page, FacebookPage facebook, boolean isItem) {
        Optional<ParsedPage> state = facebook.login()
                .<ParsedPage>map(ParsedPage.LoginWall::new)
                .or(() -> facebook.ineligible().map(ParsedPage.Unavailable::new))
                .or(() -> facebook.payload().rateLimit().map(ParsedPage.RateLimited::new))
                .or(() -> isItem ? Optional.empty() : facebook.noResults().map(ParsedPage.Empty::new))
                .or(() -> facebook.gone().map(isItem ? ParsedPage.Gone::new : ParsedPage.Unavailable::new))
                .or(() -> WallDetector.detect(page));
        if (state.isPresent()) {
            return state.get();
        }
        Optional<String> other = isItem ? facebook.payload().onlyItemId() : Optional.empty();
        if (other.isPresent()) {
            return new ParsedPage.LayoutChanged(
                    "the page tells of item " + other.get() + ", and not in full of its own");
        }
        if (facebook.unreadable() > 0) {
            return new ParsedPage.LayoutChanged(
                    facebook.unreadable() + " scripts that should hold data cannot be read, and no other holds any");
        }
        return facebook.payload()
                .error()
                .or(() -> facebook.payload().sawSearch()
                        ? Optional.of("withheld: marketplace_search without results")
                        : Optional.empty())
                .or(() -> facebook.shell().map(mark -> "withheld: " + mark + ", but nothing in it"))
                .<ParsedPage>map(ParsedPage.Blocked::new)
                .orElseGet(() -> new ParsedPage.LayoutChanged("nothing of Marketplace in " + page));
    }

    /** Says where Marketplace is and that it may be read. Not thread-safe. */
    public static final class Builder {

        private URI base = URI.create("https://www.facebook.com");
        private boolean permitted;

        private Builder() {}

        /** Where the site is, for saved pages served elsewhere. Default {@code https://www.facebook.com}. */
        public Builder baseUri(URI base) {
            if (base.getHost() == null || base.getRawQuery() != null || base.getRawFragment() != null) {
                throw new IllegalArgumentException("base of the site must be absolute, without query: " + base);
            }
            this.base = base;
            return this;
        }

        /** States that Facebook has given its written permission to collect listings. */
        public Builder permissionGranted() {
            this.permitted = true;
            return this;
        }

        /**
         * The source.
         *
         * @throws IllegalStateException if the address is Facebook's and {@link #permissionGranted} was not called
         */
        public FacebookMarketplaceSource build() {
            SourcePolicy policy = isFacebook(base.getHost())
                    ? SourcePolicy.needsPermission(("the terms of %s allow automated collection only with its written"
                                    + " permission; call permissionGranted() if you have it")
                            .formatted(base.getHost()))
                    : SourcePolicy.OPEN;
            SourcePolicy stated = permitted ? policy.withPermission() : policy;
            stated.check();
            return new FacebookMarketplaceSource(base, stated);
        }

        private static boolean isFacebook(String host) {
            String name = host.toLowerCase(Locale.ROOT);
            String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
            return Stream.of("facebook.com", "fb.com", "messenger.com")
                    .anyMatch(known -> bare.equals(known) || bare.endsWith("." + known));
        }
    }
}
