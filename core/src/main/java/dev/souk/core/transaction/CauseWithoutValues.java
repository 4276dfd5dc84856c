package dev.souk.core.transaction;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the server said, as an exception that may be logged. PostgreSQL puts the values of the row on further lines of a
 * message (Detail, Where), the driver those of a batch on the first, and the server what it cannot read in quotes.
 */
final class CauseWithoutValues {

    private static final String MALFORMED_DATA = "22";

    private CauseWithoutValues() {}

    /** The same if no server has spoken. */
    static Throwable of(Throwable cause) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(sql -> sql.getSQLState() != null)
                .findFirst()
                .<Throwable>map(CauseWithoutValues::reduced)
                .orElse(cause);
    }

    private static SQLException reduced(SQLException full) {
        SQLException said = full instanceof BatchUpdateException && full.getNextException() != null
                ? full.getNextException()
                : full;
        String line = full == said && full instanceof BatchUpdateException
                ? "a batch was aborted"
                : String.valueOf(said.getMessage()).lines().findFirst().orElse("");
        String state = full.getSQLState();
        String told = state.startsWith(MALFORMED_DATA) ? line.replaceAll("\"[^\"]*\"", "\"...\"") : line;
        SQLException reduced = new SQLException(told, state, full.getErrorCode(), full.getCause());
        reduced.setStackTrace(full.getStackTrace());
        Stream.of(full.getSuppressed()).map(CauseWithoutValues::of).forEach(reduced::addSuppressed);
        return reduced;
    }
}
