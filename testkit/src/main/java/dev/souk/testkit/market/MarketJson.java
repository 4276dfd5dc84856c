package dev.souk.testkit.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.Money;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The documents inside the pages, each ready to stand in a script element. */
final class MarketJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int PICKS = 12;
    private static final MarketItem PIANO = MarketItem.of("999999999999991", "Upright piano", Money.of(1, "USD"))
            .category(MarketCategory.INSTRUMENTS);
    private static final MarketItem BOAT = MarketItem.of("999999999999992", "Rowing boat, free", Money.of(0, "USD"));

    private final URI base;
    private final String currency;

    MarketJson(URI base, String currency) {
        this.base = base;
        this.currency = currency;
    }

    /** Which page this is. */
    String route(String name, String tracePolicy) {
        return write(object().put("tracePolicy", tracePolicy).put("canonicalRouteName", name));
    }

    /** What most scripts of a real page are: nothing to do with the market. */
    String unrelated() {
        return write(
                preloaded("CometNotificationsBadgeCountQuery", object().set("viewer", object().put("badge_count", 0))));
    }

    /** The settings of the page: its currency and its filters. */
    String searchRoot() {
        ObjectNode viewer = object();
        ObjectNode marketplace = object().put("__typename", "Marketplace")
                .put("is_metric_base", false)
                .put("id", "1000000001")
                .put("primary_currency", currency);
        viewer.set("marketplace_settings", object().set("current_marketplace", marketplace));
        viewer.set(
                "marketplace_structured_fields",
                array(Stream.of(object().put("__typename", "MarketplaceFilterField")
                        .put("filter_type", "SINGLE_SELECT")
                        .put("filter_key", "sortBy")
                        .put("field_key", "SORT_BY"))));
        return write(preloaded("CometMarketplaceSearchRootQuery", object().set("viewer", viewer)));
    }

    /** One page of results, or the marker that there are none. */
    String searchResults(List<MarketItem> items) {
        Stream<ObjectNode> nodes =
                items.isEmpty() ? Stream.of(noResults()) : items.stream().map(this::story);
        ObjectNode units = object();
        units.set("edges", array(nodes.map(MarketJson::edge)));
        // The site says so even under an empty result.
        units.set(
                "page_info",
                object().put("end_cursor", "{\"pg\":0,\"b2c\":{\"br\":\"\"}}").put("has_next_page", true));
        ObjectNode search = object().set("marketplace_search", object().set("feed_units", units));
        return write(preloaded("CometMarketplaceSearchContentContainerQuery", search));
    }

    private static ObjectNode noResults() {
        return object().put("__typename", "MarketplaceSearchFeedNoResults")
                .put("story_type", "SERP_NO_RESULTS")
                .put("story_key", "0")
                .put("is_main_results_empty", true);
    }

    private static ObjectNode edge(ObjectNode node) {
        ObjectNode edge = object().put("__typename", "MarketplaceSearchFeedStoriesEdge");
        edge.putNull("cursor");
        return edge.set("node", node);
    }

    private ObjectNode story(MarketItem item) {
        ObjectNode story = object().put("__typename", "MarketplaceFeedListingStoryObject")
                .put("story_type", "POST")
                .put("story_key", "88" + item.id());
        return story.set("listing", result(item));
    }

    /** An item as search results show it: without its place on the map and without the seller's words. */
    private ObjectNode result(MarketItem item) {
        ObjectNode listing =
                object().put("__typename", "GroupCommerceProductItem").put("id", item.id());
        listing.set("primary_listing_photo", item.photos() == 0 ? NODES.nullNode() : photo(item, 1));
        listing.set("listing_price", MarketPrice.inSearch(item.price()));
        listing.set("strikethrough_price", MarketPrice.struckThrough(item.oldPrice()));
        listing.set("location", place(item));
        addStatus(listing, item);
        listing.put("creation_time", item.listedAt().getEpochSecond());
        listing.put("marketplace_listing_category_id", item.category().id());
        listing.put("marketplace_listing_title", item.title());
        listing.putNull("custom_title");
        listing.putNull("marketplace_listing_seller");
        listing.set("delivery_types", NODES.arrayNode().add("IN_PERSON"));
        return listing;
    }

    private static JsonNode place(MarketItem item) {
        if (item.city().isEmpty()) {
            return NODES.nullNode();
        }
        ObjectNode geocode = object().put("city", item.city()).put("state", item.state());
        geocode.set(
                "city_page",
                object().put("display_name", item.city() + ", " + item.state()).put("id", "110000000000001"));
        return object().set("reverse_geocode", geocode);
    }

    private static void addStatus(ObjectNode listing, MarketItem item) {
        listing.put("is_hidden", false);
        listing.put("is_live", item.status().isOpen());
        listing.put("is_pending", item.status() == ListingStatus.PENDING);
        listing.put("is_sold", item.status() == ListingStatus.SOLD);
    }

    private ObjectNode photo(MarketItem item, int number) {
        ObjectNode photo = object().put("__typename", "ProductImage")
                .put("accessibility_caption", "No photo description available.")
                .put("id", "77" + item.id() + number);
        return photo.set(
                "image",
                object().put("height", MarketPhoto.HEIGHT)
                        .put("width", MarketPhoto.WIDTH)
                        .put("uri", "%s/photos/%s/%s.png".formatted(base, item.id(), number)));
    }

    /** The part of an item's page with everything but the photos. */
    String itemDetails(MarketItem item) {
        ObjectNode target =
                object().put("__typename", "GroupCommerceProductItem").put("id", item.id());
        target.put("marketplace_listing_title", item.title());
        target.put("base_marketplace_listing_title", item.title());
        target.putNull("custom_title");
        target.set("redacted_description", object().put("text", item.description()));
        target.put("creation_time", item.listedAt().getEpochSecond());
        target.set(
                "location_text",
                item.city().isEmpty() ? NODES.nullNode() : object().put("text", item.city() + ", " + item.state()));
        target.set("location", point(item));
        target.set("item_location", point(item));
        target.set("listing_price", MarketPrice.onItemPage(item.price()));
        target.set("strikethrough_price", MarketPrice.struckThrough(item.oldPrice()));
        addStatus(target, item);
        target.put("renderable_listing_status", item.status().isOpen() ? "AVAILABLE" : "SOLD");
        target.set("attribute_data", array(Stream.of(condition(item))));
        target.put("marketplace_listing_category_id", item.category().id());
        target.put("marketplace_listing_category_name", item.category().title());
        target.set(
                "marketplace_listing_category",
                object().put("slug", item.category().slug())
                        .put("id", item.category().id()));
        target.putNull("marketplace_listing_seller");
        target.set("delivery_types", NODES.arrayNode().add("IN_PERSON"));
        target.put("share_uri", base + "/marketplace/item/" + item.id() + "/");
        return write(preloaded("MarketplacePDPContainerQuery", productPage(item, target)));
    }

    private static ObjectNode condition(MarketItem item) {
        return object().put("attribute_name", "Condition")
                .put("value", item.condition().code())
                .put("label", item.condition().label());
    }

    private static ObjectNode point(MarketItem item) {
        return object().put("latitude", item.point().latitude())
                .put("longitude", item.point().longitude());
    }

    /** The part of an item's page with the photos. */
    String itemPhotos(MarketItem item) {
        ObjectNode target =
                object().put("__typename", "GroupCommerceProductItem").put("id", item.id());
        target.set(
                "listing_photos",
                array(IntStream.rangeClosed(1, item.photos()).mapToObj(number -> photo(item, number))));
        return write(preloaded("MarketplacePDPC2CMediaViewerWithImagesQuery", productPage(item, target)));
    }

    private static ObjectNode productPage(MarketItem item, ObjectNode target) {
        ObjectNode details = object().put("__typename", "MarketplaceForSaleItemProductDetailsPage")
                .put("product_details_type", "FOR_SALE_ITEM");
        ObjectNode renderable = object().put("id", item.id());
        renderable.set("location", point(item));
        details.set("marketplace_listing_renderable_target", renderable);
        details.set("target", target);
        return object().set("viewer", object().set("marketplace_product_details_page", details));
    }

    /** Other listings, which stand on every item's page. */
    String todaysPicks(List<MarketItem> others) {
        List<MarketItem> picks = new ArrayList<>(List.of(PIANO, BOAT));
        others.stream().limit(PICKS).forEach(picks::add);
        ObjectNode feed = object();
        feed.set("edges", array(picks.stream().map(this::story).map(MarketJson::edge)));
        ObjectNode viewer = object().set("viewer", object().set("marketplace_home_feed", feed));
        return write(preloaded("MarketplaceCometBrowseFeedLightContainerQuery", viewer));
    }

    /** Data in the wrapping in which the site's scripts receive the answer of a query. */
    private static ArrayNode preloaded(String query, JsonNode data) {
        ObjectNode result = object();
        result.set("data", data);
        result.set("extensions", object().put("is_final", true));
        ObjectNode answer = object().put("complete", true);
        answer.set("result", result);
        ObjectNode box = object();
        box.set("__bbox", answer.put("sequence_number", 0));
        ArrayNode stream = list(
                NODES.textNode("RelayPrefetchedStreamCache"),
                NODES.textNode("next"),
                NODES.arrayNode(),
                list(NODES.textNode("adp_" + query + "RelayPreloader_6ab5692ebeea"), box));
        ObjectNode inner = object().set("require", list(stream));
        return list(
                NODES.textNode("ScheduledServerJS"),
                NODES.textNode("handle"),
                NODES.nullNode(),
                list(object().set("__bbox", inner)));
    }

    private static String write(JsonNode document) {
        JsonNode whole = document.isArray() ? object().set("require", list(document)) : document;
        // Neither "</script>" nor "<!--" may stand in a script, whatever a title holds.
        return whole.toString().replace("<", "\\u003C").replace("/", "\\/");
    }

    private static ObjectNode object() {
        return NODES.objectNode();
    }

    private static ArrayNode list(JsonNode... nodes) {
        return array(Arrays.stream(nodes));
    }

    private static ArrayNode array(Stream<? extends JsonNode> nodes) {
        return NODES.arrayNode().addAll(nodes.toList());
    }
}
