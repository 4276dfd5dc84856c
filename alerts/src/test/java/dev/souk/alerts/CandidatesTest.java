package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.Seller;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten thousand alerts of one shape, of which a listing can satisfy few: few may be asked. */
class CandidatesTest {

    private static final int ALERTS = 10_000;
    private static final int FEW = 60;

    private final AlertEngine engine = new AlertEngine();

    /** What an alert can consist of; each differs from alert to alert. */
    enum Shape {
        WORD,
        ONE_OF_MANY_WORDS,
        PHRASE,
        CIRCLE,
        LARGE_CIRCLE,
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
        PRICE_DROP;

        private void demand(AlertCriteria.Builder criteria, int i) {
            switch (this) {
                case WORD -> criteria.allOf("word", word(i));
                case ONE_OF_MANY_WORDS -> criteria.anyOf(word(i), word(i + 1), word(i + 2));
                case PHRASE -> criteria.allOf("word " + word(i));
                case CIRCLE -> criteria.near(new GeoPoint(place(i, 80), place(i * 31L, 179)), 10);
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
                case ATTRIBUTE_RANGE ->
                    criteria.attribute(
                            "mileage",
                            AttributeOperator.BETWEEN,
                            AttributeValue.of(i * 100L),
                            AttributeValue.of(i * 101L));
                case ATTRIBUTE_DAY ->
                    criteria.attribute(
                            "built",
                            AttributeOperator.EQUAL,
                            AttributeValue.of(LocalDate.of(1900 + i % 300, 1 + i % 12, 1)));
                case SELLER -> criteria.seller("seller" + i);
                case LOCATION -> criteria.location("town " + word(i));
                case PRICE_DROP -> criteria.priceDrop(i % 100 == 0 ? 5 : 20 + i % 80);
            }
        }

        Alert alert(int number) {
            AlertCriteria.Builder criteria = AlertCriteria.builder();
            demand(criteria, number);
            return Alert.of(number, 1, name(), criteria.build(), "");
        }

        /** Letters alone: a word of letters and digits would be two terms. */
        private static String word(int number) {
            return "w"
                    + Integer.toString(number)
                            .chars()
                            .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
                            .reduce("", String::concat);
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
                .price(Money.of(90, "EUR"))
                .previousPrice(Money.of(100, "EUR"))
                .location("town " + Shape.word(77))
                .point(new GeoPoint(Shape.place(77, 80), Shape.place(77 * 31L, 179)))
                .category("C7")
                .subcategory("C7")
                .attribute("Model", "M77")
                .attribute("mileage", "7,750 miles")
                .attribute("built", "1977-06-01")
                .seller(new Seller("seller77", null))
                .build();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void noShapeOfAlertIsAskedInVain(Shape shape) {
        for (int i = 1; i <= ALERTS; i++) {
            engine.register(shape.alert(i));
        }

        int expected = engine.match(listing()).length;

        assertThat(engine.candidates(listing()))
                .as("asked of %s, %d match", shape, expected)
                .isLessThan(expected + FEW);
        for (int i = 1; i <= ALERTS; i++) {
            engine.unregister(i);
        }
        assertThat(engine.indexEntries()).isZero();
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

        assertThat(engine.candidates(listing())).isZero();
    }
}
