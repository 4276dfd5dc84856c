package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of most listings an engine that has seen many reads only what some alert speaks of, since it has nothing to learn. */
class ExperiencedEngineTest {

    static final int SEEN = 2_200;
    private static final int ROUNDS = 50;

    @ParameterizedTest(name = "seeds from {0}")
    @ValueSource(longs = {0, 1_000, 2_000, 3_000})
    void findsExactlyWhatAskingEveryAlertWouldFind(long first) throws IOException {
        for (long seed = first; seed < first + ROUNDS; seed++) {
            assertThat(new RandomRound(seed, experienced(seed), AlertEngine::load).difference())
                    .isEmpty();
        }
    }

    private static AlertEngine experienced(long seed) {
        AlertEngine engine = new AlertEngine();
        SmallWorld world = new SmallWorld(new Random(seed));
        for (int i = 0; i < SEEN; i++) {
            engine.match(world.listing(), SmallWorld.NOW);
        }
        return engine;
    }
}
