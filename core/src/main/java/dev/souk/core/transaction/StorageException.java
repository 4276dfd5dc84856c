package dev.souk.core.transaction;

import dev.souk.model.SoukException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The database refused, or could not be reached. Names the SQL state; never the values that were bound. */
public final class StorageException extends SoukException {

    private static final long serialVersionUID = 1L;

    private static final Set<String> TRANSIENT_STATES = Set.of("40001", "40P01", "25006", "55P03", "57014");

    @Nullable
    private final String sqlState;

    /** Tells of a failed statement or connection. */
    public StorageException(String message, Throwable cause) {
        super(message + describe(sqlState(cause)), cause);
        sqlState = sqlState(cause);
    }

    private static String describe(@Nullable String sqlState) {
        return sqlState == null ? "" : " (SQL state " + sqlState + ")";
    }

    @Nullable
    private static String sqlState(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    /** The five characters that PostgreSQL gave; empty if the failure was on the way there. */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }

    /**
     * Whether the same call may succeed later: lost connections (08), serialization and deadlocks (40), lack of
     * resources (53), shutdown (57P0x), a read-only server (25006), lock and statement time-outs.
     */
    public boolean isTransient() {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57P0")
                        || TRANSIENT_STATES.contains(sqlState));
    }
}
