package dev.souk.scraper.marketplace;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.SearchRequest;
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
 * eBay: the search page with the cards of 2025 and later, and answers of the Browse API. The API wants an OAuth token,
 * which the host has to bring; the pages do not.
 */
final class EbaySource implements ListingSource {

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
        this.id = new SourceId("ebay-" + domain.replace('.', '-'));
        this.site = "https://www.ebay." + domain;
        this.currency = CURRENCIES.get(domain);
    }

    @Override
    public SourceId id() {
        return id;
    }

    /** The category is the site's number. The place is not searched: eBay sends. */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        SearchUrl url = SearchUrl.of(site + "/sch/i.html")
                .with("_nkw", search.text() == null ? "" : search.text())
                .with("_sacat", search.category() == null ? "0" : search.category())
                .with("_udlo", search.minPrice())
                .with("_udhi", search.maxPrice())
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

    @Override
    public ParsedPage parse(Page page) {
        if (page.body().startsWith("{")) {
            return EbayAnswer.read(page);
        }
        Document document = Jsoup.parse(page.body(), page.url().toString());
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
