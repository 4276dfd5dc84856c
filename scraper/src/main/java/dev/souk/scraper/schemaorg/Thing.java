package dev.souk.scraper.schemaorg;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.json.JsonReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object of schema.org, however it was written: a property may be a value, an object or an array of either, and an
 * object may be a mere reference to another one on the page.
 *
 * @param node the object
 * @param byId the objects of the page by their {@code @id}
 * @param offer what offers it, if that holds it and not the other way round
 */
record Thing(
        JsonNode node, Map<String, JsonNode> byId, @Nullable JsonNode offer) {

    /** What one object holds may be referred to by many. */
    private static final int MOST_VALUES = 2_000;

    private static final Set<String> LISTINGS = Set.of(
            "product",
            "individualproduct",
            "productmodel",
            "productgroup",
            "someproducts",
            "vehicle",
            "car",
            "motorcycle",
            "motorizedbicycle",
            "busorcoach",
            "accommodation",
            "apartment",
            "house",
            "residence",
            "room",
            "singlefamilyresidence",
            "realestatelisting");

    Thing(JsonNode node, Map<String, JsonNode> byId) {
        this(node, byId, null);
    }

    /** The thing with the offer that holds it, as if it held the offer; not copied, since many may offer the same. */
    Thing offeredBy(JsonNode holder) {
        return has("offers") ? this : new Thing(node, byId, holder);
    }

    /** Whether it is something that is sold or let. */
    boolean isListing() {
        return types().anyMatch(LISTINGS::contains);
    }

    boolean is(String type) {
        return types().anyMatch(type.toLowerCase(Locale.ROOT)::equals);
    }

    /** Without the address of the vocabulary, in lower case: sites write {@code product} as well. */
    private Stream<String> types() {
        return values("@type")
                .filter(JsonNode::isTextual)
                .map(type -> type.asText().strip().toLowerCase(Locale.ROOT))
                .map(type -> type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf(':')) + 1));
    }

    /** The first value of the first of these properties that has one; of an object its name. */
    @Nullable
    String text(String... names) {
        for (String name : names) {
            String found = values(name)
                    .map(this::textOf)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * As {@link #text}, of an amount of money. A number of JSON never parts thousands, so it is written with four
     * decimals if it has any: {@code 124.995} as text would be a hundred thousand.
     */
    @Nullable
    String amount(String... names) {
        for (String name : names) {
            if (text(name) != null) {
                return values(name)
                        .filter(JsonNode::isFloatingPointNumber)
                        .map(JsonNode::doubleValue)
                        .filter(number -> Double.isFinite(number) && number != Math.rint(number))
                        .map(number -> BigDecimal.valueOf(number)
                                .setScale(4, RoundingMode.HALF_UP)
                                .toPlainString())
                        .findFirst()
                        .orElse(text(name));
            }
        }
        return null;
    }

    @Nullable
    private String textOf(JsonNode value) {
        if (!value.isObject()) {
            return JsonReader.text(value);
        }
        JsonNode object = followed(value);
        for (String name : List.of("name", "@value", "value")) {
            String text = JsonReader.text(object, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The address in a property: a text, or an object's own. */
    @Nullable
    String url(String name) {
        return urls(name).stream().findFirst().orElse(null);
    }

    List<String> urls(String name) {
        List<String> urls = new ArrayList<>();
        values(name).forEach(value -> {
            String url = value.isObject() ? new Thing(followed(value), byId).ownUrl() : JsonReader.text(value);
            if (url != null) {
                urls.add(url);
            }
        });
        return urls;
    }

    @Nullable
    private String ownUrl() {
        for (String name : List.of("url", "contentUrl", "@id")) {
            String url = values(name)
                    .map(JsonReader::text)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (url != null && (!name.equals("@id") || url.startsWith("http"))) {
                return url;
            }
        }
        return null;
    }

    /** The addresses in a property of pictures; a mere reference that leads nowhere is none. */
    List<String> pictures(String name) {
        List<String> pictures = new ArrayList<>(texts(name));
        things(name).stream()
                .filter(picture -> picture.has("url")
                        || picture.has("contentUrl")
                        || picture.node().size() > 1)
                .map(Thing::ownUrl)
                .filter(Objects::nonNull)
                .forEach(pictures::add);
        return pictures;
    }

    /** The values of a property that are not objects. */
    List<String> texts(String name) {
        return values(name)
                .filter(value -> !value.isObject())
                .map(JsonReader::text)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The objects of a property. */
    List<Thing> things(String name) {
        return values(name)
                .filter(JsonNode::isObject)
                .map(value -> new Thing(followed(value), byId))
                .toList();
    }

    boolean has(String name) {
        return (offer != null && name.equals("offers")) || node.hasNonNull(name);
    }

    private Stream<JsonNode> values(String name) {
        if (offer != null && name.equals("offers")) {
            return Stream.of(offer);
        }
        JsonNode value = node.path(name);
        if (value.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            value.forEach(elements::add);
            return elements.stream().limit(MOST_VALUES);
        }
        return value.isMissingNode() || value.isNull() ? Stream.empty() : Stream.of(value);
    }

    /** What a bare reference stands for. */
    private JsonNode followed(JsonNode value) {
        String id = JsonReader.text(value, "@id");
        return id == null || value.size() > 2 ? value : byId.getOrDefault(id, value);
    }
}
