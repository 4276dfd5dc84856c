package dev.souk.core.transaction;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * A part of a transaction that can fail without the rest, in the transaction of whoever owns it. For use inside {@code
 * core}.
 */
public final class Savepoints {

    private Savepoints() {}

    /** Runs the work; what it did is undone if it throws, and the transaction goes on. */
    public static <T> T within(DSLContext dsl, Supplier<T> work) {
        Savepoint savepoint = dsl.connectionResult(Connection::setSavepoint);
        T result;
        try {
            result = work.get();
        } catch (DataAccessException e) {
            try {
                dsl.connection(connection -> connection.rollback(savepoint));
            } catch (DataAccessException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
        dsl.connection(connection -> connection.releaseSavepoint(savepoint));
        return result;
    }

    /**
     * Whether the values are at fault (22), a constraint (23), what a trigger of the host's raises (P0001) or a limit of
     * the server (54), and not the connection.
     */
    public static boolean isAboutData(DataAccessException e) {
        String state = e.sqlState();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54") || state.equals("P0001");
    }

    /** Whether a unique constraint stands against it (23505). */
    public static boolean isDuplicate(DataAccessException e) {
        return "23505".equals(e.sqlState());
    }

    /** The database's message without the values of the row, which stand on its further lines. */
    public static String reason(DataAccessException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return "%s (SQL state %s)".formatted(message.substring(0, Math.min(message.length(), 300)), e.sqlState());
    }
}
