package dev.souk.scraper.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the JSON of a page holds, found by the names of its parts wherever they stand. */
final class MarketplacePayload {

    /*
     * The trees are walked once. Names decide: a "listing" below "marketplace_search" is a result, a "target" is a
     * fragment of an item page, and so on. Listings that stand elsewhere (feeds, category pages, recommendations) are
     * kept apart, to be used only where there is no search and no item.
     */

    private static final String RATE_LIMITED = "1675004";

    private static final String LOGIN_WANTED = "1357001";

    /** What a listing has beside its title wherever it stands; feeds say the price in other words. */
    private static final Set<String> PRICE_OR_PHOTO =
            Set.of("listing_price", "formatted_price", "price", "primary_listing_photo");

    /** Without one of these, JSON holds nothing that is looked for here. Those that most pages have come first. */
    private static final List<String> NAMES = List.of(
            "marketplace_listing_title",
            "\"target\"",
            "\"media\"",
            "marketplace_search",
            "marketplace_product_details_page",
            "marketplace_listing_renderable_target",
            "custom_title",
            "primary_currency",
            "MarketplaceSearchFeedNoResults",
            "SERP_NO_RESULTS",
            "\"errors\"");

    private final Map<String, Told> searchListings = new LinkedHashMap<>();
    private final Map<String, Told> otherListings = new LinkedHashMap<>();
    private final List<JsonNode> fragments = new ArrayList<>();
    private final List<JsonNode> patches = new ArrayList<>(); // of the item, without its id
    private final Set<String> itemIds = new LinkedHashSet<>();
    private boolean search;

    @Nullable
    private String currency;

    @Nullable
    private String noResults;

    @Nullable
    private String rateLimit;

    @Nullable
    private String login;

    @Nullable
    private String error;

    /** Whether the text of JSON may hold something; half of what a page sends about Marketplace is not worth reading. */
    static boolean mayBeIn(String json) {
        return json.contains("marketplace") && NAMES.stream().anyMatch(json::contains);
    }

    void add(JsonNode root) {
        walk(root, false);
    }

    /** As {@link #add}, for what is no page: refused outright, an answer is {@code {error, errorSummary}}. */
    void addAnswer(JsonNode root) {
        add(root);
        if (root.path("error").isNumber()) {
            String code = root.path("error").asText();
            keepError(code, JsonReader.text(root, "errorSummary"));
        }
    }

