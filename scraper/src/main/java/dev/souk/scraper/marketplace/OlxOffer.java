package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.IsoTime;
import dev.souk.scraper.text.PlainText;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An offer of OLX, as its pages write it (camelCase) or its service (snake_case, the price among the parameters). */
final class OlxOffer {

    private static final Map<String, String> ROOMS = Map.of("one", "1", "two", "2", "three", "3", "four", "4");
    private static final int METRES_PER_KM = 1_000;

    private static final Pattern SIZE = Pattern.compile(";s=(\\d{1,5})x(\\d{1,5})$");

    private OlxOffer() {}

    /** From the state of a page. */
    static RawListing ofState(JsonNode ad) {
        JsonNode regular = ad.path("price").path("regularPrice");
        boolean isFree = ad.path("price").path("free").asBoolean();
        RawListing.Builder listing = common(ad)
                .price(
                        isFree
                                ? RawListing.Price.of("0", JsonReader.text(regular, "currencyCode"))
                                : new RawListing.Price(
                                        JsonReader.text(regular, "value"),
                                        JsonReader.text(regular, "currencyCode"),
                                        JsonReader.text(ad, "price", "displayValue"),
                                        null))
                .place(place(
                        ad,
                        JsonReader.text(ad, "location", "cityName"),
                        JsonReader.text(ad, "location", "districtName")))
                .listedAt(IsoTime.read(JsonReader.text(ad, "createdTime")))
                .priceKind(priceKind(isFree, regular, ad.path("price")))
                .attribute("condition", JsonReader.text(ad, "itemCondition"))
                .attribute("seller_type", ad.path("isBusiness").asBoolean() ? "business" : "private");
        for (JsonNode fact : ad.path("params")) {
            fact(
                    fact.path("key").asText("unnamed"),
                    JsonReader.text(fact, "normalizedValue"),
                    JsonReader.text(fact, "value"),
                    listing);
        }
        ad.path("photos").forEach(photo -> photo(photo.asText(), listing));
        return listing.build();
    }

    /** From an answer of the service. */
    static RawListing ofAnswer(JsonNode offer) {
        RawListing.Builder listing = common(offer)
                .place(place(
                        offer,
                        JsonReader.text(offer, "location", "city", "name"),
                        JsonReader.text(offer, "location", "district", "name")))
                .listedAt(IsoTime.read(JsonReader.text(offer, "created_time")))
                .attribute("seller_type", offer.path("business").asBoolean() ? "business" : "private");
        for (JsonNode fact : offer.path("params")) {
            JsonNode value = fact.path("value");
            if (fact.path("key").asText().equals("price")) {
                price(value, listing);
            } else {
                fact(
                        fact.path("key").asText("unnamed"),
                        JsonReader.text(value, "key"),
                        JsonReader.text(value, "label"),
                        listing);
            }
        }
        for (JsonNode photo : offer.path("photos")) {
            int width = photo.path("width").asInt();
            int height = photo.path("height").asInt();
            photo(
                    photo.path("link")
                            .asText()
                            .replace("{width}", Integer.toString(width))
                            .replace("{height}", Integer.toString(height)),
                    listing);
        }
        return listing.build();
    }

    private static void price(JsonNode value, RawListing.Builder listing) {
        String currency = JsonReader.text(value, "currency");
        listing.price(new RawListing.Price(
                        JsonReader.text(value, "value"), currency, JsonReader.text(value, "label"), null))
                .previousPrice(RawListing.Price.of(JsonReader.text(value, "previous_value"), currency))
                .priceKind(priceKind(value));
    }

    private static RawListing.Builder common(JsonNode offer) {
        return RawListing.builder()
                .externalId(JsonReader.text(offer, "id"))
                .url(JsonReader.text(offer, "url"))
                .title(JsonReader.text(offer, "title"))
                .description(PlainText.of(JsonReader.text(offer, "description")))
                .category(JsonReader.text(offer, "category", "type"))
                .subcategory(JsonReader.text(offer, "category", "id"))
                .seller(JsonReader.text(offer, "user", "id"), JsonReader.text(offer, "user", "name"))
                .status(status(JsonReader.text(offer, "status")));
    }

    /** Points are blurred to the radius that the site names. */
    private static RawListing.Place place(JsonNode offer, @Nullable String city, @Nullable String district) {
        String words =
                Stream.of(city, district).filter(Objects::nonNull).distinct().collect(Collectors.joining(", "));
        JsonNode map = offer.path("map").isObject() ? offer.path("map") : MissingNode.getInstance();
        int radiusKm =
                map.path("show_detailed").asBoolean() ? 0 : map.path("radius").asInt();
        return new RawListing.Place(
                words.isEmpty() ? null : words,
                JsonReader.text(map, "lat"),
                JsonReader.text(map, "lon"),
                radiusKm > 0 ? radiusKm * METRES_PER_KM : null);
    }

    /**
     * Adds a parameter.
     *
     * @param key the site's name for it
     * @param plain its value for machines
     * @param shown its value for people, in the language of the site
     */
    private static void fact(String key, @Nullable String plain, @Nullable String shown, RawListing.Builder listing) {
        switch (key) {
            case "state" -> listing.attribute("condition", plain);
            case "m" -> listing.attribute("area", shown);
            case "rooms" -> listing.attribute("rooms", ROOMS.getOrDefault(String.valueOf(plain), plain));
            default -> listing.attribute(key, plain == null ? shown : plain);
        }
    }

    private static PriceKind priceKind(JsonNode value) {
        boolean isOpen =
                value.path("negotiable").asBoolean() || value.path("arranged").asBoolean();
        return switch (value.path("type").asText("")) {
            case "free" -> PriceKind.FREE;
            case "exchange" -> PriceKind.EXCHANGE;
            default -> isOpen ? PriceKind.NEGOTIABLE : PriceKind.FIXED;
        };
    }

    private static @Nullable PriceKind priceKind(boolean isFree, JsonNode regular, JsonNode price) {
        if (isFree) {
            return PriceKind.FREE;
        }
        if (price.path("exchange").asBoolean()) {
            return PriceKind.EXCHANGE;
        }
        if (!regular.isObject()) {
            return null;
        }
        return regular.path("negotiable").asBoolean() ? PriceKind.NEGOTIABLE : PriceKind.FIXED;
    }

    private static @Nullable ListingStatus status(@Nullable String status) {
        if (status == null) {
            return null;
        }
        return switch (status) {
            case "active" -> ListingStatus.AVAILABLE;
            case "removed_by_user", "removed_by_moderator", "outdated", "disabled" -> ListingStatus.REMOVED;
            default -> null;
        };
    }

    private static void photo(String url, RawListing.Builder listing) {
        if (!url.isBlank()) {
            Matcher size = SIZE.matcher(url);
            listing.image(
                    size.find()
                            ? new RawListing.Image(url, Integer.valueOf(size.group(1)), Integer.valueOf(size.group(2)))
                            : RawListing.Image.of(url));
        }
    }
}
