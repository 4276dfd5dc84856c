package dev.souk.core.alert;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Up to where a reader of {@link AlertFeed} has seen the alerts. Belongs to one running server: one that takes over, or
 * is restored, counts anew, and is known by the time at which it started.
 *
 * @param snapshot which transactions were over, as {@code pg_current_snapshot} writes it: {@code xmin:xmax:running,...}
 * @param serverStart as {@code pg_postmaster_start_time} says
 */
public record AlertHorizon(String snapshot, Instant serverStart) {

    // Above what it checks.
    private static final Pattern SNAPSHOT = Pattern.compile("[1-9]\\d{0,18}:[1-9]\\d{0,18}:(\\d{1,19}(,\\d{1,19})*)?");

    /** Before everything: the next read gives all alerts. No transaction is numbered below 3. */
    public static final AlertHorizon START = new AlertHorizon("1:1:", Instant.EPOCH);

    /** Checks the form. */
    public AlertHorizon {
        if (!SNAPSHOT.matcher(snapshot).matches()) {
            throw new IllegalArgumentException("not a snapshot of PostgreSQL: " + snapshot);
        }
    }
}
