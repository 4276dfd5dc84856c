package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Random;
import java.util.function.BiConsumer;
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
        WORD((criteria, i) -> criteria.allOf("word", word(i))),
        ONE_OF_MANY_WORDS((criteria, i) -> criteria.anyOf(word(i), word(i + 1), word(i + 2))),
        PHRASE((criteria, i) -> criteria.allOf("word " + word(i))),
        CIRCLE((criteria, i) -> criteria.near(new GeoPoint(place(i, 80), place(i * 31L, 179)), 10)),
        LARGE_CIRCLE((criteria, i) ->
                criteria.category("c" + i % 500).near(new GeoPoint(place(i, 80), place(i * 31L, 179)), 900)),
        PRICE((criteria, i) -> criteria.price(range(i))),
        CATEGORY((criteria, i) -> criteria.category("c" + i % 500)),
        SUBCATEGORY((criteria, i) -> criteria.subcategory("c" + i % 500).subcategory("d" + i % 500)),
        CATEGORY_AND_PRICE((criteria, i) -> criteria.category("c" + i % 50).price(range(i))),
        CATEGORY_AND_CIRCLE((criteria, i) ->
                criteria.category("c" + i % 50).near(new GeoPoint(29.7 + (i % 40) * 0.1, -95), 10)),
        SOURCE((criteria, i) -> criteria.source(new SourceId("s" + i % 500))),
        ATTRIBUTE((criteria, i) -> criteria.attribute("model", "m" + i)),
        LOCATION((criteria, i) -> criteria.location("town " + word(i))),
        PRICE_DROP((criteria, i) -> criteria.priceDrop(i % 100 == 0 ? 5 : 20 + i % 80));

        private final BiConsumer<AlertCriteria.Builder, Integer> clause;

        Shape(BiConsumer<AlertCriteria.Builder, Integer> clause) {
            this.clause = clause;
        }

        Alert alert(int number) {
            AlertCriteria.Builder criteria = AlertCriteria.builder();
            clause.accept(criteria, number);
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
                .build();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void noShapeOfAlertIsAskedInVain(Shape shape) {
        for (int i = 1; i <= ALERTS; i++) {
            engine.register(shape.alert(i));
        }

        Matching matching = engine.ask(listing());

        int expected = matching.ids().length;
        assertThat(matching.asked())
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

        assertThat(engine.ask(listing()).asked()).isZero();
    }
}
