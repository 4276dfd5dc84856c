package dev.souk.core.audit;

import dev.souk.model.StorableText;
import dev.souk.model.StorableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for: all that satisfy every condition that is given.
 *
 * <pre>{@code
 * AuditQuery.ALL.ofUser(7).ofTable("alerts").since(yesterday)
 * }</pre>
 *
 * @param userId only of rows of this user
 * @param table only of this table
 * @param since not before this, in the years 1 to 9999
 * @param until before this, as above
 */
public record AuditQuery(
        @Nullable Long userId,
        @Nullable String table,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** Every entry. */
    public static final AuditQuery ALL = new AuditQuery(null, null, null, null);

    private static final int MAX_NAME = 63;

    /** Checks the name and the times, and cuts those to microseconds. */
    public AuditQuery {
        since = since == null ? null : StorableTime.require("since", since);
        until = until == null ? null : StorableTime.require("until", until);
        if (table != null) {
            StorableText.require("table", table, MAX_NAME);
        }
    }

    /** Only of rows that belong, or belonged, to that user. */
    public AuditQuery ofUser(long userId) {
        return new AuditQuery(userId, table, since, until);
    }

    /** Only of that table. */
    public AuditQuery ofTable(String table) {
        return new AuditQuery(userId, table, since, until);
    }

    /** Not before that moment. */
    public AuditQuery since(Instant since) {
        return new AuditQuery(userId, table, since, until);
    }

    /** Before that moment. */
    public AuditQuery until(Instant until) {
        return new AuditQuery(userId, table, since, until);
    }
}
