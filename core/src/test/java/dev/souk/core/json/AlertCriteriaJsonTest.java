package dev.souk.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCriteriaJsonTest {

    private static final String EVERYTHING = """
            {"version": 1,
             "sources": ["craigslist", "facebook"],
             "excludedSources": ["ebay"],
             "categories": ["Bicycles"],
             "subcategories": ["folding"],
             "price": {"min": 100, "max": 650.50, "currency": "EUR", "unknown": "accept"},
             "keywords": {"all": ["brompton"], "any": ["red", "dark blue"], "none": ["broken"], "title": ["folding bike"],
                          "titleAny": ["black", "dark green"], "titleNone": ["wanted"]},
             "location": "Berlin",
             "near": [{"latitude": 52.52, "longitude": 13.405, "radiusKm": 25},
                      {"polygon": [{"latitude": 0, "longitude": 179}, {"latitude": 0, "longitude": -179}, {"latitude": 1, "longitude": 180}]}],
             "sellers": {"any": ["ada"], "none": ["bob", "eve"]},
             "attributes": [{"name": "condition", "value": "used_good"},
                            {"name": "storage", "op": ">=", "value": 128, "unknown": "accept"},
                            {"name": "year", "op": "between", "min": 2015, "max": 2020.5},
                            {"name": "lift", "op": "!=", "value": false},
                            {"name": "free", "op": "<", "value": {"date": "2026-02-01"}},
                            {"name": "color", "op": "in", "values": ["red", 3, true, {"date": "2026-01-31"}]},
                            {"name": "vin", "op": "exists"}],
             "priceDrop": {"minPercent": 10, "minAmount": 20.5, "target": 500, "currency": "EUR"},
             "minPhotos": 3,
             "listedWithin": "P7DT12H",
             "suspiciousPrices": "reject",
             "unknown": {"near": "accept", "listedWithin": "accept", "location": "reject"}}
            """;

    @Test
    void readsEveryClause() {
        AlertCriteria criteria = AlertCriteriaJson.read(EVERYTHING);

        assertThat(criteria)
                .isEqualTo(AlertCriteria.builder()
                        .source(new SourceId("facebook"))
                        .source(new SourceId("craigslist"))
                        .withoutSource(new SourceId("ebay"))
                        .category("bicycles")
                        .subcategory("folding")
                        .price(new PriceRange(new BigDecimal("100"), new BigDecimal("650.5"), "EUR").orUnknown())
                        .keywords(new Keywords(
                                List.of("brompton"),
                                List.of("red", "dark blue"),
                                List.of("broken"),
                                List.of("folding bike"),
                                List.of("black", "dark green"),
                                List.of("wanted")))
                        .location("Berlin")
                        .near(new GeoPoint(52.52, 13.405), 25)
                        .near(new GeoPolygon(
                                List.of(new GeoPoint(0, 179), new GeoPoint(0, -179), new GeoPoint(1, 180))))
                        .seller("ada")
                        .withoutSeller("bob")
                        .withoutSeller("eve")
                        .attribute("condition", "used_good")
                        .attribute(AttributeCriterion.of("storage", AttributeOperator.AT_LEAST, AttributeValue.of(128))
                                .orUnknown())
                        .attribute(
                                "year",
                                AttributeOperator.BETWEEN,
                                AttributeValue.of(2015),
                                AttributeValue.of(new BigDecimal("2020.5")))
                        .attribute("lift", AttributeOperator.NOT_EQUAL, AttributeValue.of(false))
                        .attribute("free", AttributeOperator.LESS, AttributeValue.of(LocalDate.of(2026, 2, 1)))
                        .attribute(
                                "color",
                                AttributeOperator.IN,
                                AttributeValue.of("red"),
                                AttributeValue.of(3),
                                AttributeValue.of(true),
                                AttributeValue.of(LocalDate.of(2026, 1, 31)))
                        .attribute("vin", AttributeOperator.EXISTS)
                        .priceDrop(new PriceDrop(10, Money.of("20.50", "EUR"), Money.of(500, "EUR")))
                        .minPhotos(3)
                        .listedWithin(Duration.ofHours(180))
                        .withoutSuspiciousPrices()
                        .orUnknown(CriteriaClause.NEAR, CriteriaClause.LISTED_WITHIN)
                        .build());
        assertThat(AlertCriteriaJson.read(AlertCriteriaJson.write(criteria))).isEqualTo(criteria);
    }

    @Test
    void readsADocumentWithoutVersionAsTheFirst() {
        assertThat(AlertCriteriaJson.read("{}")).isEqualTo(AlertCriteria.ANYTHING);
        assertThat(AlertCriteriaJson.write(AlertCriteria.ANYTHING)).isEqualTo("{\"version\":1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"version": 2, "colour": "red"}                         | version
            {"version": 0}                                          | version
            {"version": "1"}                                        | version
            {"version": 1e999999999}                                | version
            {"version": 99999999999999999999}                       | version
            {"colour": "red"}                                       | colour
            {"price": {"max": "650", "currency": "EUR"}}            | price.max
            {"price": {"max": 1e999999999, "currency": "EUR"}}      | price.max
            {"price": {"max": 1e-999999999, "currency": "EUR"}}     | price.max
            {"price": {"min": -1, "currency": "EUR"}}               | price.min
            {"price": {"min": 1.00001, "currency": "EUR"}}          | price.min
            {"price": {"min": null, "currency": "EUR"}}             | price.min
            {"price": {"min": 1}}                                   | price.currency
            {"price": {"min": 1, "currency": "euro"}}               | price.currency
            {"price": {"min": 1, "currency": "eur"}}                | price.currency
            {"price": {"min": 2, "max": 1, "currency": "EUR"}}      | price
            {"price": {"currency": "EUR"}}                          | price
            {"price": {"min": 1, "currency": "EUR", "mx": 3}}       | price.mx
            {"price": [1, 2]}                                       | price
            {"sources": "facebook"}                                 | sources
            {"sources": ["facebook", 7]}                            | sources[1]
            {"sources": ["two words"]}                              | sources[0]
            {"categories": ["bikes", " "]}                          | categories[1]
            {"categories": [["bikes"]]}                             | categories[0]
            {"keywords": ["red"]}                                   | keywords
            {"keywords": {"all": ["red", "!!"]}}                    | keywords.all[1]
            {"keywords": {"all": ["iphon*", "ab*"]}}                | keywords.all[1]
            {"keywords": {"some": ["red"]}}                         | keywords.some
            {"keywords": {"none": ["a\\u0000b"]}}                   | keywords.none[0]
            {"keywords": {"none": ["a\\ud800b"]}}                   | keywords.none[0]
            {"location": ""}                                        | location
            {"location": null}                                      | location
            {"location": "Ber\\u0000lin"}                           | location
            {"near": {"latitude": 91, "longitude": 0, "radiusKm": 1}}      | near.latitude
            {"near": {"latitude": 0, "longitude": -181, "radiusKm": 1}}    | near.longitude
            {"near": {"latitude": 0, "longitude": 0, "radiusKm": 0}}       | near.radiusKm
            {"near": {"latitude": 0, "longitude": 0, "radiusKm": 1e999}}   | near.radiusKm
            {"near": {"latitude": 0, "longitude": 0}}               | near.radiusKm
            {"near": {"latitude": "0", "longitude": 0, "radiusKm": 1}}     | near.latitude
            {"near": [{"latitude": 0, "longitude": 0, "radiusKm": 1}, {"latitude": 91, "longitude": 0, "radiusKm": 1}]} | near[1].latitude
            {"near": [7]}                                           | near[0]
            {"attributes": {"condition": "new"}}                    | attributes
            {"attributes": [{"name": "condition"}]}                 | attributes[0].value
            {"attributes": [{"name": "", "value": ""}]}             | attributes[0].name
            {"attributes": [{"name": "a", "value": null}]}          | attributes[0].value
            {"attributes": [{"name": "a", "value": [1]}]}           | attributes[0].value
            {"attributes": [{"name": "a", "value": 1e99}]}          | attributes[0].value
            {"attributes": [{"name": "a", "value": 0.0000000001}]}  | attributes[0].value
            {"attributes": [{"name": "a", "value": {"day": "x"}}]}  | attributes[0].value.day
            {"attributes": [{"name": "a", "value": {"date": 5}}]}   | attributes[0].value.date
            {"attributes": [{"name": "a", "value": {"date": "2026-02-30"}}]} | attributes[0].value.date
            {"attributes": [{"name": "a", "value": {"date": "0000-01-01"}}]} | attributes[0].value.date
            {"attributes": [{"name": "a", "op": "like", "value": 5}]}        | attributes[0].op
            {"attributes": [{"name": "a", "op": 5, "value": 5}]}    | attributes[0].op
            {"attributes": [{"name": "a", "op": "<", "value": "x"}]}         | attributes[0]
            {"attributes": [{"name": "a", "op": "<", "value": true}]}        | attributes[0]
            {"attributes": [{"name": "a", "op": "between", "min": 1}]}       | attributes[0].max
            {"attributes": [{"name": "a", "op": "between", "min": 2, "max": 1}]} | attributes[0]
            {"attributes": [{"name": "a", "op": "between", "value": 2}]}     | attributes[0].value
            {"attributes": [{"name": "a", "op": "in", "values": []}]}        | attributes[0]
            {"attributes": [{"name": "a", "op": "in", "values": ["b", {}]}]} | attributes[0].values[1].date
            {"attributes": [{"name": "a", "op": "in", "value": "b"}]}        | attributes[0].value
            {"attributes": [{"name": "a", "op": "exists", "value": 5}]}      | attributes[0].value
            {"sellers": ["ada"]}                                    | sellers
            {"sellers": {"all": ["ada"]}}                           | sellers.all
            {"sellers": {"none": ["ada", " "]}}                     | sellers.none[1]
            {"sellers": {"any": [5]}}                               | sellers.any[0]
            {"version": 2, "sellers": {}}                           | version
            {"priceDrop": {"minPercent": 0}}                        | priceDrop.minPercent
            {"priceDrop": {"minPercent": 4294967306}}               | priceDrop.minPercent
            {"priceDrop": {"minPercent": 10.5}}                     | priceDrop.minPercent
            {"priceDrop": 10}                                       | priceDrop
            {"priceDrop": {}}                                       | priceDrop.minAmount
            {"priceDrop": {"minAmount": 5}}                         | priceDrop.currency
            {"priceDrop": {"minPercent": 5, "currency": "EUR"}}     | priceDrop.minAmount
            {"priceDrop": {"minAmount": 0, "currency": "EUR"}}      | priceDrop.minAmount
            {"priceDrop": {"minAmount": 5, "currency": "eur"}}      | priceDrop.currency
            {"excludedSources": ["two words"]}                      | excludedSources[0]
            {"price": {"min": 1, "currency": "EUR", "unknown": "maybe"}} | price.unknown
            {"price": {"min": 1, "currency": "EUR", "unknown": true}}    | price.unknown
            {"minPhotos": 0}                                        | minPhotos
            {"listedWithin": 7}                                     | listedWithin
            {"listedWithin": "a week"}                              | listedWithin
            {"listedWithin": "PT0S"}                                | listedWithin
            {"listedWithin": "PT0.5S"}                              | listedWithin
            {"listedWithin": "P1001D"}                              | listedWithin
            {"listedWithin": "PT99999999999999999999H"}             | listedWithin
            {"suspiciousPrices": "maybe"}                           | suspiciousPrices
            {"suspiciousPrices": true}                              | suspiciousPrices
            {"near": {"polygon": []}}                               | near.polygon
            {"near": {"polygon": [], "radiusKm": 1}}                | near.radiusKm
            {"near": {"polygon": [{"latitude": 0}]}}                | near.polygon[0].longitude
            {"near": [{"polygon": [{"latitude": 0, "longitude": 0, "radiusKm": 1}]}]} | near[0].polygon[0].radiusKm
            {"near": {"polygon": [{"latitude": 80, "longitude": 0}, {"latitude": 80, "longitude": 120}, {"latitude": 80, "longitude": -120}]}} | near.polygon
            {"priceDrop": {"target": 5}}                            | priceDrop.currency
            {"priceDrop": {"target": -5, "currency": "EUR"}}        | priceDrop.target
            {"minPhotos": 101}                                      | minPhotos
            {"minPhotos": "3"}                                      | minPhotos
            {"unknown": "accept"}                                   | unknown
            {"unknown": {"near": true}}                             | unknown.near
            {"unknown": {"near": "fetch"}}                          | unknown.near
            {"unknown": {"price": "accept"}}                        | unknown.price
            {"attributes": [{"name": "a", "value": 1, "unknown": "fetch"}]}      | attributes[0].unknown
            {"attributes": [{"name": "a", "op": "exists", "unknown": "accept"}]} | attributes[0].unknown
            """)
    void namesTheValueThatIsWrong(String json, String path) {
        assertThatThrownBy(() -> AlertCriteriaJson.read(json))
                .isInstanceOfSatisfying(InvalidCriteriaException.class, e -> {
                    assertThat(e.path()).isEqualTo(path);
                    assertThat(e.problem()).isNotBlank();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"{}\"",
                "{} {}",
                "{",
                "{\"price\": {\"max\": NaN, \"currency\": \"EUR\"}}",
                "{\"location\": \"a\", \"location\": \"b\"}",
                "{\"location\": 'a'}",
                "{/* */}",
                "\u0000",
                "{\"price\": {\"max\": 1e99999999999, \"currency\": \"EUR\"}}",
                "{\"price\": {\"max\": 1e-99999999999, \"currency\": \"EUR\"}}"
            })
    void refusesWhatIsNoDocument(String json) {
        assertThatThrownBy(() -> AlertCriteriaJson.read(json)).isInstanceOf(InvalidCriteriaException.class);
    }

    /** So a host that does not know the key yet still reads what does not need it. */
    @Test
    void saysOfUnknownOnlyWhatIsNotSoAnyway() {
        String near = "\"near\":{\"latitude\":1.0,\"longitude\":2.0,\"radiusKm\":3.0}";

        assertThat(AlertCriteriaJson.write(AlertCriteriaJson.read(
                        "{" + near + ", \"unknown\": {\"near\": \"reject\", \"location\": \"accept\"}}")))
                .isEqualTo("{\"version\":1," + near + "}");
        assertThat(AlertCriteriaJson.write(
                        AlertCriteriaJson.read("{" + near + ", \"unknown\": {\"near\": \"accept\"}}")))
                .isEqualTo("{\"version\":1," + near + ",\"unknown\":{\"near\":\"accept\"}}");
    }

    @Test
    void takesAsMuchAsThereMayBeOfEach() {
        String words = IntStream.range(0, AlertCriteria.MAX_ENTRIES)
                .mapToObj(i -> "\"w" + i + "\"")
                .collect(Collectors.joining(","));

        assertThat(AlertCriteriaJson.read("{\"keywords\": {\"any\": [" + words + "]}}")
                        .keywords()
                        .any())
                .hasSize(AlertCriteria.MAX_ENTRIES);
        for (int photos : new int[] {1, AlertCriteria.MAX_PHOTOS}) {
            assertThat(AlertCriteriaJson.read("{\"minPhotos\": " + photos + "}").minPhotos())
                    .isEqualTo(photos);
        }
    }

    @Test
    void saysWhatIsWrongWithAValue() {
        assertThatThrownBy(() -> AlertCriteriaJson.read("{\"sources\": [\"two words\"]}"))
                .hasMessageContaining("two words");
    }

    @Test
    void namesTheNewerVersion() {
        assertThatThrownBy(() -> AlertCriteriaJson.read("{\"version\": 17}")).hasMessageContaining("17");
    }

    @Test
    void refusesHugeAndDeepDocumentsAtOnce() {
        List<String> bombs = List.of(
                "[".repeat(60_000),
                "{\"a\":".repeat(10_000),
                "{\"location\": \"" + "x".repeat(70_000) + "\"}",
                "{\"location\": \"" + "x".repeat(60_000) + "\"}",
                "{\"price\": {\"currency\": \"EUR\", \"max\": " + "9".repeat(60_000) + "}}",
                "{\"price\": {\"currency\": \"EUR\", \"max\": 0." + "9".repeat(60_000) + "}}",
                "{\"" + "k".repeat(60_000) + "\": 1}",
                "{\"sources\": [" + "1,".repeat(30_000) + "1]}",
                "{\"sources\": [" + "\"a\",".repeat(101) + "\"a\"]}",
                " ".repeat(10_000_000));

        for (String bomb : bombs) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThatThrownBy(() -> AlertCriteriaJson.read(bomb))
                            .isInstanceOf(InvalidCriteriaException.class)
                            .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500)));
        }
    }

    @Test
    void refusesToWriteWhatWouldNotBeReadAgain() {
        AlertCriteria.Builder builder = AlertCriteria.builder();
        IntStream.range(0, 100)
                .forEach(i -> builder.category(i + "c".repeat(250)).subcategory(i + "c".repeat(250)));

        assertThatThrownBy(() -> AlertCriteriaJson.write(builder.build())).isInstanceOf(InvalidCriteriaException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsWhateverItWrote(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            AlertCriteria criteria = RandomCriteria.next(random);

            assertThat(criteria.toBuilder().build())
                    .as("seed %d, number %d", seed, i)
                    .isEqualTo(criteria);
            assertThat(AlertCriteriaJson.read(AlertCriteriaJson.write(criteria)))
                    .as("seed %d, number %d", seed, i)
                    .isEqualTo(criteria);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsOrRefusesADamagedDocumentAndThrowsNothingElse(long seed) {
        Random random = new Random(seed);
        String alphabet = "{}[]\",:0123456789.eE-+ntf\\u \u0000" + EVERYTHING;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder damaged = new StringBuilder(EVERYTHING);
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged.setCharAt(random.nextInt(damaged.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                AlertCriteria criteria = AlertCriteriaJson.read(damaged.toString());
                assertThat(AlertCriteriaJson.read(AlertCriteriaJson.write(criteria)))
                        .isEqualTo(criteria);
            } catch (InvalidCriteriaException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void whatIsWrittenOfTheMostDemandsIsRead() {
        AlertCriteria.Builder most = AlertCriteria.builder();
        AttributeValue[] values = new AttributeValue[AlertCriteria.MAX_ENTRIES];
        Arrays.setAll(values, AttributeValue::of);
        for (int i = 0; i < AlertCriteria.MAX_ENTRIES; i++) {
            most.attribute("a" + i, AttributeOperator.IN, values);
        }
        AlertCriteria criteria = most.build();

        assertThat(AlertCriteriaJson.read(AlertCriteriaJson.write(criteria))).isEqualTo(criteria);
    }
}
