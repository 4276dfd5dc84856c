package dev.souk.schema;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One version could not be made or undone. It changed nothing, unless the connection broke while it was committed: then
 * it is done as a whole or not at all. The versions that came before it in the same call stay as they are.
 */
public final class MigrationException extends SchemaException {

    private static final long serialVersionUID = 1L;

    private final int version;

    private MigrationException(String schema, int version, String message, Throwable cause) {
        super(schema, message, cause);
        this.version = version;
    }

    /**
     * What the server said, or that it said nothing.
     *
     * @param step what was done with the migration, in words before its version; empty where it was made
     */
    static MigrationException of(String schema, Migration migration, String step, SQLException e) {
        String what = "%sV%s (%s)".formatted(step, migration.version(), migration.description());
        String message = (isUnanswered(e.getSQLState())
                        ? "%s in schema %s was cut off and is done as a whole or not at all: %s"
                        : "%s failed in schema %s and changed nothing: %s")
                .formatted(what, schema, e.getMessage());
        return new MigrationException(schema, migration.version(), message, e);
    }

    private static boolean isUnanswered(@Nullable String sqlState) {
        return sqlState != null && sqlState.startsWith("08");
    }

    /** The version whose script failed. */
    public int version() {
        return version;
    }
}
