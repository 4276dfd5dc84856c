package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Whether the rounds would notice a bug of {@link AlertEngine} itself: the engine has a part that does not do what it
 * should, and everything else is as it is. {@link BugsTest} does the same with bugs of programs.
 */
class EngineBugsTest {

    private static final int ROUNDS = 200;
    private static final int CONCURRENT_ROUNDS = 100;

    @Test
    void alertsThatDoNotFollowTheRatesOrAreNotSavedAreNoticed() throws IOException {
        assertThat(isNoticed(() -> new AlertEngine(true, new Forgetful(), new Replacements()), AlertEngine::load))
                .isTrue();
    }

    @Test
    void aSnapshotThatIsLoadedWithoutItsRatesIsNoticed() throws IOException {
        RandomRound.Loader withoutRates = (stream, rates) -> AlertEngine.load(stream);

        assertThat(isNoticed(AlertEngine::new, withoutRates)).isTrue();
    }

    private static boolean isNoticed(Supplier<AlertEngine> engines, RandomRound.Loader loader) throws IOException {
        for (long seed = 0; seed < ROUNDS; seed++) {
            if (new RandomRound(seed, engines.get(), loader).difference().isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void anAlertThatIsLostWhileItIsReplacedIsNoticed() throws Exception {
        for (int seed = 0; seed < CONCURRENT_ROUNDS; seed++) {
            Replacements forgetful = new Replacements() {
                @Override
                void add(int slot) {}
            };
            try {
                new ConcurrentRound(seed, new AlertEngine(true, new Register(true), forgetful)).run();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(AssertionError.class);
                return;
            }
        }
        throw new AssertionError("not noticed in %d rounds".formatted(CONCURRENT_ROUNDS));
    }

    /** Passes one alert in four over when all are asked for: to be filed anew, or to be saved. */
    private static final class Forgetful extends Register {

        private Forgetful() {
            super(true);
        }

        @Override
        void forEach(Reader reader) {
            super.forEach((id, slot, written) -> {
                if (id % 4 > 0) {
                    reader.accept(id, slot, written);
                }
            });
        }
    }
}
