package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.model.SourceId;
import dev.souk.model.listing.ListingStatus;
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
import dev.souk.scraper.text.WebUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Wallapop: the answers of its search service, in the envelopes that it has had. No real answer was at hand: names and
 * shapes are those that public programs read.
 */
final class WallapopSource implements ListingSource {

    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.LOCATION, Criterion.RADIUS, Criterion.PRICE)
            .orderedBy(Order.NEWEST, Order.CHEAPEST, Order.DEAREST, Order.NEAREST)
            .pagesOf(40);

    static final SourceId ID = new SourceId("wallapop");

    private static final String SERVICE = "https://api.wallapop.com/api/v3/search";

    @Override
    public SourceId id() {
        return ID;
    }

    @Override
    public SourceCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** The place is written {@code latitude,longitude}; the category is the site's number. */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        @Nullable String place = search.location();
        if (place != null && !place.matches("-?\\d{1,2}(\\.\\d+)?,-?\\d{1,3}(\\.\\d+)?")) {
            throw new IllegalArgumentException("location must be written latitude,longitude: " + place);
        }
        String latitude = place == null ? null : place.substring(0, place.indexOf(','));
        String longitude = place == null ? null : place.substring(place.indexOf(',') + 1);
        if (place == null && search.near() != null) {
            latitude = Double.toString(search.near().latitude());
            longitude = Double.toString(search.near().longitude());
        }
        SearchUrl url = SearchUrl.of(SERVICE)
                .with("source", "search_box")
                .with("keywords", search.text())
                .with("category_id", search.category())
                .with("latitude", latitude)
                .with("longitude", longitude)
                .with("distance", latitude == null || search.radiusKm() == null ? null : search.radiusKm() * 1_000L)
                .with("min_sale_price", search.minPrice())
                .with("max_sale_price", search.maxPrice())
                .with("condition", conditions(search))
                .with("time_filter", since(search.daysSinceListed()))
                .with("order_by", order(search));
        return List.of(asked(PageRequest.list(url.build())));
    }

    /** The service refuses requests that do not say for what kind of device they are; 0 is the web. */
    private static PageRequest asked(PageRequest request) {
        return request.withHeader("X-DeviceOS", "0").withHeader("Accept", "application/json");
    }

    private static @Nullable String conditions(SearchRequest search) {
        List<String> words = search.conditions().stream()
                .flatMap(condition -> switch (condition) {
                    case NEW -> Stream.of("new");
                    case LIKE_NEW -> Stream.of("as_good_as_new");
                    case GOOD -> Stream.of("good");
                    case FAIR -> Stream.of("fair", "has_given_it_all");
                    case USED -> Stream.of("as_good_as_new", "good", "fair", "has_given_it_all");
                    case REFURBISHED, FOR_PARTS -> Stream.<String>empty();
                })
                .distinct()
                .toList();
        return words.isEmpty() ? null : String.join(",", words);
    }

    private static @Nullable String since(@Nullable Integer days) {
        if (days == null || days > 30) {
            return null;
        }
        return days == 1 ? "today" : days <= 7 ? "lastWeek" : "lastMonth";
    }

    private static String order(SearchRequest search) {
        return switch (search.order()) {
            case BEST_MATCH -> "most_relevance";
            case NEWEST -> "newest";
            case CHEAPEST -> "price_low_to_high";
            case DEAREST -> "price_high_to_low";
            case NEAREST -> "closest";
        };
    }

    @Override
    public ParsedPage parse(Page page) {
        JsonNode answer = JsonReader.read(page.body()).orElse(MissingNode.getInstance());
        JsonNode items = Stream.of(
                        answer.path("data").path("section").path("payload").path("items"),
                        answer.path("data").path("section").path("items"),
                        answer.path("search_objects"))
                .filter(JsonNode::isArray)
                .findFirst()
                .orElse(MissingNode.getInstance());
        if (page.request().kind() == PageRequest.Kind.ITEM) {
            boolean isItem = answer.has("id") && answer.has("title");
            return Reading.item(page, isItem ? Optional.of(listing(answer)) : Optional.empty());
        }
        List<RawListing> listings = new ArrayList<>();
        items.forEach(item -> listings.add(listing(item)));
        String token = JsonReader.text(answer, "meta", "next_page");
        List<PageRequest> next = token == null
                ? List.of()
                : List.of(asked(PageRequest.list(
                        SearchUrl.of(SERVICE).with("next_page", token).build())));
        return Reading.list(
                page,
                listings,
                next,
                items.isArray() ? Optional.of(new ParsedPage.Empty("an empty list of items")) : Optional.empty());
    }

    private static RawListing listing(JsonNode wrapped) {
        JsonNode item = wrapped.path("content").isObject() ? wrapped.path("content") : wrapped;
        String id = JsonReader.text(wrapped, "id");
        String slug = JsonReader.text(item, "web_slug");
        RawListing.Builder listing = RawListing.builder()
                .externalId(id == null ? JsonReader.text(item, "id") : id)
                .url(slug == null ? null : "https://es.wallapop.com/item/" + WebUrl.encoded(slug))
                .title(original(item, "title"))
                .description(original(item, "description"))
                .price(price(item))
                .place(new RawListing.Place(
                        JsonReader.text(item, "location", "city"),
                        JsonReader.text(item, "location", "latitude"),
                        JsonReader.text(item, "location", "longitude")))
                .categoryPath(categories(item))
                .seller(seller(item), null)
                .listedAt(time(item.path("created_at")))
                .status(status(item));
        Stream.of("brand", "model", "year", "km", "engine", "gearbox", "horsepower")
                .forEach(name ->
                        listing.attribute(name.equals("km") ? "mileage_km" : name, JsonReader.text(item, name)));
        listing.attribute(
                "delivery", item.path("shipping").path("user_allows_shipping").asBoolean() ? "shipping" : null);
        item.path("images").forEach(image -> {
            String url = JsonReader.text(image, "urls", "big");
            String photo = url == null ? JsonReader.text(image, "urls", "medium") : url;
            if (photo != null) {
                listing.image(RawListing.Image.of(photo));
            }
        });
        return listing.build();
    }

    /** In an item's own answer the text stands beside its translation. */
    private static @Nullable String original(JsonNode item, String name) {
        String plain = JsonReader.text(item, name);
        return plain == null ? JsonReader.text(item, name, "original") : plain;
    }

    private static RawListing.Price price(JsonNode item) {
        JsonNode price =
                item.path("price").path("cash").isObject() ? item.path("price").path("cash") : item.path("price");
        return price.isObject()
                ? RawListing.Price.of(JsonReader.text(price, "amount"), JsonReader.text(price, "currency"))
                : RawListing.Price.of(JsonReader.text(item, "price"), JsonReader.text(item, "currency"));
    }

    private static List<String> categories(JsonNode item) {
        List<String> names = new ArrayList<>();
        item.path("taxonomy").forEach(step -> names.add(step.path("name").asText("")));
        names.removeIf(String::isBlank);
        String number = JsonReader.text(item, "category_id");
        return names.isEmpty() && number != null ? List.of(number) : names;
    }

    private static @Nullable String seller(JsonNode item) {
        String id = JsonReader.text(item, "user_id");
        return id == null ? JsonReader.text(item, "user", "id") : id;
    }

    private static @Nullable Instant time(JsonNode millis) {
        return millis.isIntegralNumber() && millis.canConvertToLong() ? Instant.ofEpochMilli(millis.asLong()) : null;
    }

    private static @Nullable ListingStatus status(JsonNode item) {
        if (item.path("sold").path("flag").asBoolean()) {
            return ListingStatus.SOLD;
        }
        if (item.path("reserved").path("flag").asBoolean()) {
            return ListingStatus.PENDING;
        }
        return item.path("reserved").has("flag") ? ListingStatus.AVAILABLE : null;
    }
}
