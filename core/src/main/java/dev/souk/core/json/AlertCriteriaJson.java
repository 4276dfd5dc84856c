package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.alert.Sellers;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.Seller;
import dev.souk.model.text.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The criteria of an alert as a JSON document, version 1; {@code docs/criteria.md} describes it, and {@link #schema} for
 * machines. Reading is strict: an unknown key, a wrong type, or a value out of range refuses the whole document.
 * Thread-safe.
 */
public final class AlertCriteriaJson {

    /** The version that is written, and the newest that is read. */
    public static final int VERSION = 1;

    /** The longest document that is read, in characters. */
    public static final int MAX_LENGTH = Json.MAX_LENGTH;

    /** The longest document that is written, in characters. */
    public static final int MAX_WRITTEN_LENGTH = Json.MAX_WRITTEN_LENGTH;

    static final Set<String> KEYS = Set.of(
            "version",
            "sources",
            "excludedSources",
            "categories",
            "subcategories",
            "price",
            "keywords",
            "location",
            "near",
            "sellers",
            "attributes",
            "priceDrop",
            "minPhotos");

    private static final String ACCEPT = "accept";
    private static final int LONGEST_POLICY = 10;

    private AlertCriteriaJson() {}

    /**
     * Reads a document.
     *
     * @throws InvalidCriteriaException if any part of it cannot be read, or its version is newer than {@link #VERSION}
     */
    public static AlertCriteria read(String json) {
        try {
            ObjectPart document = Json.read(json);
            document.find("version").ifPresent(AlertCriteriaJson::requireVersion);
            return criteria(document.onlyKeys(KEYS));
        } catch (InvalidDocumentException e) {
            throw InvalidCriteriaException.of(e);
        }
    }

    private static void requireVersion(Part version) {
        long number = version.whole();
        if (number < 1) {
            throw version.refuse("must be positive: " + number);
        }
        if (number > VERSION) {
            throw version.refuse("%d is newer than %d, the newest that is known here".formatted(number, VERSION));
        }
    }

    private static AlertCriteria criteria(ObjectPart document) {
        return document.whole()
                .make(() -> new AlertCriteria(
                        new TreeSet<>(entries(document, "sources", AlertCriteriaJson::source)),
                        new TreeSet<>(entries(document, "excludedSources", AlertCriteriaJson::source)),
                        new TreeSet<>(entries(document, "categories", part -> part.words(Listing.MAX_WORDS_LENGTH))),
                        new TreeSet<>(entries(document, "subcategories", part -> part.words(Listing.MAX_WORDS_LENGTH))),
                        orNull(document.find("price").map(AlertCriteriaJson::price)),
                        document.find("keywords")
                                .map(AlertCriteriaJson::keywords)
                                .orElse(Keywords.NONE),
                        orNull(document.find("location").map(part -> part.words(Listing.MAX_WORDS_LENGTH))),
                        document.find("near").map(AlertCriteriaJson::near).orElse(List.of()),
                        document.find("sellers").map(AlertCriteriaJson::sellers).orElse(Sellers.ANYBODY),
                        entries(document, "attributes", AttributeJson::read),
                        orNull(document.find("priceDrop").map(AlertCriteriaJson::priceDrop)),
                        document.find("minPhotos").map(AlertCriteriaJson::photos).orElse(0)));
    }

    private static <T> List<T> entries(ObjectPart object, String key, Function<Part, T> reader) {
        return object.find(key)
                .map(part -> part.list(AlertCriteria.MAX_ENTRIES, reader))
                .orElse(List.of());
    }

    @Nullable
    private static <T> T orNull(Optional<T> value) {
        return value.orElse(null);
    }

    private static SourceId source(Part part) {
        String name = part.string(SourceId.MAX_LENGTH);
        return part.make(() -> new SourceId(name));
    }

    private static PriceRange price(Part part) {
        ObjectPart price = part.object().onlyKeys(Set.of("min", "max", "currency", "unknown"));
        String currency = currency(price);
        BigDecimal min = orNull(price.find("min").map(bound -> amount(bound, currency)));
        BigDecimal max = orNull(price.find("max").map(bound -> amount(bound, currency)));
        boolean unknown =
                price.find("unknown").map(AlertCriteriaJson::isAccepted).orElse(false);
        return part.make(() -> new PriceRange(min, max, currency, unknown));
    }

    private static boolean isAccepted(Part policy) {
        String word = policy.string(LONGEST_POLICY);
        if (!word.equals(ACCEPT) && !word.equals("reject")) {
            throw policy.refuse("must be accept or reject, is '" + word + "'");
        }
        return word.equals(ACCEPT);
    }

    private static int photos(Part part) {
        long photos = part.whole();
        if (photos < 1 || photos > AlertCriteria.MAX_PHOTOS) {
            throw part.refuse("must be from 1 to %d: %d".formatted(AlertCriteria.MAX_PHOTOS, photos));
        }
        return (int) photos;
    }

    private static BigDecimal amount(Part bound, String currency) {
        BigDecimal amount = bound.decimal();
        return bound.make(() -> new Money(amount, currency).amount());
    }

    private static Keywords keywords(Part part) {
        ObjectPart keywords = part.object().onlyKeys(Set.of("all", "any", "none", "title"));
        return part.make(() -> new Keywords(
                entries(keywords, "all", AlertCriteriaJson::keyword),
                entries(keywords, "any", AlertCriteriaJson::keyword),
                entries(keywords, "none", AlertCriteriaJson::keyword),
                entries(keywords, "title", AlertCriteriaJson::keyword)));
    }

    private static String keyword(Part part) {
        String text = part.string(Keywords.MAX_LENGTH);
        if (Phrase.of(text).isEmpty()) {
            throw part.refuse("must hold a letter or a digit");
        }
        if (Phrase.misplacedStar(text) >= 0) {
            throw part.refuse("has a star that needs one word of at least " + Phrase.SHORTEST_PREFIX
                    + " letters or digits right before it");
        }
        return text;
    }

    /** One circle, or a list of them. */
    private static List<GeoCircle> near(Part part) {
        return part.node().isArray()
                ? part.list(AlertCriteria.MAX_PLACES, AlertCriteriaJson::circle)
                : List.of(circle(part));
    }

    private static GeoCircle circle(Part part) {
        ObjectPart near = part.object().onlyKeys(Set.of("latitude", "longitude", "radiusKm"));
        Part latitude = near.require("latitude");
        Part longitude = near.require("longitude");
        Part radius = near.require("radiusKm");
        double north = latitude.real();
        double east = longitude.real();
        double km = radius.real();
        latitude.make(() -> new GeoPoint(north, 0));
        GeoPoint center = longitude.make(() -> new GeoPoint(north, east));
        return radius.make(() -> new GeoCircle(center, km));
    }

    private static Sellers sellers(Part part) {
        ObjectPart sellers = part.object().onlyKeys(Set.of("any", "none"));
        return part.make(() -> new Sellers(
                new TreeSet<>(entries(sellers, "any", id -> id.words(Seller.MAX_LENGTH))),
                new TreeSet<>(entries(sellers, "none", id -> id.words(Seller.MAX_LENGTH)))));
    }

    private static PriceDrop priceDrop(Part part) {
        ObjectPart drop = part.object().onlyKeys(Set.of("minPercent", "minAmount", "currency"));
        Optional<Part> share = drop.find("minPercent");
        int percent = share.map(AlertCriteriaJson::percent).orElse(0);
        if (share.isPresent() && drop.find("minAmount").isEmpty() && drop.find("currency").isEmpty()) {
            return new PriceDrop(percent);
        }
        Part amount = drop.require("minAmount");
        String currency = currency(drop);
        return amount.make(() -> new PriceDrop(percent, new Money(amount.decimal(), currency)));
    }

    private static int percent(Part part) {
        long percent = part.whole();
        return part.make(() -> new PriceDrop((int) Math.max(-1, Math.min(percent, 101))))
                .minPercent();
    }

    private static String currency(ObjectPart part) {
        Part code = part.require("currency");
        String currency = code.string(3);
        code.make(() -> new Money(BigDecimal.ZERO, currency));
        return currency;
    }

    /**
     * The JSON Schema (2020-12) of documents of {@link #VERSION}, for forms and for those who write documents by other
     * means. It takes every document that {@link #read} takes, and some more: it cannot know that the lowest price is below
     * the highest, or that a keyword holds a letter.
     */
    public static String schema() {
        try (InputStream in = AlertCriteriaJson.class.getResourceAsStream("alert-criteria.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a document of {@link #VERSION}. Clauses that demand nothing are left out.
     *
     * @throws InvalidCriteriaException if it would be longer than {@link #MAX_WRITTEN_LENGTH}
     */
    public static String write(AlertCriteria criteria) {
        ObjectNode document = Json.newObject().put("version", VERSION);
        putAll(
                document,
                "sources",
                criteria.sources().stream().map(SourceId::value).toList());
        putAll(
                document,
                "excludedSources",
                criteria.excludedSources().stream().map(SourceId::value).toList());
        putAll(document, "categories", criteria.categories());
        putAll(document, "subcategories", criteria.subcategories());
        if (criteria.price() != null) {
            put(document.putObject("price"), criteria.price());
        }
        if (!criteria.keywords().isEmpty()) {
            ObjectNode keywords = document.putObject("keywords");
            putAll(keywords, "all", criteria.keywords().all());
            putAll(keywords, "any", criteria.keywords().any());
            putAll(keywords, "none", criteria.keywords().none());
            putAll(keywords, "title", criteria.keywords().title());
        }
        if (criteria.location() != null) {
            document.put("location", criteria.location());
        }
        if (criteria.near().size() == 1) {
            put(document.putObject("near"), criteria.near().get(0));
        } else if (!criteria.near().isEmpty()) {
            ArrayNode circles = document.putArray("near");
            criteria.near().forEach(circle -> put(circles.addObject(), circle));
        }
        if (!criteria.sellers().isEmpty()) {
            ObjectNode sellers = document.putObject("sellers");
            putAll(sellers, "any", criteria.sellers().any());
            putAll(sellers, "none", criteria.sellers().none());
        }
        if (!criteria.attributes().isEmpty()) {
            ArrayNode attributes = document.putArray("attributes");
            criteria.attributes().forEach(attribute -> AttributeJson.write(attribute, attributes.addObject()));
        }
        if (criteria.priceDrop() != null) {
            put(document.putObject("priceDrop"), criteria.priceDrop());
        }
        if (criteria.minPhotos() > 0) {
            document.put("minPhotos", criteria.minPhotos());
        }
        try {
            return Json.write(document);
        } catch (InvalidDocumentException e) {
            throw InvalidCriteriaException.of(e);
        }
    }

    private static void put(ObjectNode node, GeoCircle circle) {
        node.put("latitude", circle.center().latitude())
                .put("longitude", circle.center().longitude())
                .put("radiusKm", circle.radiusKm());
    }

    private static void put(ObjectNode node, PriceDrop drop) {
        if (drop.minPercent() > 0) {
            node.put("minPercent", drop.minPercent());
        }
        if (drop.minAmount() != null) {
            node.put("minAmount", drop.minAmount().amount());
            node.put("currency", drop.minAmount().currency());
        }
    }

    private static void put(ObjectNode node, PriceRange price) {
        if (price.min() != null) {
            node.put("min", price.min());
        }
        if (price.max() != null) {
            node.put("max", price.max());
        }
        node.put("currency", price.currency());
        if (price.unknownAccepted()) {
            node.put("unknown", ACCEPT);
        }
    }

    private static void putAll(ObjectNode node, String key, Collection<String> entries) {
        if (!entries.isEmpty()) {
            ArrayNode array = node.putArray(key);
            entries.forEach(array::add);
        }
    }
}
