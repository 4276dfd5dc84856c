package dev.souk.scraper.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.RawListing;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a listing from the pieces that a page holds of it. A search result is one piece, an item page has several. */
final class ItemReader {

    private final MarketplaceUrls urls;

    @Nullable
    private final String pageCurrency;

    private final BareDollars dollars;

    /** With what the page says of its currency. */
    ItemReader(MarketplaceUrls urls, MarketplacePayload payload) {
        this.urls = urls;
        this.pageCurrency = payload.currency().orElse(null);
        this.dollars = BareDollars.on(payload.listings());
    }

    /** A listing of an item page. Where the page has no name for the category, its number stands for it. */
    RawListing item(String id, List<JsonNode> fragments) {
        Pieces pieces = new Pieces(fragments);
        String name = category(pieces);
        String category = name == null ? pieces.text("marketplace_listing_category_id") : name;
        return read(id, pieces).category(category).build();
    }

    /**
     * A result of a list. Lists carry the number of a category alone; were it taken for the name, every visit would undo
     * what the item page said. It is the attribute {@code category_id} on both.
     */
    RawListing result(JsonNode node) {
        Pieces pieces = new Pieces(List.of(node));
        return read(node.path("id").asText(), pieces).category(category(pieces)).build();
    }

    private RawListing.Builder read(String id, Pieces pieces) {
        RawListing.Builder listing = RawListing.builder()
                .externalId(id)
                .url(urls.item(id).toString())
                .title(title(pieces))
                .description(pieces.text("redacted_description", "text"))
                .price(price(pieces, "listing_price", pieces.text("formatted_price", "text")))
                .previousPrice(price(pieces, "strikethrough_price", null))
                .place(place(pieces))
                .seller(sellerId(pieces), pieces.text("marketplace_listing_seller", "name"))
                .listedAt(listedAt(pieces))
                .status(status(pieces));
        ItemAttributes.read(pieces, listing);
        images(pieces, listing);
        return listing;
    }

    @Nullable
    private static String title(Pieces pieces) {
        return first(
                pieces.text("marketplace_listing_title"),
                pieces.text("base_marketplace_listing_title"),
                pieces.text("custom_title"));
    }

    /** The amount is never amount_with_offset_in_currency, which is converted into another currency. */
    private RawListing.Price price(Pieces pieces, String name, @Nullable String shownElsewhere) {
        String shown = first(
                pieces.text(name, "formatted_amount"),
                pieces.text(name, "formatted_amount_zeros_stripped"),
                shownElsewhere);
        String assumed = pageCurrency == null
                ? dollars.currency(pieces.object(name), shown).orElse(null)
                : pageCurrency;
        return new RawListing.Price(pieces.text(name, "amount"), pieces.text(name, "currency"), shown, assumed);
    }

    private static RawListing.Place place(Pieces pieces) {
        String words = first(
                pieces.text("location_text", "text"),
                cityAndState(pieces, "reverse_geocode"),
                pieces.text("location", "reverse_geocode", "city_page", "display_name"),
                cityAndState(pieces, "reverse_geocode_detailed"));
        return Stream.of("location", "item_location")
                .map(name -> new RawListing.Place(words, pieces.text(name, "latitude"), pieces.text(name, "longitude")))
                .filter(place -> place.latitude() != null && place.longitude() != null)
                .findFirst()
                .orElse(RawListing.Place.of(words));
    }

    @Nullable
    private static String cityAndState(Pieces pieces, String geocode) {
        String city = pieces.text("location", geocode, "city");
        String state = pieces.text("location", geocode, "state");
        return city == null || state == null ? city : city + ", " + state;
    }

    /** The name, else the slug. */
    @Nullable
    private static String category(Pieces pieces) {
        return first(
                pieces.text("marketplaceListingRenderableIfLoggedOut", "marketplace_listing_category_name"),
                pieces.text("marketplace_listing_category_name"),
                pieces.text("marketplaceListingRenderableIfLoggedOut", "marketplace_listing_category", "slug"),
                pieces.text("marketplace_listing_category", "slug"),
                lastSlug(pieces.list("seo_virtual_category", "taxonomy_path")));
    }

    @Nullable
    private static String lastSlug(List<JsonNode> taxonomy) {
        return taxonomy.stream()
                .map(step -> JsonReader.text(step, "seo_info", "seo_url"))
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** Logged out, the site makes up opaque ids ("pfbid...") that change from visit to visit: they tell nothing. */
    @Nullable
    private static String sellerId(Pieces pieces) {
        String id = pieces.text("marketplace_listing_seller", "id");
        return id == null || id.startsWith("pfbid") ? null : id;
    }

    @Nullable
    private static Instant listedAt(Pieces pieces) {
        String seconds = pieces.text("creation_time");
        try {
            return seconds == null || seconds.equals("0") ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException noTime) {
            return null;
        }
    }

    @Nullable
    private static ListingStatus status(Pieces pieces) {
        String shown = pieces.text("renderable_listing_status");
        if (pieces.isTrue("is_sold") || "SOLD".equals(shown)) {
            return ListingStatus.SOLD;
        }
        if (pieces.isTrue("is_pending") || "PENDING".equals(shown)) {
            return ListingStatus.PENDING;
        }
        boolean isWithdrawn =
                pieces.isFalse("is_live") || pieces.isTrue("listing_is_rejected") || pieces.isTrue("is_draft");
        if (isWithdrawn) {
            return ListingStatus.REMOVED;
        }
        return pieces.isTrue("is_live") || "AVAILABLE".equals(shown) ? ListingStatus.AVAILABLE : null;
    }

    private static void images(Pieces pieces, RawListing.Builder listing) {
        List<JsonNode> photos = pieces.list("listing_photos");
        photos.forEach(photo -> image(photo.path("image"), listing));
        if (photos.isEmpty()) {
            image(pieces.object("primary_listing_photo", "image"), listing);
        }
    }

    private static void image(JsonNode image, RawListing.Builder listing) {
        String uri = JsonReader.text(image, "uri");
        if (uri != null) {
            listing.image(new RawListing.Image(uri, pixels(image, "width"), pixels(image, "height")));
        }
    }

    @Nullable
    private static Integer pixels(JsonNode image, String side) {
        JsonNode size = image.path(side);
        return size.isInt() ? size.intValue() : null;
    }

    @Nullable
    static String first(@Nullable String... choices) {
        for (String choice : choices) {
            if (choice != null) {
                return choice;
            }
        }
        return null;
    }
}
