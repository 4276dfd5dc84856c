package dev.souk.core.transaction;

import dev.souk.model.SoukException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The database refused, or could not be reached. Names the SQL state; never the values that were bound. */
public final class StorageException extends SoukException {

    private static final long serialVersionUID = 1L;

    private static final Set<String> TRANSIENT_STATES =
            Set.of("40001", "40P01", "25006", "25P03", "25P04", "55P03", "57014");

    @Nullable
    private final String sqlState;

    /** Tells of a failed statement or connection; what the driver says of the row's values is left out of the cause. */
    public StorageException(String message, Throwable cause) {
        super(message + describe(sqlState(cause)), CauseWithoutValues.of(cause));
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

    /** Whether a database, or the way to it, is at the bottom of a failure. */
    static boolean isDueToTheDatabase(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(SQLException.class::isInstance);
    }

    /** The five characters that PostgreSQL gave; empty if the failure was on the way there. */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }

    /**
     * Whether the same call may succeed later: lost connections (08), serialization and deadlocks (40), lack of
     * resources (53), shutdown (57P0x), a read-only server (25006), time-outs of locks, statements and transactions, and
     * what a pool says of itself when it has no connection to give.
     */
    public boolean isTransient() {
        if (sqlState == null) {
            return Stream.iterate(getCause(), Objects::nonNull, Throwable::getCause)
                    .anyMatch(cause ->
                            cause instanceof SQLTransientException || cause instanceof SQLRecoverableException);
        }
        return sqlState.startsWith("08")
                || sqlState.startsWith("53")
                || sqlState.startsWith("57P0")
                || TRANSIENT_STATES.contains(sqlState);
    }
}
