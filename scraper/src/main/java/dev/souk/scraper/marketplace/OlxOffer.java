package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.IsoTime;
import dev.souk.scraper.text.PlainText;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An offer of OLX, as its pages write it (camelCase) or its service (snake_case, the price among the parameters). */
final class OlxOffer {

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
                .attribute("price_type", priceType(isFree, regular, ad.path("price")))
                .attribute("condition", JsonReader.text(ad, "itemCondition"))
                .attribute("seller_type", ad.path("isBusiness").asBoolean() ? "business" : "private");
        for (JsonNode fact : ad.path("params")) {
            String plain = JsonReader.text(fact, "normalizedValue");
            listing.attribute(
                    fact.path("key").asText("unnamed"), plain == null ? JsonReader.text(fact, "value") : plain);
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
                String name = fact.path("key").asText("unnamed");
                listing.attribute(name.equals("state") ? "condition" : name, JsonReader.text(value, "key"));
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
                .attribute(
                        "price_type",
                        "free".equals(JsonReader.text(value, "type"))
                                ? "free"
                                : value.path("negotiable").asBoolean()
                                                || value.path("arranged").asBoolean()
                                        ? "negotiable"
                                        : "fixed");
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
        return new RawListing.Place(
                words.isEmpty() ? null : words, JsonReader.text(map, "lat"), JsonReader.text(map, "lon"));
    }

    private static @Nullable String priceType(boolean isFree, JsonNode regular, JsonNode price) {
        if (isFree) {
            return "free";
        }
        if (price.path("exchange").asBoolean()) {
            return "exchange";
        }
        return regular.isObject() ? (regular.path("negotiable").asBoolean() ? "negotiable" : "fixed") : null;
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
