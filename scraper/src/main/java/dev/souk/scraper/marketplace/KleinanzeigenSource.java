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
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Kleinanzeigen, Germany. Searches in the path form of the site's addresses; its own order is newest first. */
final class KleinanzeigenSource implements ListingSource {

    /** In kilometres: the last in the list of fredy_kleinanzeigen_search.html. */
    private static final int WIDEST_RADIUS_KM = 200;

    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.LOCATION, Criterion.RADIUS, Criterion.PRICE)
            .orderedBy(Order.NEWEST)
            .pagesOf(25)
            .pricedIn("EUR")
            .radiusUpTo(WIDEST_RADIUS_KM)
            .withOnItemPage(
                    Detail.DESCRIPTION,
                    Detail.POINT,
                    Detail.PHOTOS,
                    Detail.ATTRIBUTES,
                    Detail.LISTED_AT,
                    Detail.SELLER,
                    Detail.STATUS,
                    Detail.CATEGORY);

    static final SourceId ID = new SourceId("kleinanzeigen");

    private static final String SITE = "https://www.kleinanzeigen.de";
    private static final Pattern ITEM = Pattern.compile("/s-anzeige/(?:[^/?#]*/)?(\\d{6,20})(?:-|$|[/?#])");

    /** A page that stops a reader is small; an ordinary one may hold the same words in a listing. */
    private static final int SMALL = 5_000;

    private static final List<String> BLOCKS =
            List.of("einen moment, bitte", "ungewöhnlichen datenverkehr", "ip-bereich");

    @Override
    public SourceId id() {
        return ID;
    }

    @Override
    public SourceCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** Place and category are written {@code slug/number}, such as {@code berlin/3331} and {@code fahrraeder/217}. */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        SearchUrl url = SearchUrl.of(SITE);
        StringBuilder code = new StringBuilder(search.text() == null ? "" : "k0");
        String head = "s-anzeigen";
        if (search.category() != null) {
            SlugAndNumber category = SlugAndNumber.of("category", search.category(), "fahrraeder/217");
            head = "s-" + category.slug();
            code.append('c').append(category.number());
        }
        url.path(head);
        if (search.location() != null) {
            SlugAndNumber place = SlugAndNumber.of("location", search.location(), "berlin/3331");
            url.path(place.slug());
            code.append('l').append(place.number());
            if (search.radiusKm() != null) {
                code.append('r').append(search.radiusKm());
            }
        }
        if (search.minPrice() != null || search.maxPrice() != null) {
            url.path("preis:" + orEmpty(search.minPrice()) + ":" + orEmpty(search.maxPrice()));
        }
        if (search.text() != null) {
            url.path(SearchUrl.slug(search.text()));
        }
        return List.of(PageRequest.list((code.isEmpty() ? url : url.path(code.toString())).build()));
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Lists cut the description and have one photo and no point on the map. */
    @Override
    public Optional<PageRequest> itemPage(Listing listing) {
        return Optional.of(PageRequest.item(listing.url()));
    }

    @Override
    public ParsedPage parse(Page page) {
        Document document = Jsoup.parse(page.body(), page.url().toString());
        Optional<String> asked = itemId(page.url());
        if (asked.isPresent() || page.request().kind() == PageRequest.Kind.ITEM) {
            return Reading.item(
                    page,
                    asked.flatMap(id -> KleinanzeigenAd.read(id, page, document)),
                    gone(page, document, asked),
                    blocked(page));
        }
        Element table = document.selectFirst("#srchrslt-adtable");
        String next = document.select(".pagination-next").attr("href");
        return Reading.list(
                page,
                table == null ? List.of() : KleinanzeigenCard.readAll(table, page),
                Reading.next(page, next),
                empty(document),
                onlyWanted(page, table, next),
                blocked(page));
    }

    /** Cards, and all of them of people who look for something. */
    private static Optional<ParsedPage> onlyWanted(Page page, @Nullable Element table, String next) {
        return table == null || table.selectFirst(KleinanzeigenCard.CARDS) == null
                ? Optional.empty()
                : Optional.of(Reading.ofOthers("all of the page is looked for, not offered", Reading.next(page, next)));
    }

    private static Optional<String> itemId(URI url) {
        Matcher item = ITEM.matcher(url.toString());
        return item.find() ? Optional.of(item.group(1)) : Optional.empty();
    }

    private static Optional<ParsedPage> empty(Document document) {
        String summary = document.select(".breadcrump-summary").text();
        boolean isEmpty = document.select("article.aditem").isEmpty()
                && (summary.contains(" von 0 ")
                        || document.select("#srchrslt-content .outcomemessage-warning")
                                .text()
                                .contains("keine Ergebnisse"));
        return isEmpty ? Optional.of(new ParsedPage.Empty("the site says that it has no results")) : Optional.empty();
    }

    /** A listing that is not there any more is redirected to a search. */
    private static Optional<ParsedPage> gone(Page page, Document document, Optional<String> asked) {
        if (document.selectFirst("#srchrslt-adexpired") != null
                || document.text().contains("Die gewünschte Anzeige ist nicht mehr verfügbar")) {
            return Optional.of(new ParsedPage.Gone("the site says that it is not there any more"));
        }
        boolean movedToSearch = asked.isEmpty() && document.selectFirst("#srchrslt-adtable") != null;
        return movedToSearch
                ? Optional.of(new ParsedPage.Gone("redirected to " + page.url().getPath()))
                : Optional.empty();
    }

    private static Optional<ParsedPage> blocked(Page page) {
        if (page.body().length() >= SMALL) {
            return Optional.empty();
        }
        String body = page.body().toLowerCase(Locale.ROOT);
        return BLOCKS.stream()
                .filter(body::contains)
                .findFirst()
                .map(words -> new ParsedPage.Blocked("\"" + words + "\" on a small page"));
    }
}
