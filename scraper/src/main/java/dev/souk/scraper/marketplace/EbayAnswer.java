package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.Reading;
import dev.souk.scraper.text.IsoTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An answer of eBay's Browse API to {@code item_summary/search} (its OpenAPI of 2023). */
final class EbayAnswer {

    private EbayAnswer() {}

    static ParsedPage read(Page page) {
        JsonNode answer = JsonReader.read(page.body()).orElse(MissingNode.getInstance());
        List<RawListing> listings = new ArrayList<>();
        answer.path("itemSummaries").forEach(item -> listings.add(listing(item)));
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

    private static RawListing listing(JsonNode item) {
        JsonNode fixed = item.path("price");
        JsonNode price = fixed.isObject() ? fixed : item.path("currentBidPrice");
        RawListing.Builder listing = RawListing.builder()
                .externalId(id(item))
                .url(JsonReader.text(item, "itemWebUrl"))
                .title(JsonReader.text(item, "title"))
                .description(JsonReader.text(item, "shortDescription"))
                .price(money(price))
                .previousPrice(money(item.path("marketingPrice").path("originalPrice")))
                .place(new RawListing.Place(place(item.path("itemLocation")), null, null))
                .category(JsonReader.text(item.path("categories").path(0), "categoryName"))
                .seller(JsonReader.text(item, "seller", "username"), JsonReader.text(item, "seller", "username"))
                .listedAt(IsoTime.read(JsonReader.text(item, "itemCreationDate")))
                .status(ListingStatus.AVAILABLE)
                .attribute("condition", JsonReader.text(item, "condition"))
                .attribute("condition_id", JsonReader.text(item, "conditionId"))
                .attribute("bids", JsonReader.text(item, "bidCount"))
                .priceKind(priceKind(item.path("buyingOptions")))
                .attribute("country", JsonReader.text(item, "itemLocation", "country"));
        image(item.path("image"), listing);
        item.path("additionalImages").forEach(image -> image(image, listing));
        return listing.build();
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
