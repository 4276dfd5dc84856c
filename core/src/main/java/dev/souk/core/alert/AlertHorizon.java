package dev.souk.core.alert;

/**
 * Up to where a reader of {@link AlertFeed} has seen the alerts. Belongs to one running database: not to be kept beyond
 * the process, since a restored database counts anew.
 *
 * @param transaction the oldest transaction that was still running, as {@code pg_snapshot_xmin} says; not negative
 */
public record AlertHorizon(long transaction) {

    /** Before everything: the next read gives all alerts. */
    public static final AlertHorizon START = new AlertHorizon(0);

    /** Checks the number. */
    public AlertHorizon {
        if (transaction < 0) {
            throw new IllegalArgumentException("transaction must not be negative: " + transaction);
        }
    }
}
