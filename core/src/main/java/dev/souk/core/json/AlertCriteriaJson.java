package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.Sellers;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.Seller;
import dev.souk.model.text.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.EnumSet;
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

    /** What of listings that do not say what is asked for. */
    static final String UNKNOWN = "unknown";

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
            "minPhotos",
            "listedWithin",
            "suspiciousPrices",
            UNKNOWN);

    static final String ACCEPT = "accept";
    private static final String REJECT = "reject";
    static final int LONGEST_POLICY = 10;
    static final int LONGEST_AGE = 40;

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
            throw version.refuse("%s is newer than %s, the newest that is known here".formatted(number, VERSION));
        }
    }

    private static AlertCriteria criteria(ObjectPart document) {
        return document.whole()
                .make(() -> new AlertCriteria(
                        new TreeSet<>(entries(document, "sources", AlertCriteriaJson::source)),
                        new TreeSet<>(entries(document, "excludedSources", AlertCriteriaJson::source)),
                        new TreeSet<>(entries(document, "categories", part -> part.words(Listing.MAX_WORDS_LENGTH))),
                        new TreeSet<>(entries(document, "subcategories", part -> part.words(Listing.MAX_WORDS_LENGTH))),
                        orNull(document.find("price").map(PriceJson::range)),
                        document.find("keywords")
                                .map(AlertCriteriaJson::keywords)
                                .orElse(Keywords.NONE),
                        orNull(document.find("location").map(part -> part.words(Listing.MAX_WORDS_LENGTH))),
                        document.find("near").map(PlaceJson::read).orElse(List.of()),
                        document.find("sellers").map(AlertCriteriaJson::sellers).orElse(Sellers.ANYBODY),
                        entries(document, "attributes", AttributeJson::read),
                        orNull(document.find("priceDrop").map(PriceJson::drop)),
                        document.find("minPhotos")
                                .map(AlertCriteriaJson::photos)
                                .orElse(0),
                        orNull(document.find("listedWithin").map(AlertCriteriaJson::age)),
                        !document.find("suspiciousPrices")
                                .map(AlertCriteriaJson::isAccepted)
                                .orElse(true),
                        document.find(UNKNOWN)
                                .map(AlertCriteriaJson::unknownAccepted)
                                .orElse(Set.of())));
    }

    private static Set<CriteriaClause> unknownAccepted(Part part) {
        Set<String> keys = new TreeSet<>();
        for (CriteriaClause clause : CriteriaClause.values()) {
            keys.add(clause.key());
        }
        ObjectPart policies = part.object().onlyKeys(keys);
        Set<CriteriaClause> accepted = EnumSet.noneOf(CriteriaClause.class);
        for (CriteriaClause clause : CriteriaClause.values()) {
            policies.find(clause.key()).filter(AlertCriteriaJson::isAccepted).ifPresent(policy -> accepted.add(clause));
        }
        return accepted;
    }

    private static <T> List<T> entries(ObjectPart object, String key, Function<Part, T> reader) {
        return object.find(key)
                .map(part -> part.list(AlertCriteria.MAX_ENTRIES, reader))
                .orElse(List.of());
    }

    @Nullable
    static <T> T orNull(Optional<T> value) {
        return value.orElse(null);
    }

    private static SourceId source(Part part) {
        String name = part.string(SourceId.MAX_LENGTH);
        return part.make(() -> new SourceId(name));
    }

    private static int photos(Part part) {
        long photos = part.whole();
        if (photos < 1 || photos > AlertCriteria.MAX_PHOTOS) {
            throw part.refuse("must be from 1 to %s: %s".formatted(AlertCriteria.MAX_PHOTOS, photos));
        }
        return (int) photos;
    }

    private static Keywords keywords(Part part) {
        ObjectPart keywords = part.object().onlyKeys(Set.of("all", "any", "none", "title", "titleAny", "titleNone"));
        return part.make(() -> new Keywords(
                entries(keywords, "all", AlertCriteriaJson::keyword),
                entries(keywords, "any", AlertCriteriaJson::keyword),
                entries(keywords, "none", AlertCriteriaJson::keyword),
                entries(keywords, "title", AlertCriteriaJson::keyword),
                entries(keywords, "titleAny", AlertCriteriaJson::keyword),
                entries(keywords, "titleNone", AlertCriteriaJson::keyword)));
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

    private static Sellers sellers(Part part) {
        ObjectPart sellers = part.object().onlyKeys(Set.of("any", "none"));
        return part.make(() -> new Sellers(
                new TreeSet<>(entries(sellers, "any", id -> id.words(Seller.MAX_LENGTH))),
                new TreeSet<>(entries(sellers, "none", id -> id.words(Seller.MAX_LENGTH)))));
    }

    private static Duration age(Part part) {
        String text = part.string(LONGEST_AGE);
        try {
            Duration age = Duration.parse(text);
            return part.make(
                    () -> AlertCriteria.builder().listedWithin(age).build().listedWithin());
        } catch (DateTimeParseException e) {
            throw part.refuse("must be a duration such as P7D or PT12H, is '" + text + "'");
        }
    }

    /** Whether it is accept, and not reject. */
    static boolean isAccepted(Part policy) {
        String word = policy.string(LONGEST_POLICY);
        if (!word.equals(ACCEPT) && !word.equals(REJECT)) {
            throw policy.refuse("must be accept or reject, is '" + word + "'");
        }
        return word.equals(ACCEPT);
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
            PriceJson.write(criteria.price(), document.putObject("price"));
        }
        if (!criteria.keywords().isEmpty()) {
            ObjectNode keywords = document.putObject("keywords");
            putAll(keywords, "all", criteria.keywords().all());
            putAll(keywords, "any", criteria.keywords().any());
            putAll(keywords, "none", criteria.keywords().none());
            putAll(keywords, "title", criteria.keywords().title());
            putAll(keywords, "titleAny", criteria.keywords().titleAny());
            putAll(keywords, "titleNone", criteria.keywords().titleNone());
        }
        if (criteria.location() != null) {
            document.put("location", criteria.location());
        }
        if (!criteria.near().isEmpty()) {
            document.set("near", PlaceJson.write(criteria.near()));
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
            PriceJson.write(criteria.priceDrop(), document.putObject("priceDrop"));
        }
        if (criteria.minPhotos() > 0) {
            document.put("minPhotos", criteria.minPhotos());
        }
        if (criteria.listedWithin() != null) {
            document.put("listedWithin", criteria.listedWithin().toString());
        }
        if (criteria.withoutSuspiciousPrices()) {
            document.put("suspiciousPrices", REJECT);
        }
        if (!criteria.unknownAccepted().isEmpty()) {
            ObjectNode policies = document.putObject(UNKNOWN);
            criteria.unknownAccepted().forEach(clause -> policies.put(clause.key(), ACCEPT));
        }
        try {
            return Json.write(document);
        } catch (InvalidDocumentException e) {
            throw InvalidCriteriaException.of(e);
        }
    }

    private static void putAll(ObjectNode node, String key, Collection<String> entries) {
        if (!entries.isEmpty()) {
            ArrayNode array = node.putArray(key);
            entries.forEach(array::add);
        }
    }
}
