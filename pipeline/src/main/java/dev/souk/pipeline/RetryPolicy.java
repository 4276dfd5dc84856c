package dev.souk.pipeline;

import dev.souk.model.notification.Delivery;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that failed is tried again: after {@code first}, then twice as long each time up to {@code longest},
 * give or take a fifth, so that many that failed together do not come back together.
 *
 * <p>A failure ends a delivery by the attempts that were spent and the waits between them, and by no other time: not that
 * in which it was not tried, asked to wait, or no host was there. What was not tried, or put off by a receiver that asks to
 * be left alone, costs no attempt, and ends a delivery after ten times the time in all.
 *
 * <p>A time of more than a hundred years, such as that of {@link java.time.temporal.ChronoUnit#FOREVER}, is taken for a
 * hundred.
 *
 * @param maxAttempts tries in all before it is given up, at least 1
 * @param first wait after the first failure, positive
 * @param longest longest wait, at least {@code first}; a receiver may ask for a longer one
 * @param inAll how much the waits between attempts may come to, jitter aside, however many attempts are allowed; positive.
 *     Ten times as long after it was first leased, a delivery that is put off once more is given up
 */
public record RetryPolicy(int maxAttempts, Duration first, Duration longest, Duration inAll) {

    /*
     * Above DEFAULT, which is made by it. Further on, neither durations nor the database's times would hold what is
     * reckoned from it.
     */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private static final Duration THREE_DAYS = Duration.ofDays(3);

    /** Ten tries within four hours and a quarter: after 30 s, 1 min, 2 min, up to 2 h 8 min; three days in all. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(10, Duration.ofSeconds(30), Duration.ofHours(4));

    private static final int RESTS = 10;

    private static final int MAX_DOUBLINGS = 30;

    private static final double MAX_DELAY = 0.2;

    /** Within three days in all. */
    public RetryPolicy(int maxAttempts, Duration first, Duration longest) {
        this(maxAttempts, first, longest, THREE_DAYS);
    }

    /** Checks the bounds, and shortens what is longer than a hundred years. */
    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("attempts must be positive: " + maxAttempts);
        }
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("waits must be positive and in order: %s, %s".formatted(first, longest));
        }
        if (inAll.isNegative() || inAll.isZero()) {
            throw new IllegalArgumentException("the time in all must be positive: " + inAll);
        }
        first = shorter(first, LONGEST);
        longest = shorter(longest, LONGEST);
        inAll = shorter(inAll, LONGEST);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
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
        for (int earlier = 1; earlier < attempt && waits.compareTo(inAll) <= 0; earlier++) {
            waits = waits.plus(usualWaitAfter(earlier));
        }
        return waits.compareTo(inAll) > 0;
    }

    /** After how long a delivery is given up that is put off, without an attempt being spent: none waits for ever. */
    Duration longestRest() {
        return inAll.multipliedBy(RESTS);
    }

    /** Whether it has been tried, and rested, for longer than that. Both times are by the database's clock. */
    boolean isRestOver(Delivery delivery) {
        return ageOf(delivery).compareTo(longestRest()) > 0;
    }

    private static Duration ageOf(Delivery delivery) {
        return Duration.between(delivery.earlier().since(), delivery.leasedUntil());
    }

    /**
     * How long to wait where no attempt was spent: as long as the receiver asks, or where it does not say, as long again
     * as it has been tried; in any case a tenth of that, so that one which asks for a second each time is not asked every
     * second for days. Up to a fifth longer, so that all that were put off together do not come back together.
     */
    Duration waitUntried(Delivery delivery, @Nullable Duration asked, RandomGenerator random) {
        return waitUntried(ageOf(delivery), asked, random);
    }

    /** The same of one that has been tried for {@code age}. */
    Duration waitUntried(Duration age, @Nullable Duration asked, RandomGenerator random) {
        if (asked == null) {
            return waitAfter(Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(age.dividedBy(first))), random);
        }
        return delayed(longer(shorter(asked, LONGEST), age.dividedBy(10)), random);
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

    private static Duration delayed(Duration wait, RandomGenerator random) {
        return wait.plusMillis((long) (wait.toMillis() * MAX_DELAY * random.nextDouble()));
    }

    /** How long to wait after the attempt of that number, from 1, has failed. */
    Duration waitAfter(int attempt, RandomGenerator random) {
        long jittered = (long) (usualWaitAfter(attempt).toMillis() * (0.8 + 0.4 * random.nextDouble()));
        return Duration.ofMillis(Math.max(1, jittered));
    }

    private Duration usualWaitAfter(int attempt) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
