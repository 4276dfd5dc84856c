package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.Seller;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten thousand alerts of one shape, of which a listing can satisfy few: few may be asked. */
class CandidatesTest {

    private static final int ALERTS = 10_000;
    private static final int FEW = 60;
    private static final Instant ASKED_AT = Instant.parse("2026-03-01T12:00:00Z");

    private final AlertEngine engine = new AlertEngine();

    /** What an alert can consist of; each differs from alert to alert. */
    enum Shape {
        WORD,
        ONE_OF_MANY_WORDS,
        PHRASE,
        TITLE,
        ONE_OF_MANY_IN_THE_TITLE,
        PREFIX,
        CIRCLE,
        SEVERAL_CIRCLES,
        LARGE_CIRCLE,
        EIGHT_CIRCLES,
        MANY_CIRCLES,
        PRICE_BY_MANY_RATES,
        ONE_OF_A_HUNDRED_WORDS,
        PRICE,
        CATEGORY,
        SUBCATEGORY,
        CATEGORY_AND_PRICE,
        CATEGORY_AND_CIRCLE,
        SOURCE,
        ATTRIBUTE,
        ATTRIBUTE_RANGE,
        ATTRIBUTE_DAY,
        SELLER,
        LOCATION,
        PRICE_DROP,
        PRICE_DROP_BY_AMOUNT,
        PRICE_OR_UNKNOWN,
        PHOTOS,
        ATTRIBUTE_TEXT_OR_NUMBER,
        ATTRIBUTE_TRUTH,
        PRICE_DROP_TO,
        PRICE_DROP_TO_IN_A_CATEGORY,
        PRICE_DROP_BY_PERCENT_TO,
        LISTED_WITHIN,
        LARGE_CIRCLE_ALONE,
        POLYGON,
        AMOUNT_OF_THE_QUERY,
        CATEGORY_OR_UNKNOWN,
        SUBCATEGORY_OR_UNKNOWN,
        LOCATION_OR_UNKNOWN,
        CIRCLE_OR_UNKNOWN,
        LARGE_CIRCLE_OR_UNKNOWN,
        MANY_CIRCLES_OR_UNKNOWN,
        POLYGON_OR_UNKNOWN,
        CATEGORY_AND_CIRCLE_OR_UNKNOWN,
        LISTED_WITHIN_OR_UNKNOWN,
        ATTRIBUTE_OR_UNKNOWN,
        ATTRIBUTE_RANGE_OR_UNKNOWN,
        ATTRIBUTE_DAY_OR_UNKNOWN;

