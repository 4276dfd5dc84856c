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
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Vinted: the answers of its catalogue service, and of its item service if it is handed one: since 2025 that mostly
 * refuses, so no run asks it. The service wants a session, which the host has to bring; what it answers without one is told
 * as a login wall. No real answer was at hand: names and shapes are from samples that others made anonymous.
 */
final class VintedSource implements ListingSource {

    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.PRICE, Criterion.CONDITION)
            .orderedBy(Order.NEWEST, Order.CHEAPEST, Order.DEAREST)
            .pagesOf(96);

    private final SourceId id;
    private final URI catalogue;

    /**
     * The site of a country, such as {@code fr}.
     *
     * @param catalogue the address of its service, without a query
     */
    VintedSource(String country, URI catalogue) {
        this.id = new SourceId("vinted-" + country);
        this.catalogue = catalogue;
    }

    /** Where the service of a country has been since September 2026. */
    static URI catalogue(String country) {
        String host = country.equals("com") ? "api.www.vinted.com" : "api.vinted." + country;
        return URI.create("https://" + host + "/svc-catalogue/items");
    }

    @Override
    public SourceId id() {
        return id;
    }

    @Override
    public SourceCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        SearchUrl url = SearchUrl.of(catalogue.toString())
                .with("search_text", search.text())
                .with("attribute_ids[catalog]", search.category())
                .with("attribute_ids[status]", conditions(search))
                .with("price_from", search.minPrice())
                .with("price_to", search.maxPrice())
                .with("order", order(search))
                .with("per_page", 96)
                .with("page", 1);
        return List.of(PageRequest.list(url.build()));
    }

    /** The site's numbers: 6 and 1 new with and without its label, 2 very good, 3 good, 4 satisfactory. */
    private @Nullable String conditions(SearchRequest search) {
        List<String> codes = search.conditions().stream()
                .flatMap(condition -> switch (condition) {
                    case NEW -> Stream.of("6", "1");
                    case LIKE_NEW -> Stream.of("2");
                    case GOOD -> Stream.of("2", "3");
                    case FAIR -> Stream.of("4");
                    case USED -> Stream.of("2", "3", "4");
                    case REFURBISHED, FOR_PARTS -> Stream.<String>empty();
                })
                .distinct()
                .toList();
        if (codes.isEmpty() && !search.conditions().isEmpty()) {
            // Without a number the site would show everything.
            throw new IllegalArgumentException(id + " has no condition for " + search.conditions());
        }
        return codes.isEmpty() ? null : String.join(",", codes);
    }

    private static String order(SearchRequest search) {
        return switch (search.order()) {
            case NEWEST -> "newest_first";
            case CHEAPEST -> "price_low_to_high";
            case DEAREST -> "price_high_to_low";
            case BEST_MATCH, NEAREST -> "relevance";
        };
    }

    @Override
    public ParsedPage parse(Page page) {
        JsonNode answer = JsonReader.read(page.body()).orElse(MissingNode.getInstance());
        if (answer.path("item").isObject()) {
            return Reading.item(page, Optional.of(listing(answer.path("item"))));
        }
        JsonNode items = answer.path("items");
        List<RawListing> listings = new ArrayList<>();
        items.forEach(item -> listings.add(listing(item)));
        return Reading.list(
                page,
                listings,
                next(page, answer.path("pagination")),
                items.isArray() && items.isEmpty()
                        ? Optional.of(new ParsedPage.Empty("an empty list of items"))
                        : Optional.empty(),
                session(answer),
                moved(answer));
    }

    private static Optional<ParsedPage> session(JsonNode answer) {
        return answer.path("code").asInt() == 100
                        && "invalid_authentication_token".equals(JsonReader.text(answer, "message_code"))
                ? Optional.of(new ParsedPage.LoginWall("invalid_authentication_token"))
                : Optional.empty();
    }

    /** Not "nothing found": the service is not where it was. */
    private static Optional<ParsedPage> moved(JsonNode answer) {
        return answer.path("code").asInt() == 104
                ? Optional.of(new ParsedPage.LayoutChanged("code 104: the service is at another address"))
                : Optional.empty();
    }

    private static List<PageRequest> next(Page page, JsonNode pagination) {
        int current = pagination.path("current_page").asInt();
        if (current < 1 || current >= pagination.path("total_pages").asInt()) {
            return List.of();
        }
        String address = page.url().toString();
        return Reading.next(page, address.replaceFirst("([?&]page=)\\d+", "$1" + (current + 1)));
    }

    private static RawListing listing(JsonNode item) {
        String url = JsonReader.text(item, "url");
        RawListing.Builder listing = RawListing.builder()
                .externalId(JsonReader.text(item, "id"))
                .url(url == null ? JsonReader.text(item, "path") : url)
                .title(JsonReader.text(item, "title"))
                .description(JsonReader.text(item, "description"))
                .price(price(item))
                .seller(JsonReader.text(item, "user", "id"), JsonReader.text(item, "user", "login"))
                .category(JsonReader.text(item, "catalog_id"))
                .listedAt(uploadedAt(item))
                .status(status(item))
                .attribute("brand", JsonReader.text(item, "brand_title"))
                .attribute("brand", JsonReader.text(item, "brand_dto", "title"))
                .attribute("size", JsonReader.text(item, "size_title"))
                .attribute("condition", JsonReader.text(item, "status"))
                .attribute("condition_id", JsonReader.text(item, "status_id"));
        JsonNode photos = item.path("photos");
        if (photos.isArray() && !photos.isEmpty()) {
            photos.forEach(photo -> image(photo, listing));
        } else {
            image(item.path("photo"), listing);
        }
        return listing.build();
    }

    private static RawListing.Price price(JsonNode item) {
        JsonNode price = item.path("price");
        return price.isObject()
                ? RawListing.Price.of(JsonReader.text(price, "amount"), JsonReader.text(price, "currency_code"))
                : RawListing.Price.of(JsonReader.text(item, "price"), JsonReader.text(item, "currency"));
    }

    /** No time of listing is told; the upload of the photo is next to it. */
    private static @Nullable Instant uploadedAt(JsonNode item) {
        JsonNode seconds = item.path("photo").path("high_resolution").path("timestamp");
        return seconds.isIntegralNumber() && seconds.canConvertToInt() ? Instant.ofEpochSecond(seconds.asLong()) : null;
    }

    private static @Nullable ListingStatus status(JsonNode item) {
        if (item.path("is_closed").asBoolean()) {
            return ListingStatus.SOLD;
        }
        if (item.path("is_hidden").asBoolean()) {
            return ListingStatus.REMOVED;
        }
        if (item.path("is_reserved").asBoolean()) {
            return ListingStatus.PENDING;
        }
        return item.has("is_closed") ? ListingStatus.AVAILABLE : null;
    }

    private static void image(JsonNode photo, RawListing.Builder listing) {
        String full = JsonReader.text(photo, "full_size_url");
        String url = full == null ? JsonReader.text(photo, "url") : full;
        if (url != null) {
            listing.image(new RawListing.Image(url, pixels(photo.path("width")), pixels(photo.path("height"))));
        }
    }

    private static @Nullable Integer pixels(JsonNode size) {
        return size.isInt() ? size.intValue() : null;
    }
}
