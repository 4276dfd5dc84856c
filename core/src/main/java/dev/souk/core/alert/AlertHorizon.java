package dev.souk.core.alert;

import java.time.Instant;

/**
 * Up to where a reader of {@link AlertFeed} has seen the alerts. Belongs to one running server: one that takes over, or
 * is restored, counts anew, and is known by the time at which it started.
 *
 * @param transaction the oldest transaction that was still running, as {@code pg_snapshot_xmin} says; not negative
 * @param serverStart as {@code pg_postmaster_start_time} says
 */
public record AlertHorizon(long transaction, Instant serverStart) {

    /** Before everything: the next read gives all alerts. */
    public static final AlertHorizon START = new AlertHorizon(0, Instant.EPOCH);

    /** Checks the number. */
    public AlertHorizon {
        if (transaction < 0) {
            throw new IllegalArgumentException("transaction must not be negative: " + transaction);
        }
    }
}
