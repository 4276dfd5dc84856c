package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.Reading;
import dev.souk.scraper.text.IsoTime;
import dev.souk.scraper.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer of eBay's Browse API, to {@code item_summary/search} or of one item (its OpenAPI of 2023). A summary's short
 * description is left out: it is the beginning of one, and an alert would take it for the whole.
 */
final class EbayAnswer {

    private final String items;

    private EbayAnswer(String items) {
        this.items = items;
    }

    /**
     * Reads an answer.
     *
     * @param items where the site has its listings, to which their numbers are added
     */
    static ParsedPage read(Page page, String items) {
        return new EbayAnswer(items).read(page);
    }

    private ParsedPage read(Page page) {
        JsonNode answer = JsonReader.read(page.body()).orElse(JsonReader.NOTHING);
        if (page.request().kind() == PageRequest.Kind.ITEM) {
            return Reading.item(
                    page,
                    answer.has("itemId") ? Optional.of(item(answer)) : Optional.empty(),
                    gone(answer),
                    refused(answer));
        }
        List<RawListing> listings = new ArrayList<>();
        answer.path("itemSummaries").forEach(item -> listings.add(summary(item).build()));
        JsonNode total = answer.path("total");
        return Reading.list(
                page,
                listings,
                Reading.next(page, JsonReader.text(answer, "next")),
                total.isNumber() && total.asLong() == 0
                        ? Optional.of(new ParsedPage.Empty("total is 0"))
                        : Optional.empty(),
                refused(answer));
    }

    /** 11001 is an item that is not there, or not any more. */
    private static Optional<ParsedPage> gone(JsonNode answer) {
        JsonNode error = answer.path("errors").path(0);
        return error.path("errorId").asInt() == 11_001
                ? Optional.of(
                        new ParsedPage.Gone("11001: " + error.path("message").asText()))
                : Optional.empty();
    }

    /** 1001 is a token that is missing or has expired, 2001 too many requests. */
    private static Optional<ParsedPage> refused(JsonNode answer) {
        JsonNode error = answer.path("errors").path(0);
        String message = "%s: %s"
                .formatted(error.path("errorId").asText(), error.path("message").asText());
        return switch (error.path("errorId").asInt()) {
            case 0 -> Optional.empty();
            case 1001, 1002, 1003 -> Optional.of(new ParsedPage.LoginWall(message));
            case 2001 -> Optional.of(new ParsedPage.RateLimited(message));
            default -> Optional.of(new ParsedPage.Blocked(message));
        };
    }

    private RawListing item(JsonNode item) {
        RawListing.Builder listing = summary(item).description(PlainText.of(JsonReader.text(item, "description")));
        String path = JsonReader.text(item, "categoryPath");
        if (path != null) {
            listing.categoryPath(Stream.of(path.split("\\|", -1))
                    .map(String::strip)
                    .filter(step -> !step.isEmpty())
                    .toList());
        }
        item.path("localizedAspects").forEach(aspect -> {
            String name = JsonReader.text(aspect, "name");
            if (name != null) {
                listing.attribute(
                        name.strip().toLowerCase(Locale.ROOT).replace(' ', '_'), JsonReader.text(aspect, "value"));
            }
        });
        boolean isSoldOut = "OUT_OF_STOCK"
                .equals(JsonReader.text(item.path("estimatedAvailabilities").path(0), "estimatedAvailabilityStatus"));
        return listing.status(isSoldOut ? ListingStatus.SOLD : ListingStatus.AVAILABLE)
                .build();
    }

    private RawListing.Builder summary(JsonNode item) {
        String id = id(item);
        JsonNode fixed = item.path("price");
        JsonNode price = fixed.isObject() ? fixed : item.path("currentBidPrice");
        RawListing.Builder listing = RawListing.builder()
                .externalId(id)
                .url(id == null ? JsonReader.text(item, "itemWebUrl") : items + id)
                .title(JsonReader.text(item, "title"))
                .price(money(price))
                .previousPrice(money(item.path("marketingPrice").path("originalPrice")))
                .place(RawListing.Place.of(place(item.path("itemLocation"))))
                // The primary one, which is the narrowest.
                .subcategory(JsonReader.text(item.path("categories").path(0), "categoryName"))
                .seller(JsonReader.text(item, "seller", "username"), JsonReader.text(item, "seller", "username"))
                .listedAt(IsoTime.read(JsonReader.text(item, "itemCreationDate")))
                .status(ListingStatus.AVAILABLE)
                .attribute("condition", JsonReader.text(item, "condition"))
                .attribute("condition_id", JsonReader.text(item, "conditionId"))
                .attribute("brand", JsonReader.text(item, "brand"))
                .attribute("size", JsonReader.text(item, "size"))
                .attribute("delivery", delivery(item))
                .attribute("bids", JsonReader.text(item, "bidCount"))
                .priceKind(priceKind(item.path("buyingOptions")))
                .attribute("country", JsonReader.text(item, "itemLocation", "country"));
        image(item.path("image"), listing);
        item.path("additionalImages").forEach(image -> image(image, listing));
        return listing;
    }

    private static @Nullable String delivery(JsonNode item) {
        boolean isSent = !item.path("shippingOptions").isEmpty();
        boolean isFetched = !item.path("pickupOptions").isEmpty();
        return isSent ? (isFetched ? "pickup, shipping" : "shipping") : isFetched ? "pickup" : null;
    }

    /** The number that the pages know, so that both ways of reading tell of the same listing. */
    private static @Nullable String id(JsonNode item) {
        String legacy = JsonReader.text(item, "legacyItemId");
        String id = JsonReader.text(item, "itemId");
        if (legacy != null || id == null) {
            return legacy;
        }
        String[] parts = id.split("\\|", -1);
        return parts.length > 1 ? parts[1] : id;
    }

    private static RawListing.Price money(JsonNode price) {
        return RawListing.Price.of(JsonReader.text(price, "value"), JsonReader.text(price, "currency"));
    }

    private static @Nullable String place(JsonNode place) {
        String words = Stream.of("city", "stateOrProvince", "country")
                .map(name -> JsonReader.text(place, name))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? null : words;
    }

    private static @Nullable PriceKind priceKind(JsonNode options) {
        List<String> names = new ArrayList<>();
        options.forEach(option -> names.add(option.asText()));
        if (names.contains("AUCTION")) {
            return PriceKind.AUCTION;
        }
        if (names.contains("BEST_OFFER")) {
            return PriceKind.NEGOTIABLE;
        }
        return names.contains("FIXED_PRICE") ? PriceKind.FIXED : null;
    }

    private static void image(JsonNode image, RawListing.Builder listing) {
        String url = JsonReader.text(image, "imageUrl");
        if (url != null) {
            listing.image(RawListing.Image.of(url));
        }
    }
}
