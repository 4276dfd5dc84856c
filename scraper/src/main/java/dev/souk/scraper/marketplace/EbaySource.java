package dev.souk.scraper.marketplace;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.Reading;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SearchRequest.Order;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.SourceCapabilities.Detail;
import dev.souk.scraper.source.WordSearch;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * eBay by its pages: the search page with the cards of 2025 and later or those before, and pages of listings. {@link
 * EbayApiSource} asks its API.
 */
final class EbaySource implements ListingSource {

    /** Without the switch it looks in titles only. It widens what is typed; nobody has published how far. */
    private static final WordSearch WORDS = new WordSearch(
            WordSearch.Fields.TITLE_AND_DESCRIPTION,
            WordSearch.Forms.NOT_KNOWN,
            "LH_TitleDesc=1 in the addresses of its advanced search;"
                    + " developer.ebay.com/api-docs/user-guides/static/finding-user-guide/finding-searching-by-keywords.html");

    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.PRICE, Criterion.CONDITION)
            .orderedBy(Order.NEWEST, Order.CHEAPEST, Order.DEAREST)
            .pagesOf(120)
            .wordsAre(WORDS)
            .withOnItemPage(Detail.PHOTOS, Detail.ATTRIBUTES);

    /** Currencies of the sites, for a bare dollar sign. */
    private static final Map<String, String> CURRENCIES = Map.of(
            "com", "USD", "co.uk", "GBP", "de", "EUR", "fr", "EUR", "it", "EUR", "es", "EUR", "ca", "CAD", "com.au",
            "AUD", "ie", "EUR", "nl", "EUR");

    private static final Pattern TOTAL = Pattern.compile("^\\s*0\\s");

    private final SourceId id;
    private final String site;
    private final @Nullable String currency;

    /** The site under a domain, such as {@code co.uk}. */
    EbaySource(String domain) {
        this.id = id(domain);
        this.site = "https://www.ebay." + domain;
        this.currency = CURRENCIES.get(domain);
    }

    /** The same for the pages and the API, so that a listing is the same listing. */
    static SourceId id(String domain) {
        return new SourceId("ebay-" + domain.replace('.', '-'));
    }

    @Override
    public SourceId id() {
        return id;
    }

    @Override
    public SourceCapabilities capabilities() {
        // The page of an item tells the seller's currency.
        return currency == null ? CAPABILITIES : CAPABILITIES.boundedIn(currency);
    }

    /** The category is the site's number. The place is not searched: eBay sends. */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        SearchUrl url = SearchUrl.of(site + "/sch/i.html")
                .with("_nkw", search.text() == null ? "" : search.text())
                .with("LH_TitleDesc", search.text() == null ? null : 1)
                .with("_sacat", search.category() == null ? "0" : search.category())
                .with("_udlo", search.minPrice())
                .with("_udhi", search.maxPrice())
                .with("LH_ItemCondition", EbayConditions.codes(search.conditions()))
                .with("_sop", order(search))
                .with("_ipg", 120);
        return List.of(PageRequest.list(url.build()));
    }

    private static int order(SearchRequest search) {
        return switch (search.order()) {
            case BEST_MATCH -> 12;
            case NEWEST -> 10;
            case CHEAPEST -> 15;
            case DEAREST -> 16;
            case NEAREST -> 7;
        };
    }

    /** Lists have one photo, and of the facts only some. */
    @Override
    public Optional<PageRequest> itemPage(Listing listing) {
        return Optional.of(PageRequest.item(listing.url()));
    }

    @Override
    public ParsedPage parse(Page page) {
        Document document = Jsoup.parse(page.body(), page.url().toString());
        String asked = EbayCard.itemId(page.url().toString());
        if (asked != null || page.request().kind() == PageRequest.Kind.ITEM) {
            return Reading.item(
                    page,
                    Optional.ofNullable(asked).flatMap(id -> EbayItem.read(page, document, id)),
                    gone(document),
                    blocked(document));
        }
        return Reading.list(
                page,
                EbayCard.readAll(document, page, currency),
                Reading.next(page, document.select("a.pagination__next").attr("href")),
                empty(document),
                blocked(document));
    }

    private static Optional<ParsedPage> empty(Document document) {
        Matcher none =
                TOTAL.matcher(document.select(".srp-controls__count-heading").text());
        boolean isEmpty = none.find() || document.selectFirst(".srp-save-null-search") != null;
        return isEmpty ? Optional.of(new ParsedPage.Empty("the site counts no results")) : Optional.empty();
    }

    private static Optional<ParsedPage> gone(Document document) {
        String text = document.select(".error-header-v2, .error-header, #mainContent .page-notice")
                .text();
        boolean isGone = text.contains("looks like this page is missing") || text.contains("no longer available");
        return isGone ? Optional.of(new ParsedPage.Gone("\"" + text + "\"")) : Optional.empty();
    }

    private static Optional<ParsedPage> blocked(Document document) {
        String title = document.title().toLowerCase(Locale.ROOT);
        if (title.contains("security measure") || title.contains("pardon our interruption")) {
            return Optional.of(new ParsedPage.Captcha("\"" + document.title() + "\" in the title"));
        }
        return document.text().contains("Checking your browser before you access eBay")
                ? Optional.of(new ParsedPage.Captcha("\"Checking your browser before you access eBay\""))
                : Optional.empty();
    }
}
