package dev.souk.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.Sellers;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.Seller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCriteriaSchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(AlertCriteriaJson.schema(), InputFormat.JSON);

    private static List<?> errors(String document) {
        return SCHEMA.validate(document, InputFormat.JSON);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesWhateverIsWritten(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String document = AlertCriteriaJson.write(RandomCriteria.next(random));

            assertThat(errors(document)).as("seed %d: %s", seed, document).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesADamagedDocumentIfTheReaderStillDoes(long seed) throws IOException {
        Random random = new Random(seed);
        String example = exampleOfTheDocumentation();
        String alphabet = "{}[]\",:0123456789.eE-+" + example;
        int read = 0;
        for (int i = 0; i < 2_000; i++) {
            StringBuilder damaged = new StringBuilder(example);
            damaged.setCharAt(random.nextInt(damaged.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            String document = damaged.toString();
            if (isRead(document)) {
                read++;
                assertThat(errors(document)).as("seed %d: %s", seed, document).isEmpty();
            }
        }
        assertThat(read).as("documents that are still read, seed %d", seed).isGreaterThan(100);
    }

    private static boolean isRead(String document) {
        try {
            AlertCriteriaJson.read(document);
            return true;
        } catch (InvalidCriteriaException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"version\": 2}",
                "{\"version\": \"1\"}",
                "{\"colour\": \"red\"}",
                "{\"sources\": \"facebook\"}",
                "{\"sources\": [\"two words\"]}",
                "{\"excludedSources\": [7]}",
                "{\"categories\": [\"\"]}",
                "{\"price\": {\"min\": 1}}",
                "{\"price\": {\"currency\": \"EUR\"}}",
                "{\"price\": {\"min\": -1, \"currency\": \"EUR\"}}",
                "{\"price\": {\"min\": \"1\", \"currency\": \"EUR\"}}",
                "{\"price\": {\"min\": 1, \"currency\": \"eur\"}}",
                "{\"price\": {\"min\": 1, \"currency\": \"EUR\", \"unknown\": true}}",
                "{\"keywords\": [\"red\"]}",
                "{\"keywords\": {\"some\": [\"red\"]}}",
                "{\"location\": null}",
                "{\"near\": {\"latitude\": 91, \"longitude\": 0, \"radiusKm\": 1}}",
                "{\"near\": {\"latitude\": 0, \"longitude\": 0, \"radiusKm\": 0}}",
                "{\"near\": {\"latitude\": 0, \"longitude\": 0}}",
                "{\"sellers\": {\"all\": [\"ada\"]}}",
                "{\"attributes\": [{\"name\": \"condition\"}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"like\", \"value\": 5}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"<\", \"value\": \"x\"}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"between\", \"min\": 1}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"in\", \"values\": []}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"exists\", \"value\": 5}]}",
                "{\"attributes\": [{\"name\": \"a\", \"value\": {\"day\": \"2026-01-31\"}}]}",
                "{\"priceDrop\": {}}",
                "{\"priceDrop\": {\"minAmount\": 5}}",
                "{\"priceDrop\": {\"minPercent\": 5, \"currency\": \"EUR\"}}",
                "{\"priceDrop\": {\"minPercent\": 0}}",
                "{\"priceDrop\": {\"minPercent\": 10.5}}",
                "{\"minPhotos\": 0}",
                "{\"listedWithin\": 7}",
                "{\"listedWithin\": \"7 days\"}",
                "{\"suspiciousPrices\": \"left out\"}",
                "{\"near\": {\"polygon\": [{\"latitude\": 0, \"longitude\": 0}, {\"latitude\": 1, \"longitude\": 0}]}}",
                "{\"near\": {\"polygon\": [], \"radiusKm\": 1}}",
                "{\"priceDrop\": {\"target\": 5}}",
                "{\"unknown\": \"accept\"}",
                "{\"unknown\": {\"near\": \"fetch\"}}",
                "{\"unknown\": {\"sellers\": \"accept\"}}",
                "{\"attributes\": [{\"name\": \"a\", \"value\": 5, \"unknown\": \"fetch\"}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"exists\", \"unknown\": \"accept\"}]}"
            })
    void refusesAsTheReaderDoesWhatItCanKnowToBeWrong(String document) {
        assertThat(errors(document)).isNotEmpty();
        assertThatThrownBy(() -> AlertCriteriaJson.read(document)).isInstanceOf(InvalidCriteriaException.class);
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isNamedByTheVersion() {
        assertThat(tree(AlertCriteriaJson.schema()).get("$id").textValue())
                .isEqualTo("urn:souk:alert-criteria:" + AlertCriteriaJson.VERSION);
    }

    @Test
    void hasTheUpperLimitsOfTheTypesAndNoOthers() {
        Map<String, BigDecimal> limits = new TreeMap<>();
        upperLimits(tree(AlertCriteriaJson.schema()), "", limits);

        assertThat(limits)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        limit("/properties/sources/maxItems", AlertCriteria.MAX_ENTRIES),
                        limit("/properties/excludedSources/maxItems", AlertCriteria.MAX_ENTRIES),
                        limit("/properties/attributes/maxItems", AlertCriteria.MAX_ENTRIES),
                        limit("/properties/location/maxLength", Listing.MAX_WORDS_LENGTH),
                        limit("/properties/near/anyOf/1/maxItems", AlertCriteria.MAX_PLACES),
                        limit("/properties/priceDrop/properties/minPercent/maximum", 100),
                        limit("/properties/priceDrop/properties/minAmount/exclusiveMaximum", Money.LIMIT.longValue()),
                        limit("/properties/minPhotos/maximum", AlertCriteria.MAX_PHOTOS),
                        limit("/properties/listedWithin/maxLength", AlertCriteriaJson.LONGEST_AGE),
                        limit("/$defs/names/maxItems", AlertCriteria.MAX_ENTRIES),
                        limit("/$defs/names/items/maxLength", Listing.MAX_WORDS_LENGTH),
                        limit("/$defs/words/maxItems", Keywords.MAX_ENTRIES),
                        limit("/$defs/words/items/maxLength", Keywords.MAX_LENGTH),
                        limit("/$defs/sellers/maxItems", Sellers.MAX_ENTRIES),
                        limit("/$defs/sellers/items/maxLength", Seller.MAX_LENGTH),
                        limit("/$defs/circle/properties/latitude/maximum", 90),
                        limit("/$defs/circle/properties/longitude/maximum", 180),
                        limit("/$defs/circle/properties/radiusKm/maximum", (long) GeoCircle.MAX_RADIUS_KM),
                        limit("/$defs/point/properties/latitude/maximum", 90),
                        limit("/$defs/point/properties/longitude/maximum", 180),
                        limit("/$defs/polygon/properties/polygon/maxItems", GeoPolygon.MAX_POINTS + 1L),
                        limit("/$defs/amount/exclusiveMaximum", Money.LIMIT.longValue()),
                        limit("/$defs/attributeName/maxLength", Listing.MAX_ATTRIBUTE_NAME_LENGTH),
                        limit("/$defs/number/exclusiveMaximum", Money.LIMIT.longValue()),
                        limit("/$defs/value/anyOf/2/maxLength", AttributeValue.Text.MAX_LENGTH),
                        limit("/$defs/attribute/oneOf/3/properties/values/maxItems", AlertCriteria.MAX_ENTRIES)));
        assertThat(tree(AlertCriteriaJson.schema()).at("/$defs/source/pattern").textValue())
                .contains("{1," + SourceId.MAX_LENGTH + "}");
    }

    private static Map.Entry<String, BigDecimal> limit(String pointer, long limit) {
        return Map.entry(pointer, BigDecimal.valueOf(limit));
    }

    private static void upperLimits(JsonNode node, String pointer, Map<String, BigDecimal> limits) {
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            upperLimits(node.get(i), pointer + "/" + i, limits);
        }
        node.properties().forEach(field -> {
            String name = field.getKey();
            if (field.getValue().isNumber() && (name.startsWith("max") || name.equals("exclusiveMaximum"))) {
                limits.put(pointer + "/" + name, field.getValue().decimalValue());
            }
            upperLimits(field.getValue(), pointer + "/" + name, limits);
        });
    }

    @Test
    void namesTheKeysThatAreWrittenAtAnyDepth() {
        Random random = new Random(42);
        Set<String> written = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            keys(tree(AlertCriteriaJson.write(RandomCriteria.next(random))), written);
        }
        Set<String> named = new TreeSet<>();
        for (JsonNode properties : tree(AlertCriteriaJson.schema()).findValues("properties")) {
            allOf(properties, named);
        }

        assertThat(named).isEqualTo(written);
    }

    private static void keys(JsonNode document, Set<String> keys) {
        document.fieldNames().forEachRemaining(keys::add);
        document.forEach(part -> keys(part, keys));
    }

    /** The names that stand side by side here, and in the properties of these. */
    private static void allOf(JsonNode properties, Set<String> names) {
        properties.fieldNames().forEachRemaining(names::add);
        properties.findValues("properties").forEach(inner -> allOf(inner, names));
    }

    @Test
    void namesTheKeysThatTheReaderKnows() {
        JsonNode schema = tree(AlertCriteriaJson.schema());

        assertThat(schema.get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(AlertCriteriaJson.KEYS);
    }

    @Test
    void takesTheExampleOfTheDocumentationAsTheReaderDoes() throws IOException {
        String example = exampleOfTheDocumentation();

        assertThat(errors(example)).isEmpty();
        assertThat(isRead(example)).isTrue();
    }

    private static String exampleOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/criteria.md"));
        int start = page.indexOf("```json\n") + 8;
        return page.substring(start, page.indexOf("```", start));
    }
}