        private void demand(AlertCriteria.Builder criteria, int i) {
            switch (this) {
                case WORD -> criteria.allOf("word", word(i));
                case ONE_OF_MANY_WORDS -> criteria.anyOf(word(i), word(i + 1), word(i + 2));
                case PHRASE -> criteria.allOf("word " + word(i));
                case CIRCLE -> criteria.near(new GeoPoint(place(i, 80), place(i * 31L, 179)), 10);
                case TITLE -> criteria.inTitle(word(i));
                case ONE_OF_MANY_IN_THE_TITLE -> criteria.anyInTitle(word(i), word(i + 1), word(i + 2));
                case PREFIX -> criteria.allOf("shop" + word(i) + "*");
                case SEVERAL_CIRCLES ->
                    criteria.near(new GeoPoint(place(i, 80), place(i * 31L, 179)), 10)
                            .near(new GeoPoint(place(i + 1L, 80), place(i * 37L, 179)), 5);
                case LARGE_CIRCLE ->
                    criteria.category("c" + i % 500).near(new GeoPoint(place(i, 80), place(i * 31L, 179)), 900);
                case PRICE -> criteria.price(range(i));
                case CATEGORY -> criteria.category("c" + i % 500);
                case SUBCATEGORY -> criteria.subcategory("c" + i % 500).subcategory("d" + i % 500);
                case CATEGORY_AND_PRICE -> criteria.category("c" + i % 50).price(range(i));
                case CATEGORY_AND_CIRCLE ->
                    criteria.category("c" + i % 50).near(new GeoPoint(29.7 + (i % 40) * 0.1, -95), 10);
                case SOURCE -> criteria.source(new SourceId("s" + i % 500));
                case ATTRIBUTE -> criteria.attribute("model", "m" + i);
                case ATTRIBUTE_RANGE -> criteria.attribute(mileage(i));
                case ATTRIBUTE_DAY -> criteria.attribute(built(i));
                case SELLER -> criteria.seller("seller" + i);
                case LOCATION -> criteria.location("town " + word(i));
                case PRICE_DROP_TO -> criteria.priceDrop(PriceDrop.to(Money.of(1 + i % 80, "EUR")));
                case PRICE_DROP_TO_IN_A_CATEGORY ->
                    criteria.priceDrop(PriceDrop.to(Money.of(1 + i % 80, "EUR")))
                            .category("c" + i % 500);
                case PRICE_DROP_BY_PERCENT_TO ->
                    criteria.priceDrop(new PriceDrop(1 + i % 50, null, Money.of(1 + i % 80, "EUR")));
                case LISTED_WITHIN -> criteria.listedWithin(Duration.ofMinutes(i % 200 == 0 ? 11_000 : 1 + i % 9_000));
                case LARGE_CIRCLE_ALONE -> criteria.near(new GeoPoint(place(i, 80), place(i * 31L, 179)), 500);
                case POLYGON -> criteria.near(polygon(i));
                case AMOUNT_OF_THE_QUERY -> {}
                case PRICE_DROP -> criteria.priceDrop(i % 100 == 0 ? 5 : 20 + i % 80);
                case PRICE_DROP_BY_AMOUNT -> criteria.priceDrop(new PriceDrop(0, Money.of(20 + i, "EUR")));
                case PRICE_OR_UNKNOWN -> criteria.price(range(i).orUnknown());
                case PHOTOS -> criteria.minPhotos(1 + i % 100);
                case ATTRIBUTE_TEXT_OR_NUMBER ->
                    criteria.attribute("model", AttributeOperator.IN, AttributeValue.of("m" + i), AttributeValue.of(i));
                case CATEGORY_OR_UNKNOWN -> CATEGORY.demand(criteria.orUnknown(CriteriaClause.CATEGORIES), i);
                case SUBCATEGORY_OR_UNKNOWN -> SUBCATEGORY.demand(criteria.orUnknown(CriteriaClause.SUBCATEGORIES), i);
                case LOCATION_OR_UNKNOWN -> LOCATION.demand(criteria.orUnknown(CriteriaClause.LOCATION), i);
                case CIRCLE_OR_UNKNOWN -> CIRCLE.demand(criteria.orUnknown(CriteriaClause.NEAR), i);
                case LARGE_CIRCLE_OR_UNKNOWN -> LARGE_CIRCLE_ALONE.demand(criteria.orUnknown(CriteriaClause.NEAR), i);
                case MANY_CIRCLES_OR_UNKNOWN -> MANY_CIRCLES.demand(criteria.orUnknown(CriteriaClause.NEAR), i);
                case MANY_CIRCLES -> circles(criteria, i, AlertCriteria.MAX_PLACES, 10);
                case EIGHT_CIRCLES -> circles(criteria, i, 8, 50);
                case PRICE_BY_MANY_RATES -> criteria.price(range(i));
                case ONE_OF_A_HUNDRED_WORDS ->
                    criteria.anyOf(IntStream.range(i, i + 100)
                            .mapToObj(word -> "among" + word(word))
                            .toArray(String[]::new));
                case POLYGON_OR_UNKNOWN -> POLYGON.demand(criteria.orUnknown(CriteriaClause.NEAR), i);
                case CATEGORY_AND_CIRCLE_OR_UNKNOWN ->
                    CATEGORY_AND_CIRCLE.demand(criteria.orUnknown(CriteriaClause.NEAR), i);
                case LISTED_WITHIN_OR_UNKNOWN ->
                    LISTED_WITHIN.demand(criteria.orUnknown(CriteriaClause.LISTED_WITHIN), i);
                case ATTRIBUTE_OR_UNKNOWN ->
                    criteria.attribute(AttributeCriterion.of("model", "m" + i).orUnknown());
                case ATTRIBUTE_RANGE_OR_UNKNOWN -> criteria.attribute(mileage(i).orUnknown());
                case ATTRIBUTE_DAY_OR_UNKNOWN -> criteria.attribute(built(i).orUnknown());
                case ATTRIBUTE_TRUTH -> criteria.attribute("pets", AttributeOperator.EQUAL, AttributeValue.of(true));
            }
        }

