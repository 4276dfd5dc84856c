package dev.souk.scraper.marketplace;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SearchRequest.Order;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.SourceCapabilities.Detail;
import dev.souk.scraper.source.WordSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * eBay by its Browse API. The requests name no caller: {@link EbayLogin} adds the token. Its listings have the ids and
 * addresses that they have on the site's pages.
 */
final class EbayApiSource implements ListingSource {

    /** Without the filter it looks in titles only. It widens what is typed; nobody has published how far. */
    private static final WordSearch WORDS = new WordSearch(
            WordSearch.Fields.TITLE_AND_DESCRIPTION,
            WordSearch.Forms.NOT_KNOWN,
            "searchInDescription in the OpenAPI of 2023;"
                    + " developer.ebay.com/api-docs/buy/static/ref-buy-browse-filters.html#searchInDescription");

    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.LOCATION, Criterion.PRICE, Criterion.CONDITION)
            .orderedBy(Order.NEWEST, Order.CHEAPEST, Order.DEAREST)
            .pagesOf(200)
            .wordsAre(WORDS)
            .withOnItemPage(Detail.DESCRIPTION, Detail.PHOTOS, Detail.ATTRIBUTES);

    /** The site and the currency of each marketplace. */
    private static final Map<String, String> MARKETPLACES = Map.ofEntries(
            Map.entry("EBAY_US", "com USD"),
            Map.entry("EBAY_GB", "co.uk GBP"),
            Map.entry("EBAY_DE", "de EUR"),
            Map.entry("EBAY_FR", "fr EUR"),
            Map.entry("EBAY_IT", "it EUR"),
            Map.entry("EBAY_ES", "es EUR"),
            Map.entry("EBAY_CA", "ca CAD"),
            Map.entry("EBAY_AU", "com.au AUD"),
            Map.entry("EBAY_IE", "ie EUR"),
            Map.entry("EBAY_NL", "nl EUR"),
            Map.entry("EBAY_BE", "be EUR"),
            Map.entry("EBAY_AT", "at EUR"),
            Map.entry("EBAY_CH", "ch CHF"),
            Map.entry("EBAY_PL", "pl PLN"));

    private final SourceId id;
    private final String marketplace;
    private final String service;
    private final String domain;
    private final String currency;

    /**
     * A marketplace of eBay.
     *
     * @param base where the API is, such as {@code https://api.ebay.com}
     * @param marketplace such as {@code EBAY_GB}
     * @throws IllegalArgumentException if there is no such marketplace
     */
    EbayApiSource(String base, String marketplace) {
        String known = MARKETPLACES.get(marketplace);
        if (known == null) {
            throw new IllegalArgumentException("eBay has no marketplace '%s'; it has %s"
                    .formatted(
                            marketplace, MARKETPLACES.keySet().stream().sorted().toList()));
        }
        this.domain = known.substring(0, known.indexOf(' '));
        this.currency = known.substring(known.indexOf(' ') + 1);
        this.id = EbaySource.id(domain);
        this.marketplace = marketplace;
        this.service = base + "/buy/browse/v1";
    }

    @Override
    public SourceId id() {
        return id;
    }

    @Override
    public SourceCapabilities capabilities() {
        // Answers convert other currencies (ConvertedAmount in the OpenAPI); whether the filter does, nobody has shown.
        return CAPABILITIES.boundedIn(currency);
    }

    /** The place is a country, such as {@code DE}; the category the site's number. */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        if (search.text() == null && search.category() == null) {
            throw new IllegalArgumentException("eBay's API wants words or a category to search for");
        }
        SearchUrl url = SearchUrl.of(service + "/item_summary/search")
                .with("q", search.text())
                .with("category_ids", search.category())
                .with("filter", filter(search))
                .with("sort", order(search))
                .with("limit", CAPABILITIES.pageSize());
        return List.of(asked(PageRequest.list(url.build())));
    }

    private String filter(SearchRequest search) {
        List<String> filters = new ArrayList<>();
        if (search.minPrice() != null || search.maxPrice() != null) {
            String least = search.minPrice() == null ? "" : search.minPrice().toString();
            String most = search.maxPrice() == null ? "" : search.maxPrice().toString();
            filters.add("price:[%s]".formatted(most.isEmpty() ? least : least + ".." + most));
            filters.add("priceCurrency:" + currency);
        }
        String conditions = EbayConditions.codes(search.conditions());
        if (conditions != null) {
            filters.add("conditionIds:{" + conditions + "}");
        }
        if (search.text() != null) {
            filters.add("searchInDescription:true");
        }
        if (search.location() != null) {
            filters.add("itemLocationCountry:" + country(search.location()));
        }
        // Without this the API leaves auctions out.
        filters.add("buyingOptions:{FIXED_PRICE|AUCTION|BEST_OFFER}");
        return String.join(",", filters);
    }

    private static String country(String location) {
        String code = location.toUpperCase(Locale.ROOT);
        if (!code.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("location must be a country of two letters: " + location);
        }
        return code;
    }

    private static @Nullable String order(SearchRequest search) {
        return switch (search.order()) {
            case NEWEST -> "newlyListed";
            case CHEAPEST -> "price";
            case DEAREST -> "-price";
            case BEST_MATCH, NEAREST -> null;
        };
    }

    private PageRequest asked(PageRequest request) {
        return request.withHeader("X-EBAY-C-MARKETPLACE-ID", marketplace).withHeader("Accept", "application/json");
    }

    /** A summary has no description and not all of the facts. */
    @Override
    public Optional<PageRequest> itemPage(Listing listing) {
        SearchUrl url = SearchUrl.of(service + "/item/get_item_by_legacy_id")
                .with("legacy_item_id", listing.key().externalId());
        return Optional.of(asked(PageRequest.item(url.build())));
    }

    @Override
    public ParsedPage parse(Page page) {
        ParsedPage parsed = EbayAnswer.read(page, "https://www.ebay." + domain + "/itm/");
        return parsed instanceof ParsedPage.Found found
                ? new ParsedPage.Found(
                        found.listings(), found.next().stream().map(this::asked).toList())
                : parsed;
    }
}
