package dev.souk.pipeline;

import dev.souk.model.notification.Delivery;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that failed is tried again: after {@code initialDelay}, then twice as long each time up to {@code
 * maxDelay}, give or take a fifth, so that many that failed together do not come back together.
 *
 * <p>A failure ends a delivery by the attempts that were spent and the waits between them, and by no other time: not that
 * in which it was not tried, asked to wait, or no instance was there. What was not tried, or put off by a receiver that
 * asks to be left alone, costs no attempt, and ends a delivery after ten times the time in all.
 *
 * @param maxAttempts tries in all before it is given up, at least 1
 * @param initialDelay wait after the first failure, positive
 * @param maxDelay longest wait, at least {@code initialDelay}; a receiver may ask for a longer one
 * @param maxTotal how much the waits between attempts may come to, jitter aside, however many attempts are allowed;
 *     positive. Ten times as long after it was first leased, a delivery that is put off once more is given up
 */
public record RetryPolicy(int maxAttempts, Duration initialDelay, Duration maxDelay, Duration maxTotal) {

    private static final Duration THREE_DAYS = Duration.ofDays(3);

    /** Ten tries within four hours and a quarter: after 30 s, 1 min, 2 min, up to 2 h 8 min; three days in all. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(10, Duration.ofSeconds(30), Duration.ofHours(4));

    private static final Duration EVER = ChronoUnit.FOREVER.getDuration();

    /** Whatever is asked for, no wait is longer: what comes after it nobody sees, and no number overflows. */
    private static final Duration CENTURY = Duration.ofDays(36_525);

    private static final int RESTS = 10;

    private static final int MAX_DOUBLINGS = 30;

    private static final double MAX_JITTER = 0.2;

    /** Within three days in all. */
    public RetryPolicy(int maxAttempts, Duration initialDelay, Duration maxDelay) {
        this(maxAttempts, initialDelay, maxDelay, THREE_DAYS);
    }

    /** Checks the bounds. */
    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("attempts must be positive: " + maxAttempts);
        }
        if (initialDelay.isNegative() || initialDelay.isZero() || maxDelay.compareTo(initialDelay) < 0) {
            throw new IllegalArgumentException(
                    "waits must be positive and in order: %s, %s".formatted(initialDelay, maxDelay));
        }
        if (maxTotal.isNegative() || maxTotal.isZero()) {
            throw new IllegalArgumentException("the time in all must be positive: " + maxTotal);
        }
    }

    /** Whether the attempt of that number, from 1, was the last one. */
    boolean isLast(int attempt) {
        return attempt >= maxAttempts;
    }

    /** Whether there should have been no such attempt: of the one before, and so of all, nothing was ever heard. */
    boolean isBeyond(int attempt) {
        return attempt > maxAttempts;
    }

    /** Whether the waits before the attempt of that number, from 1, came to more than the time in all. */
    boolean isLate(int attempt) {
        Duration waits = Duration.ZERO;
        for (int earlier = 1; earlier < attempt && waits.compareTo(maxTotal) <= 0; earlier++) {
            waits = waits.plus(usualWaitAfter(earlier));
        }
        return waits.compareTo(maxTotal) > 0;
    }

    /** After how long a delivery is given up that is put off, without an attempt being spent: none waits for ever. */
    Duration longestRest() {
        return maxTotal.compareTo(EVER.dividedBy(RESTS)) > 0 ? EVER : maxTotal.multipliedBy(RESTS);
    }

    /** Whether it has been tried, and rested, for longer than that. Both times are by the database's clock. */
    boolean isRestOver(Delivery delivery) {
        return ageOf(delivery).compareTo(longestRest()) > 0;
    }

    private static Duration ageOf(Delivery delivery) {
        return Duration.between(delivery.earlier().since(), delivery.leasedUntil());
    }

    /**
     * How long to wait where no attempt was spent: as long as the receiver asks, but no longer than anything is put off at
     * all, or where it does not say, as long again as it has been tried; in any case a tenth of that, so that one which asks
     * for a second each time is not asked every second for days. Up to a fifth longer, so that all that were put off
     * together do not come back together.
     */
    Duration waitUntried(Delivery delivery, @Nullable Duration asked, RandomGenerator random) {
        return waitUntried(ageOf(delivery), asked, random);
    }

    /** The same of one that has been tried for {@code age}, which is negative where the database's clock was set back. */
    Duration waitUntried(Duration age, @Nullable Duration asked, RandomGenerator random) {
        Duration tried = longer(age, Duration.ZERO);
        if (asked == null) {
            return waitAfter(Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(tried.dividedBy(initialDelay))), random);
        }
        return delayed(longer(shorter(asked, longestRest()), tried.dividedBy(10)), random);
    }

    /**
     * How long to wait behind an endpoint that nothing is sent to for {@code closed}: no less than a hundredth of the time
     * that it has been tried, so that a month of that writes a row some hundred times. What only waits for a trial to end
     * comes back at once.
     */
    Duration waitBehind(Delivery delivery, Duration closed, RandomGenerator random) {
        Duration wait =
                closed.isZero() ? closed : longer(closed, ageOf(delivery).dividedBy(100));
        return delayed(wait, random).plusMillis(1);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? other : one;
    }

    private static Duration delayed(Duration asked, RandomGenerator random) {
        Duration wait = shorter(asked, CENTURY);
        return wait.plusMillis((long) (wait.toMillis() * MAX_JITTER * random.nextDouble()));
    }

    /** How long to wait after the attempt of that number, from 1, has failed. */
    Duration waitAfter(int attempt, RandomGenerator random) {
        long jittered = (long) (usualWaitAfter(attempt).toMillis() * (0.8 + 0.4 * random.nextDouble()));
        return Duration.ofMillis(Math.max(1, jittered));
    }

    private Duration usualWaitAfter(int attempt) {
        Duration doubled = shorter(initialDelay, CENTURY).multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return shorter(shorter(doubled, maxDelay), CENTURY);
    }
}