        Alert alert(int number) {
            AlertCriteria.Builder criteria = AlertCriteria.builder();
            demand(criteria, number);
            String query = "";
            if (this == AMOUNT_OF_THE_QUERY) {
                PriceRange range = range(number);
                query = "price:" + range.min() + ".." + range.max();
            }
            return Alert.of(number, 1, name(), criteria.build(), query);
        }

        /** Letters alone: a word of letters and digits would be two terms. */
        private static String word(int number) {
            return "w"
                    + Integer.toString(number)
                            .chars()
                            .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
                            .reduce("", String::concat);
        }

        private static AttributeCriterion mileage(int i) {
            return AttributeCriterion.of(
                    "mileage", AttributeOperator.BETWEEN, AttributeValue.of(i * 100L), AttributeValue.of(i * 101L));
        }

        private static AttributeCriterion built(int i) {
            AttributeValue day = AttributeValue.of(LocalDate.of(1900 + i % 300, 1 + i % 12, 1));
            return AttributeCriterion.of("built", AttributeOperator.EQUAL, day);
        }

        private static GeoPolygon polygon(int i) {
            double south = place(i, 80);
            double west = place(i * 31L, 179);
            return new GeoPolygon(List.of(
                    new GeoPoint(south, west), new GeoPoint(south, west + 0.2), new GeoPoint(south + 0.1, west + 0.1)));
        }

        private static void circles(AlertCriteria.Builder criteria, int i, int count, double km) {
            for (long place = 20L * i; place < 20L * i + count; place++) {
                criteria.near(new GeoPoint(place(place, 80), place(place * 31, 179)), km);
            }
        }

        private static double place(long number, double limit) {
            return new Random(number).nextDouble() * 2 * limit - limit;
        }

        private static PriceRange range(int number) {
            double low = Math.exp(new Random(number).nextDouble() * 10);
            return new PriceRange(whole(low), whole(low * 1.01 + 1), "EUR");
        }

        private static BigDecimal whole(double amount) {
            return BigDecimal.valueOf((long) amount);
        }
    }

    private static Listing listing() {
        return Listing.builder(
                        new ListingKey(new SourceId("s7"), "1"),
                        "A word " + Shape.word(77),
                        URI.create("https://example.org/1"))
                .description("shop" + Shape.word(77) + "keeper")
                .price(Money.of(90, "EUR"))
                .previousPrice(Money.of(100, "EUR"))
                .location("town " + Shape.word(77))
                .point(new GeoPoint(Shape.place(77, 80), Shape.place(77 * 31L, 179)))
                .category("C7")
                .subcategory("C7")
                .attribute("Model", "M77")
                .attribute("mileage", "7,750 miles")
                .attribute("built", "1977-06-01")
                .attribute("pets", "no")
                .seller(new Seller("seller77", null))
                .listedAt(ASKED_AT.minus(Duration.ofDays(7)))
                .build();
    }

