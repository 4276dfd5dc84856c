package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.000001Z");

    @Test
    void aHigherAgeHasNoLowerBracketAndTheHighestFitsIntoEightLevels() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            int age = random.nextInt(1 + random.nextInt(86_400_000));
            assertThat(Ages.bracket(age)).isLessThanOrEqualTo(Ages.bracket(age + 1));
        }
        assertThat(Ages.bracket(0)).isZero();
        assertThat(Ages.LAST).isBetween(200, 255);
    }

    @Test
    void aPartOfASecondCountsAsOneMore() {
        assertThat(Ages.bracket(NOW.minusSeconds(2), NOW)).isEqualTo(Ages.bracket(2));
        assertThat(Ages.bracket(NOW.minusSeconds(2).minusNanos(1_000), NOW)).isEqualTo(Ages.bracket(3));
        assertThat(Ages.bracket(NOW.minusSeconds(2).plusNanos(1_000), NOW)).isEqualTo(Ages.bracket(2));
    }

    @Test
    void whatIsAheadOfItsTimeIsNewAndWhatIsOlderThanCanBeDemandedIsNothing() {
        assertThat(Ages.bracket(NOW.plusSeconds(1_000), NOW)).isZero();
        assertThat(Ages.bracket(Instant.MAX, NOW)).isZero();
        assertThat(Ages.bracket(NOW.minus(Duration.ofDays(1_000)), NOW)).isEqualTo(Ages.LAST);
        assertThat(Ages.bracket(NOW.minus(Duration.ofDays(1_000)).minusNanos(1_000), NOW))
                .isEqualTo(Ages.NONE);
        assertThat(Ages.bracket(Instant.MIN, NOW)).isEqualTo(Ages.NONE);
    }
}
