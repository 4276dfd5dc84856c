package dev.souk.pipeline;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a delivery that failed is tried again: after {@code first}, then twice as long each time up to {@code longest},
 * give or take a fifth, so that many that failed together do not come back together.
 *
 * @param maxAttempts tries in all before it is given up, at least 1
 * @param first wait after the first failure, positive
 * @param longest longest wait, at least {@code first}
 */
public record RetryPolicy(int maxAttempts, Duration first, Duration longest) {

    /** Ten tries within four hours and a quarter: after 30 s, 1 min, 2 min, up to 2 h 8 min. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(10, Duration.ofSeconds(30), Duration.ofHours(4));

    private static final int MAX_DOUBLINGS = 30;

    /** Checks the bounds. */
    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("attempts must be positive: " + maxAttempts);
        }
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("waits must be positive and in order: %s, %s".formatted(first, longest));
        }
    }

    /** Whether the attempt of that number, from 1, was the last one. */
    boolean isLast(int attempt) {
        return attempt >= maxAttempts;
    }

    /** How long to wait after the attempt of that number, from 1, has failed. */
    Duration waitAfter(int attempt, RandomGenerator random) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        Duration capped = doubled.compareTo(longest) > 0 ? longest : doubled;
        long jittered = (long) (capped.toMillis() * (0.8 + 0.4 * random.nextDouble()));
        return Duration.ofMillis(Math.max(1, jittered));
    }
}
