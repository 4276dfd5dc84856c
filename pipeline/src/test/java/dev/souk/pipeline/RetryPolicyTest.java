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

    /** "Retry-After: 9223372036854775807", as a notifier of an application may hand it on. */
    @Test
    void whoeverAsksForEverGetsNoLongerThanAnythingWaits() {
        RetryPolicy policy = RetryPolicy.DEFAULT;
        Random random = new Random(7);

        assertThat(policy.waitUntried(Duration.ofMinutes(1), Duration.ofSeconds(Long.MAX_VALUE), random))
                .isBetween(Duration.ofDays(30), Duration.ofDays(36));
    }

    @Test
    void aPolicyThatNeverGivesUpNeverDoes() {
        Duration ever = ChronoUnit.FOREVER.getDuration();
        RetryPolicy policy = new RetryPolicy(Integer.MAX_VALUE, Duration.ofSeconds(10), ever, ever);
        Random random = new Random(7);

        assertThat(policy.longestRest()).isEqualTo(ever);
        assertThat(policy.isLate(1_000)).isFalse();
        assertThat(policy.waitAfter(1_000, random)).isPositive();
        assertThat(policy.waitUntried(Duration.ofDays(365), ever, random)).isPositive();
        assertThat(policy.waitUntried(Duration.ofDays(365), null, random)).isPositive();
    }

    /** By the database's clock, which somebody may set back. */
    @Test
    void aDeliveryThatWasTriedInTheFutureWaitsAsIfItHadJustBeen() {
        RetryPolicy policy = new RetryPolicy(10, Duration.ofSeconds(10), Duration.ofHours(4));

        assertThat(policy.waitUntried(Duration.ofHours(-1), null, new Random(7)))
                .isLessThanOrEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void refusesWaitsOutOfOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(0, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }
}
