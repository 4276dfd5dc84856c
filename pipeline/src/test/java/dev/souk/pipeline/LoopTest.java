package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a loop waits. */
class LoopTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void whoFoundSomethingLooksAgainTenTimesSooner() {
        assertThat(Loop.waitAfter(SECOND, 0, true)).isEqualTo(Duration.ofMillis(100));
        assertThat(Loop.waitAfter(SECOND, 0, false)).isEqualTo(SECOND);
    }

    @Test
    void whoFailsWaitsTwiceAsLongEachTimeUpToAMinute() {
        assertThat(Loop.waitAfter(SECOND, 1, false)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Loop.waitAfter(SECOND, 3, false)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Loop.waitAfter(SECOND, 1_000, false)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whoWaitsForLongerThanAMinuteAnywayDoesSoWhenItFails() {
        assertThat(Loop.waitAfter(Duration.ofMinutes(15), 5, false)).isEqualTo(Duration.ofMinutes(15));
    }
}
