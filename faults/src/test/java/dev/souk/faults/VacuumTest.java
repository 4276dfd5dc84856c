package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prices fall again and again, with which each row of the price list dies and comes back in another place: what autovacuum
 * is most needed for.
 */
class VacuumTest {

    private static final int LISTINGS = 1_000;
    private static final int ROUNDS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void autovacuumAsTheManualHasItKeepsUp() {
        try (Scene scene = new Scene(Chance.of("vacuum"))) {
            TableSizes sizes = new TableSizes(scene.tables);
            sizes.setAutovacuum();
            List<Wares> wares = scene.draw(LISTINGS);

            store(scene, wares, 0);

            for (int round = 1; round < ROUNDS; round++) {
                long before = sizes.vacuums("price_list");
                store(scene, wares, round);
                Until.isTrue(
                        PATIENCE,
                        () -> "autovacuum did not come to the price list again after " + before,
                        () -> sizes.vacuums("price_list") > before);
            }

            sizes.requireVacuumKeptUp("vacuum");
        }
    }

    @Bites
    void withoutItThePriceListGrows() {
        try (Scene scene = new Scene(Chance.of("no vacuum"))) {
            scene.postgres.set("autovacuum = off");
            TableSizes sizes = new TableSizes(scene.tables);
            sizes.setAutovacuum();
            List<Wares> wares = scene.draw(LISTINGS);

            for (int round = 0; round < ROUNDS; round++) {
                store(scene, wares, round);
            }

            assertThat(sizes.tooLarge("no vacuum")).anyMatch(line -> line.contains("price_list"));
        } finally {
            FaultyPostgres.shared().resetSettings();
        }
    }

    private static void store(Scene scene, List<Wares> wares, int round) {
        scene.store(wares.stream().map(one -> one.at(one.price() - round)).toList());
    }
}
