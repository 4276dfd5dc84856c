package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.schemaorg.SchemaOrgSource;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.Reading;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SearchRequest.Order;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.SourceCapabilities.Detail;
import dev.souk.scraper.text.ShownTime;
import dev.souk.scraper.text.WebUrl;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * OLX in Brazil, which shares nothing but the name with the others: the cards of its search pages, the state that they
 * carried until 2025, and its item pages as far as they describe themselves for search engines. From shapes that others
 * wrote down; no recorded page was at hand.
 */
final class OlxBrasilSource implements ListingSource {

    static final SourceId ID = new SourceId("olx-br");

    /** Place and category are parts of the path, in words that no listing shows: {@code estado-sp}. */
    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.LOCATION, Criterion.PRICE)
            .orderedBy(Order.NEWEST)
            .pagesOf(50)
            .withOnItemPage(Detail.DESCRIPTION, Detail.PHOTOS, Detail.ATTRIBUTES, Detail.SELLER);

    private static final String SITE = "https://www.olx.com.br";
    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    private static final Pattern ITEM = Pattern.compile("-(\\d{8,12})(?:[?#/]|$)");
    private static final Pattern NUMBER = Pattern.compile("[?&]o=(\\d{1,4})");

    private final ListingSource item = SchemaOrgSource.builder(ID)
            .search(SITE + "/brasil?q={query}")
            .defaultCurrency("BRL")
            .build();

    @Override
    public SourceId id() {
        return ID;
    }

    @Override
    public SourceCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** Place and category are paths of the site: {@code estado-sp}, {@code celulares}. */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        SearchUrl url = SearchUrl.of(SITE);
        if (search.category() != null) {
            url.path(WebUrl.encoded(search.category()));
        }
        url.path(search.location() == null ? "brasil" : WebUrl.encoded(search.location()))
                .with("q", search.text())
                .with("ps", search.minPrice())
                .with("pe", search.maxPrice())
                .with("sf", search.order() == Order.NEWEST ? 1 : null);
        return List.of(PageRequest.list(url.build()));
    }

    /** Lists have one photo and no words of the seller. */
    @Override
    public Optional<PageRequest> itemPage(Listing listing) {
        return Optional.of(PageRequest.item(listing.url()));
    }

    @Override
    public ParsedPage parse(Page page) {
        if (page.request().kind() == PageRequest.Kind.ITEM) {
            return item.parse(page);
        }
        Document document = Jsoup.parse(page.body(), page.url().toString());
        List<RawListing> listings = new ArrayList<>();
        document.select("section.olx-adcard, .olx-adcard[data-lurker_list_id]")
                .forEach(card -> listings.add(card(card, page)));
        JsonNode data = EmbeddedJson.ofScript(page.body(), "__NEXT_DATA__")
                .map(state -> JsonReader.at(state, "props", "pageProps"))
                .orElse(JsonReader.NOTHING);
        if (listings.isEmpty()) {
            data.path("ads").forEach(ad -> {
                if (ad.has("listId")) {
                    listings.add(ad(ad));
                }
            });
        }
        return Reading.list(page, listings, next(page, document), empty(document, data));
    }

    private static RawListing card(Element card, Page page) {
        String address = card.select("a[data-testid=adcard-link], a[href]").attr("href");
        RawListing.Builder listing = RawListing.builder()
                .externalId(id(address))
                .url(address)
                .title(card.select("h2").text())
                .price(brl(text(card, "h3.olx-adcard__price, .olx-adcard__price")))
                .previousPrice(brl(text(card, "[class*=old-price]")))
                .place(RawListing.Place.of(text(card, "p.olx-adcard__location, .olx-adcard__location")))
                .listedAt(ShownTime.of(text(card, "p.olx-adcard__date, .olx-adcard__date"), page.fetchedAt(), ZONE)
                        .orElse(null));
        card.select(".olx-adcard__detail").forEach(detail -> {
            String label = detail.attr("aria-label");
            listing.attribute(nameOf(label.isBlank() ? detail.text() : label), detail.text());
        });
        String photo = card.select("img").attr("src");
        if (photo.startsWith("http")) {
            listing.image(RawListing.Image.of(photo));
        }
        return listing.build();
    }

    private static RawListing ad(JsonNode ad) {
        RawListing.Builder listing = RawListing.builder()
                .externalId(JsonReader.text(ad, "listId"))
                .url(JsonReader.text(ad, "url"))
                .title(JsonReader.text(ad, "subject"))
                .price(brl(JsonReader.text(ad, "price")))
                .previousPrice(brl(JsonReader.text(ad, "oldPrice")))
                .place(RawListing.Place.of(JsonReader.text(ad, "location")))
                .category(JsonReader.text(ad, "category"))
                .listedAt(seconds(ad.path("date")));
        ad.path("properties")
                .forEach(
                        fact -> listing.attribute(fact.path("name").asText("unnamed"), JsonReader.text(fact, "value")));
        ad.path("images").forEach(image -> {
            String url = JsonReader.text(image, "original");
            if (url != null) {
                listing.image(RawListing.Image.of(url));
            }
        });
        return listing.build();
    }

    private static RawListing.Price brl(@Nullable String shown) {
        return shown == null ? RawListing.Price.UNKNOWN : new RawListing.Price(null, null, shown, "BRL");
    }

    private static @Nullable Instant seconds(JsonNode epoch) {
        return epoch.isIntegralNumber() && epoch.canConvertToInt() ? Instant.ofEpochSecond(epoch.asLong()) : null;
    }

    private static String nameOf(String shown) {
        return shown.endsWith(" km") ? "mileage" : shown.endsWith("m²") ? "area" : "detail";
    }

    private static @Nullable String id(String address) {
        Matcher item = ITEM.matcher(address);
        return item.find() ? item.group(1) : null;
    }

    private static List<PageRequest> next(Page page, Document document) {
        Matcher number = NUMBER.matcher(page.url().toString());
        int following = number.find() ? Integer.parseInt(number.group(1)) + 1 : 2;
        for (Element link : document.select("a[href*='o=" + following + "']")) {
            Matcher linked = NUMBER.matcher(link.attr("href"));
            if (linked.find() && Integer.parseInt(linked.group(1)) == following) {
                return Reading.next(page, link.attr("href"));
            }
        }
        return List.of();
    }

    private static Optional<ParsedPage> empty(Document document, JsonNode data) {
        boolean saysNone = data.path("ads").isArray() && data.path("totalOfAds").asInt(-1) == 0;
        boolean showsNone = document.text().contains("Nenhum anúncio foi encontrado");
        return saysNone || showsNone
                ? Optional.of(new ParsedPage.Empty("the site says that it has no ads"))
                : Optional.empty();
    }

    private static @Nullable String text(Element card, String selector) {
        Element found = card.selectFirst(selector);
        return found == null || found.text().isBlank() ? null : found.text();
    }
}
