package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakersTest {

    private final HandClock clock = new HandClock();
    private final Breakers breakers = new Breakers(clock);

    @Test
    void letsEverythingThroughUntilTheFifthFailureInARow() {
        fail("a", 4);
        assertThat(breakers.room("a", 20)).isEqualTo(20);

        breakers.failed("a");

        assertThat(breakers.room("a", 20)).isZero();
        assertThat(breakers.waitFor("a")).isEqualTo(Duration.ofSeconds(30));
        assertThat(breakers.room("b", 20)).isEqualTo(20);
    }

    @Test
    void aSuccessBetweenFailuresStartsTheCountAnew() {
        fail("a", 4);
        breakers.succeeded("a");
        fail("a", 4);

        assertThat(breakers.room("a", 20)).isEqualTo(20);
    }

    @Test
    void triesOneAfterTheWaitAndOpensWhenItArrives() {
        fail("a", 5);
        clock.pass(Duration.ofSeconds(30));
        assertThat(breakers.room("a", 20)).isEqualTo(1);

        breakers.succeeded("a");

        assertThat(breakers.room("a", 20)).isEqualTo(20);
        assertThat(breakers.waitFor("a")).isZero();
    }

    @Test
    void eachTrialThatFailsDoublesTheWaitUpToFiveMinutes() {
        fail("a", 5);
        for (int seconds : new int[] {30, 60, 120, 240, 300, 300}) {
            assertThat(breakers.waitFor("a")).isEqualTo(Duration.ofSeconds(seconds));
            clock.pass(Duration.ofSeconds(seconds));
            assertThat(breakers.failed("a")).isTrue();
        }
    }

    @Test
    void whatWasOnItsWayAlreadyDoesNotProlongTheWait() {
        fail("a", 5);
        clock.pass(Duration.ofSeconds(10));
        fail("a", 15);

        assertThat(breakers.waitFor("a")).isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 10, 31, 3_600, 86_400})
    void aClockThatIsSetBackNeitherProlongsTheWaitNorEndsIt(long seconds) {
        fail("a", 5);
        clock.pass(Duration.ofSeconds(10));
        assertThat(breakers.waitFor("a")).isEqualTo(Duration.ofSeconds(20));

        clock.pass(Duration.ofSeconds(-seconds));

        assertThat(breakers.waitFor("a")).isEqualTo(Duration.ofSeconds(20));
        clock.pass(Duration.ofSeconds(19));
        assertThat(breakers.room("a", 20)).isZero();
        clock.pass(Duration.ofSeconds(1));
        assertThat(breakers.room("a", 20)).isEqualTo(1);
        assertThat(breakers.failed("a")).isTrue();
        assertThat(breakers.waitFor("a")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aClockThatIsSetForwardEndsTheWait() {
        fail("a", 5);

        clock.pass(Duration.ofHours(1));

        assertThat(breakers.room("a", 20)).isEqualTo(1);
    }

    private void fail(String endpoint, int times) {
        IntStream.range(0, times).forEach(i -> breakers.failed(endpoint));
    }
}
