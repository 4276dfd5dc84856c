package dev.souk.core.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One row that was written by somebody.
 *
 * @param happenedAt by the database's clock
 * @param databaseRole who was logged in
 * @param actorId the user for whom it was done; empty if the transaction bore none
 * @param table {@code users}, {@code user_auth} or {@code alerts}
 * @param rowId id of the row
 * @param userId the user whom the row belongs to, or belonged to
 * @param changes what differs, by column; {@link #MASKED} stands for a value that is not shown
 */
public record AuditEntry(
        long id,
        Instant happenedAt,
        String databaseRole,
        OptionalLong actorId,
        String table,
        long rowId,
        long userId,
        Operation operation,
        Map<String, Change> changes) {

    /** What stands in the place of a personal or secret value. */
    public static final String MASKED = "***";

    /** Copies the changes, sorted by column. */
    public AuditEntry {
        changes = Collections.unmodifiableMap(new TreeMap<>(changes));
    }

    /** What was done to the row. */
    public enum Operation {
        /** It was stored. */
        INSERT,
        /** It was changed. */
        UPDATE,
        /** It was deleted. */
        DELETE
    }

    /**
     * A column before and after, as text.
     *
     * @param before null if it was empty, or the row was not there
     * @param after null if it is empty, or the row is gone
     */
    public record Change(@Nullable String before, @Nullable String after) {

        /** Checks that there is a difference, or one that is not shown. */
        public Change {
            if (Objects.equals(before, after) && !MASKED.equals(before)) {
                throw new IllegalArgumentException("nothing changed from " + before);
            }
        }
    }
}