    private void register(Shape shape) {
        if (shape == Shape.PRICE_BY_MANY_RATES) {
            engine.setExchangeRates(CandidatesTest::rates);
        }
        for (int i = 1; i <= ALERTS; i++) {
            engine.register(shape.alert(i));
        }
    }

    /** Thirty currencies, each a little dearer than the one before. */
    private static Map<String, BigDecimal> rates(String currency) {
        Map<String, BigDecimal> rates = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            rates.put("X" + (char) ('A' + i / 5) + (char) ('A' + i % 5), BigDecimal.valueOf(100 + 7L * i, 2));
        }
        return rates;
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void noShapeOfAlertIsAskedInVain(Shape shape) {
        register(shape);

        int expected = engine.match(listing(), ASKED_AT).length;

        assertThat(engine.candidates(listing(), ASKED_AT))
                .as("asked of %s, %d match", shape, expected)
                .isLessThan(expected + FEW);
        for (int i = 1; i <= ALERTS; i++) {
            engine.unregister(i);
        }
        assertThat(engine.indexEntries()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void noShapeOfAlertIsAskedInVainByAListingThatSaysLittle(Shape shape) {
        register(shape);
        Listing nothing = Listing.builder(
                        new ListingKey(new SourceId("s7"), "1"), "Something", URI.create("https://example.org/1"))
                .build();

        for (Listing listing :
                List.of(nothing, nothing.toBuilder().category("C7").build())) {
            int expected = engine.match(listing, ASKED_AT).length;

            assertThat(engine.candidates(listing, ASKED_AT))
                    .as("asked of %s, %d match", shape, expected)
                    .isLessThan(expected + FEW);
        }
        if (shape.name().endsWith("_OR_UNKNOWN") && shape != Shape.CATEGORY_AND_CIRCLE_OR_UNKNOWN) {
            assertThat(engine.match(nothing, ASKED_AT)).hasSize(ALERTS);
        }
    }

    @Test
    void anAlertThatDemandsNothingIsMatchedByEveryListing() {
        engine.register(Alert.of(1, 1, "everything", AlertCriteria.ANYTHING, ""));

        assertThat(engine.match(listing())).containsExactly(1);
    }

    @Test
    void aWordThatManyListingsShowIsNotWhatAlertsAreFiledUnder() {
        for (int i = 0; i < 500; i++) {
            engine.match(listing());
        }
        for (int i = 1; i <= ALERTS; i++) {
            AlertCriteria criteria = AlertCriteria.builder()
                    .allOf("town", "word", Shape.word(77), "xyz")
                    .build();
            engine.register(Alert.of(i, 1, "all of them", criteria, ""));
        }

        assertThat(engine.candidates(listing(), ASKED_AT)).isZero();
    }

    @Test
    void anAlertOfWhoseAlternativesMostListingsShowManyIsPutToThemOnce() {
        String[] words = IntStream.range(0, 100).mapToObj(Shape::word).toArray(String[]::new);
        Listing wordy =
                listing().toBuilder().description(String.join(" ", words)).build();
        Listing another =
                listing().toBuilder().title("Another").description("bicycle").build();
        for (int i = 0; i < 500; i++) {
            engine.match(i % 10 == 0 ? another : wordy, ASKED_AT);
        }
        for (int i = 1; i <= FEW; i++) {
            engine.register(
                    Alert.of(i, 1, "any", AlertCriteria.builder().anyOf(words).build(), ""));
            engine.register(Alert.of(
                    FEW + i,
                    1,
                    "two of them",
                    AlertCriteria.builder().anyOf(words[i], "seldom").build(),
                    ""));
        }

        assertThat(engine.match(wordy, ASKED_AT)).hasSize(2 * FEW);
        assertThat(engine.candidates(wordy, ASKED_AT)).isEqualTo(2 * FEW);
        assertThat(engine.match(another, ASKED_AT)).isEmpty();
        assertThat(engine.candidates(another, ASKED_AT)).isEqualTo(FEW);
    }
}
