package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    @Test
    void waitsTwiceAsLongEachTimeGiveOrTakeAFifth() {
        RetryPolicy policy = new RetryPolicy(10, Duration.ofSeconds(10), Duration.ofSeconds(100));
        Random random = new Random(7);

        for (int round = 0; round < 1_000; round++) {
            assertThat(policy.waitAfter(1, random)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
            assertThat(policy.waitAfter(3, random)).isBetween(Duration.ofSeconds(32), Duration.ofSeconds(48));
            assertThat(policy.waitAfter(9, random)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(120));
            assertThat(policy.waitAfter(1_000, random)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(120));
        }
    }

    @Test
    void whoeverAsksForTimeGetsItAndThoseWhoWereAskedTogetherDoNotComeBackTogether() {
        RetryPolicy policy = new RetryPolicy(10, Duration.ofSeconds(10), Duration.ofSeconds(100));
        Random random = new Random(7);

        Set<Duration> waits = new HashSet<>();
        for (int round = 0; round < 100; round++) {
            waits.add(policy.waitUntried(Duration.ofMinutes(1), Duration.ofSeconds(100), random));
        }

        assertThat(waits)
                .hasSizeGreaterThan(90)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120)));
    }

    /** Whoever wants a delivery never to be given up because of time says so in this way. */
    @Test
    void forEverIsReckonedWithAsALongTime() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        Duration tenMinutes = Duration.ofMinutes(10);
        Random random = new Random(7);
        RetryPolicy patient = new RetryPolicy(Integer.MAX_VALUE, Duration.ofSeconds(30), tenMinutes, forEver);
        RetryPolicy rare = new RetryPolicy(Integer.MAX_VALUE, forEver, forEver, forEver);

        for (int attempt : new int[] {1, 2, 31, 32, 64, 65, 100_000}) {
            assertThat(patient.isLate(attempt)).isFalse();
            assertThat(patient.waitAfter(attempt, random)).isLessThan(Duration.ofMinutes(13));
            assertThat(rare.waitAfter(attempt, random)).isBetween(Duration.ofDays(29_000), Duration.ofDays(44_000));
        }
        assertThat(patient.longestRest()).isGreaterThan(Duration.ofDays(300_000));
        assertThat(rare.isLate(1_000)).isTrue();
        assertThat(patient.waitUntried(tenMinutes, forEver, random)).isLessThan(Duration.ofDays(44_000));
        assertThat(rare.waitUntried(tenMinutes, null, random)).isLessThan(Duration.ofDays(44_000));
    }

    @Test
    void refusesWaitsOutOfOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(0, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }
}
