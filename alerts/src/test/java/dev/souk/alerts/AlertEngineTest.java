package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.AskingEveryAlert.Clause;
import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertEngineTest {

    private static final int SEEDS = 1_000;

    private final AlertEngine engine = new AlertEngine();

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsExactlyWhatAskingEveryAlertWouldFind(long seed) {
        Random random = new Random(seed);
        SmallWorld world = new SmallWorld(random);
        Map<Long, Alert> alerts = new HashMap<>();

        for (int step = 0; step < 60; step++) {
            long id = 1L + random.nextInt(40);
            if (random.nextInt(4) > 0) {
                Alert alert = world.alert(id);
                engine.register(alert);
                alerts.put(id, alert);
            } else {
                assertThat(engine.unregister(id)).isEqualTo(alerts.remove(id) != null);
            }
            Listing listing = world.listing();

            assertThat(engine.match(listing))
                    .as("seed %d, step %d, %s", seed, step, listing)
                    .isEqualTo(AskingEveryAlert.match(alerts.values(), listing));
        }
        assertThat(engine.size()).isEqualTo(alerts.size());
        alerts.keySet().forEach(engine::unregister);
        assertThat(engine.indexEntries()).isZero();
    }

    @Test
    void everyClauseIsMetAndMissedAndUnknownInTheRandomCases() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            SmallWorld world = new SmallWorld(new Random(seed));
            for (int i = 0; i < 100; i++) {
                AskingEveryAlert.clauses(world.alert(1), world.listing())
                        .forEach((clause, answer) -> seen.add(clause + " " + answer));
            }
        }

        for (Clause clause : Clause.values()) {
            assertThat(seen).contains(clause + " met", clause + " missed");
        }
        assertThat(seen)
                .contains(
                        "CATEGORY unknown",
                        "SUBCATEGORY unknown",
                        "PRICE unknown",
                        "LOCATION unknown",
                        "NEAR unknown",
                        "PRICE_DROP unknown");
    }
}
