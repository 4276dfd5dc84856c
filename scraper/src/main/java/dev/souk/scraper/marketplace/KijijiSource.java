package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.Reading;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SearchRequest.Order;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.SourceCapabilities.Detail;
import dev.souk.scraper.text.IsoTime;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kijiji, Canada: the Apollo cache that its pages carry in {@code __NEXT_DATA__}. Amounts there are in cents. */
final class KijijiSource implements ListingSource {

    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.LOCATION, Criterion.PRICE)
            .orderedBy(Order.NEWEST, Order.CHEAPEST, Order.DEAREST)
            .pagesOf(40)
            .pricedIn("CAD")
            .withOnItemPage(Detail.DESCRIPTION, Detail.STATUS);

    static final SourceId ID = new SourceId("kijiji");

    private static final String SITE = "https://www.kijiji.ca";
    private static final Pattern ITEM = Pattern.compile("/v-[^?#]*/(\\d{5,20})(?:[/?#]|$)");
    private static final Pattern PAGE = Pattern.compile("/page-\\d+(?=/)");

    @Override
    public SourceId id() {
        return ID;
    }

    @Override
    public SourceCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** Place and category are written {@code slug/number}, as in the site's addresses without their letters. */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        SlugAndNumber place = SlugAndNumber.of("location", search.location(), "canada/0");
        SlugAndNumber category = SlugAndNumber.of("category", search.category(), "buy-sell/10");
        SearchUrl url = SearchUrl.of(SITE).path("b-" + category.slug()).path(place.slug());
        if (search.text() != null) {
            url.path(SearchUrl.slug(search.text()));
        }
        url.path((search.text() == null ? "" : "k0") + "c" + category.number() + "l" + place.number())
                .with("price", prices(search))
                .with("sort", order(search));
        return List.of(PageRequest.list(url.build()));
    }

    private static @Nullable String prices(SearchRequest search) {
        if (search.minPrice() == null && search.maxPrice() == null) {
            return null;
        }
        return (search.minPrice() == null ? "" : search.minPrice())
                + "__"
                + (search.maxPrice() == null ? "" : search.maxPrice());
    }

    private static @Nullable String order(SearchRequest search) {
        return switch (search.order()) {
            case NEWEST -> "dateDesc";
            case CHEAPEST -> "priceAsc";
            case DEAREST -> "priceDesc";
            case BEST_MATCH, NEAREST -> null;
        };
    }

    /** Lists cut the description after some two hundred characters. */
    @Override
    public Optional<PageRequest> itemPage(Listing listing) {
        return Optional.of(PageRequest.item(listing.url()));
    }

    @Override
    public ParsedPage parse(Page page) {
        JsonNode cache = EmbeddedJson.ofScript(page.body(), "__NEXT_DATA__")
                .or(() -> page.body().startsWith("{") ? JsonReader.read(page.body()) : Optional.empty())
                .map(data -> JsonReader.at(data, "props", "pageProps", "__APOLLO_STATE__"))
                .orElse(MissingNode.getInstance());
        Optional<String> asked = itemId(page.url());
        if (asked.isPresent() || page.request().kind() == PageRequest.Kind.ITEM) {
            String id = asked.or(() -> itemId(page.request().url())).orElse("");
            Optional<RawListing> listing = listings(cache).stream()
                    .filter(node -> id.equals(JsonReader.text(node, "id")))
                    .findFirst()
                    .map(KijijiSource::listing);
            return Reading.item(page, listing, gone(page, asked));
        }
        JsonNode search = searchOf(cache);
        List<JsonNode> results = results(cache, search);
        List<RawListing> found = results.stream()
                .filter(node -> !"WANTED".equals(JsonReader.text(node, "type")))
                .map(KijijiSource::listing)
                .toList();
        List<PageRequest> next = next(page, search.path("pagination"));
        return Reading.list(
                page,
                found,
                next,
                empty(search.path("pagination")),
                results.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Reading.ofOthers("all of the page is looked for, not offered", next)));
    }

    private static Optional<String> itemId(URI url) {
        Matcher item = ITEM.matcher(url.toString());
        return item.find() ? Optional.of(item.group(1)) : Optional.empty();
    }

    /** A listing that is not there any more is redirected to a search. */
    private static Optional<ParsedPage> gone(Page page, Optional<String> asked) {
        boolean movedToSearch =
                asked.isEmpty() && String.valueOf(page.url().getPath()).startsWith("/b-");
        return movedToSearch
                ? Optional.of(new ParsedPage.Gone("redirected to " + page.url().getPath()))
                : Optional.empty();
    }

    private static List<JsonNode> listings(JsonNode cache) {
        List<JsonNode> listings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : cache.properties()) {
            if (entry.getKey().contains("Listing:")) {
                listings.add(entry.getValue());
            }
        }
        return listings;
    }

    /** In the order of the page; where it names none, all that the cache of a search holds. */
    private static List<JsonNode> results(JsonNode cache, JsonNode search) {
        List<JsonNode> named = references(search.path("results")).stream()
                .map(reference -> cache.path(reference.path("__ref").asText()))
                .filter(JsonNode::isObject)
                .toList();
        return named.isEmpty()
                        && search.isObject()
                        && search.path("pagination").path("totalCount").asLong() > 0
                ? listings(cache)
                : named;
    }

    /** The key ends in the address of the page. */
    private static JsonNode searchOf(JsonNode cache) {
        for (Map.Entry<String, JsonNode> entry : cache.path("ROOT_QUERY").properties()) {
            if (entry.getKey().startsWith("searchResultsPageByUrl")) {
                return entry.getValue();
            }
        }
        return cache.path("no search");
    }

    /** First those on top, then the results, whose key ends in arguments. */
    private static List<JsonNode> references(JsonNode results) {
        List<JsonNode> references = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : results.properties()) {
            if (entry.getKey().equals("topListings") || entry.getKey().startsWith("mainListings")) {
                entry.getValue().forEach(references::add);
            }
        }
        return references;
    }

    private static Optional<ParsedPage> empty(JsonNode pagination) {
        JsonNode total = pagination.path("totalCount");
        return total.isNumber() && total.asLong() == 0
                ? Optional.of(new ParsedPage.Empty("totalCount is 0"))
                : Optional.empty();
    }

    private static List<PageRequest> next(Page page, JsonNode pagination) {
        long seen =
                pagination.path("offset").asLong() + pagination.path("limit").asLong();
        if (pagination.path("limit").asLong() < 1
                || seen >= pagination.path("totalCount").asLong()) {
            return List.of();
        }
        long number = seen / pagination.path("limit").asLong() + 1;
        String path = PAGE.matcher(page.url().getRawPath()).replaceFirst("");
        int last = path.lastIndexOf('/');
        String query = page.url().getRawQuery() == null ? "" : "?" + page.url().getRawQuery();
        return Reading.next(page, path.substring(0, last) + "/page-" + number + path.substring(last) + query);
    }

    private static RawListing listing(JsonNode node) {
        JsonNode place = node.path("location");
        String words = JsonReader.text(place, "name");
        RawListing.Builder listing = RawListing.builder()
                .externalId(JsonReader.text(node, "id"))
                .url(JsonReader.text(node, "url"))
                .title(JsonReader.text(node, "title"))
                .description(JsonReader.text(node, "description"))
                .price(price(node.path("price"), "amount"))
                .previousPrice(price(node.path("price"), "originalAmount"))
                .place(new RawListing.Place(
                        words == null ? JsonReader.text(place, "address") : words,
                        JsonReader.text(place, "coordinates", "latitude"),
                        JsonReader.text(place, "coordinates", "longitude")))
                .category(JsonReader.text(node, "categoryId"))
                .seller(JsonReader.text(node, "posterInfo", "posterId"), null)
                .listedAt(IsoTime.read(JsonReader.text(node, "activationDate")))
                .priceKind(priceKind(JsonReader.text(node, "price", "type")))
                .status("ACTIVE".equals(JsonReader.text(node, "status")) ? ListingStatus.AVAILABLE : null)
                .attribute("address", JsonReader.text(place, "address"));
        node.path("attributes").path("all").forEach(fact -> {
            JsonNode value = fact.path("canonicalValues").path(0);
            listing.attribute(fact.path("canonicalName").asText("unnamed"), value.asText());
        });
        node.path("imageUrls")
                .forEach(url -> listing.image(RawListing.Image.of(url.asText().replace("-200-jpg", "-1600-jpg"))));
        return listing.build();
    }

    private static @Nullable PriceKind priceKind(@Nullable String type) {
        if (type == null) {
            return null;
        }
        return switch (type) {
            case "FIXED" -> PriceKind.FIXED;
            case "FREE", "GIVE_AWAY" -> PriceKind.FREE;
            case "PLEASE_CONTACT", "CONTACT" -> PriceKind.ON_REQUEST;
            case "SWAP_TRADE", "TRADE" -> PriceKind.EXCHANGE;
            case "NEGOTIABLE" -> PriceKind.NEGOTIABLE;
            default -> null;
        };
    }

    private static RawListing.Price price(JsonNode price, String amount) {
        String currency = JsonReader.text(price, "currency");
        String code = currency == null ? "CAD" : currency;
        if (amount.equals("amount") && "FREE".equals(JsonReader.text(price, "type"))) {
            return RawListing.Price.of("0", code);
        }
        JsonNode cents = price.path(amount);
        return cents.isIntegralNumber()
                ? RawListing.Price.of(BigDecimal.valueOf(cents.asLong(), 2).toPlainString(), code)
                : RawListing.Price.UNKNOWN;
    }
}
