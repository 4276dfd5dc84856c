package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An alert that demands one thing more than another is come upon no more often than the other. */
class NarrowerAlertsTest {

    private static final int ALERTS = 500;
    private static final int ASKED = 200;
    private static final int KINDS = 20;
    private static final long SEED = 1;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "{0} circles of {1} km in {2} categories, seen: {3}")
    @CsvSource({
        "20, 5, 1, 0",
        "20, 20, 1, 0",
        "20, 20, 3, 0",
        "20, 50, 1, 0",
        "8, 50, 1, 0",
        "3, 50, 3, 0",
        "1, 20, 1, 0",
        "20, 5, 1, 3000",
        "20, 20, 1, 3000",
        "20, 20, 3, 3000",
        "20, 50, 1, 3000",
        "8, 50, 1, 3000",
        "3, 50, 3, 3000",
        "1, 20, 1, 3000"
    })
    void circlesInCategoriesAreComeUponAsSeldomAsWithoutThem(int circles, int km, int categories, int seen) {
        AlertEngine anywhere = engine(circles, km, 0, seen);
        AlertEngine narrower = engine(circles, km, categories, seen);
        Random random = new Random(SEED + 2);
        int without = 0;
        int within = 0;
        for (int i = 0; i < ASKED; i++) {
            Listing listing = listing(random, categories);
            without += anywhere.candidates(listing, NOW);
            within += narrower.candidates(listing, NOW);
            assertThat(narrower.match(listing, NOW)).isEqualTo(anywhere.match(listing, NOW));
        }

        assertThat(without).as("seed %d, of %d", SEED, ASKED * ALERTS).isPositive();
        assertThat(within).as("seed %d, of %d", SEED, ASKED * ALERTS).isLessThanOrEqualTo(without);
    }

    /** Half of the listings show the word, and all of them are in the one large circle. */
    @Test
    void smallCirclesBesideALargeOneDoNotMakeItSeemSmall() {
        AlertEngine engine = new AlertEngine();
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            Listing listing = listing(random, KINDS);
            engine.match(
                    i % 2 == 0 ? listing : listing.toBuilder().title("Often").build(), NOW);
        }
        for (int id = 1; id <= ALERTS; id++) {
            AlertCriteria.Builder criteria =
                    AlertCriteria.builder().allOf("often").near(place(random), 10_000);
            for (int i = 1; i < AlertCriteria.MAX_PLACES; i++) {
                criteria.near(place(random), 2);
            }
            engine.register(Alert.of(id, 1, "a", criteria.build(), ""));
        }

        assertThat(engine.candidates(listing(random, KINDS), NOW))
                .as("seed %d", SEED)
                .isZero();
    }

    private static AlertEngine engine(int circles, int km, int categories, int seen) {
        AlertEngine engine = new AlertEngine();
        Random listings = new Random(SEED);
        for (int i = 0; i < seen; i++) {
            engine.match(listing(listings, KINDS), NOW);
        }
        Random random = new Random(SEED + 1);
        for (int id = 1; id <= ALERTS; id++) {
            AlertCriteria.Builder criteria = AlertCriteria.builder();
            for (int i = 0; i < categories; i++) {
                criteria.category(category(i));
            }
            for (int i = 0; i < circles; i++) {
                criteria.near(place(random), km);
            }
            engine.register(Alert.of(id, 1, "a", criteria.build(), ""));
        }
        return engine;
    }

    private static Listing listing(Random random, int kinds) {
        return Listing.builder(new ListingKey(new SourceId("fake"), "1"), "Bike", URI.create("https://example.org/1"))
                .category(category(random.nextInt(kinds)))
                .point(place(random))
                .build();
    }

    private static String category(int number) {
        return "category " + number;
    }

    /** In a box as large as the United States. */
    private static GeoPoint place(Random random) {
        return new GeoPoint(25 + 25 * random.nextDouble(), -125 + 55 * random.nextDouble());
    }
}