    private void walk(JsonNode node, boolean inSearch) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                walk(element, inSearch);
            }
        } else if (node.isObject()) {
            walkObject(node, inSearch);
        }
    }

    /** Most of the hundred thousand values of a page are none of ours, so most objects are gone through once. */
    private void walkObject(JsonNode node, boolean inSearch) {
        @Nullable String type = null;
        @Nullable String story = null;
        @Nullable String primaryCurrency = null;
        boolean hasTitle = false;
        boolean hasPath = false;
        boolean isNested = false;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            isNested |= value.isContainerNode();
            switch (field.getKey()) {
                case "__typename" -> type = value.textValue();
                case "story_type" -> story = value.textValue();
                case "primary_currency" -> primaryCurrency = JsonReader.text(value);
                case "marketplace_listing_title" -> hasTitle = value.isTextual();
                case "path" -> hasPath = value.isArray();
                default -> {}
            }
        }
        if (type != null && type.contains("AdStory")) {
            return;
        }
        lookForEmptiness(type, story);
        if (hasTitle && isListing(node)) {
            keepListing(node, inSearch);
            return;
        }
        if (currency == null) {
            currency = primaryCurrency;
        }
        if (isNested) {
            walkNested(node, inSearch, hasPath);
        }
    }

    private void walkNested(JsonNode node, boolean inSearch, boolean hasPath) {
        if (hasPath && isPatchOf(node, "marketplace_product_details_page")) {
            patches.add(node.path("data"));
        }
        boolean below = inSearch || (hasPath && isPatchOf(node, "marketplace_search"));
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isContainerNode()) {
                enter(field.getKey(), field.getValue(), below);
            }
        }
    }

    private void enter(String name, JsonNode value, boolean inSearch) {
        switch (name) {
            case "marketplace_search" -> {
                search |= value.isObject();
                walk(value, true);
            }
            case "listing" -> {
                if (hasId(value) && tellsATitle(value)) {
                    keepListing(value, inSearch);
                } else {
                    walk(value, inSearch);
                }
            }
            case "target", "media" -> {
                if (hasId(value)) {
                    fragments.add(value);
                } else {
                    walk(value, inSearch);
                }
            }
            case "marketplace_listing_renderable_target" -> (hasId(value) ? fragments : patches).add(value);
            case "marketplace_product_details_page" -> {
                String id = JsonReader.text(value, "target", "id");
                if (id != null) {
                    itemIds.add(id);
                }
                walk(value, inSearch);
            }
            case "errors" ->
                value.forEach(
                        problem -> keepError(JsonReader.text(problem, "code"), JsonReader.text(problem, "message")));
            default -> walk(value, inSearch);
        }
    }

    private static boolean hasId(JsonNode node) {
        return JsonReader.text(node, "id") != null;
    }

    private void lookForEmptiness(@Nullable String type, @Nullable String story) {
        if ("MarketplaceSearchFeedNoResults".equals(type)) {
            noResults = "MarketplaceSearchFeedNoResults";
        } else if ("SERP_NO_RESULTS".equals(story)) {
            noResults = "story_type SERP_NO_RESULTS";
        }
    }

    private void keepListing(JsonNode listing, boolean inSearch) {
        String id = JsonReader.text(listing, "id");
        if (id != null) {
            (inSearch ? searchListings : otherListings).merge(id, Told.by(listing), Told::fuller);
        }
    }

    /** Of an object without a word of a title not even a bad listing can be made: it only refers to one. */
    private static boolean tellsATitle(JsonNode listing) {
        return listing.has("marketplace_listing_title")
                || listing.has("base_marketplace_listing_title")
                || listing.has("custom_title");
    }

    private void keepError(@Nullable String code, @Nullable String message) {
        String evidence = "error %s: %s".formatted(code, message);
        if (RATE_LIMITED.equals(code) || "Rate limit exceeded".equals(message)) {
            rateLimit = evidence;
        } else if (LOGIN_WANTED.equals(code)) {
            login = evidence;
        } else if (code != null || message != null) {
            error = evidence;
        }
    }

    /** Of an object with a title. */
    private static boolean isListing(JsonNode node) {
        return hasId(node) && PRICE_OR_PHOTO.stream().anyMatch(node::has);
    }

    /** A later part of an answer that was sent in pieces: {@code {label, path, data}}. */
    private static boolean isPatchOf(JsonNode node, String name) {
        if (!node.path("path").isArray() || !node.path("data").isObject()) {
            return false;
        }
        for (JsonNode step : node.path("path")) {
            if (name.equals(step.asText())) {
                return true;
            }
        }
        return false;
    }

    /** The results of a search, else whatever listings a category or feed page shows. */
    List<JsonNode> listings() {
        return (sawSearch() ? searchListings : otherListings)
                .values().stream().map(Told::listing).toList();
    }

    /** Whether there are results of a search, or a place for them. */
    boolean sawSearch() {
        return search || !searchListings.isEmpty();
    }

    /** Whether the page says which item it is about. */
    boolean sawItemPage() {
        return !itemIds.isEmpty();
    }

    /** The id of the item that the page is about, if there is no more than one. */
    Optional<String> onlyItemId() {
        Set<String> ids = new LinkedHashSet<>(itemIds);
        if (ids.isEmpty()) {
            fragments.stream()
                    .filter(fragment -> fragment.has("marketplace_listing_title"))
                    .forEach(fragment -> ids.add(fragment.path("id").asText()));
        }
        return ids.size() == 1 ? ids.stream().findFirst() : Optional.empty();
    }

    /** All that the page tells about the item, in pieces; empty if no piece names it. */
    List<JsonNode> item(String id) {
        List<JsonNode> pieces = new ArrayList<>();
        fragments.stream()
                .filter(fragment -> id.equals(JsonReader.text(fragment, "id")))
                .forEach(pieces::add);
        if (itemIds.contains(id)) {
            pieces.addAll(patches);
        }
        boolean isNamed = pieces.stream()
                .anyMatch(piece -> JsonReader.text(piece, "marketplace_listing_title") != null
                        || JsonReader.text(piece, "custom_title") != null);
        return isNamed ? pieces : List.of();
    }

    Optional<String> currency() {
        return Optional.ofNullable(currency);
    }

    Optional<String> noResults() {
        return Optional.ofNullable(noResults);
    }

    Optional<String> rateLimit() {
        return Optional.ofNullable(rateLimit);
    }

    Optional<String> login() {
        return Optional.ofNullable(login);
    }

    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /**
     * A listing where it is told of, perhaps one of several places.
     *
     * @param facts how much is told; counted once, since a page may tell of one listing thousands of times
     */
    private record Told(JsonNode listing, long facts) {

        static Told by(JsonNode listing) {
            long facts = listing.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .count();
            return new Told(listing, facts);
        }

        Told fuller(Told later) {
            return later.facts > facts ? later : this;
        }
    }
}
