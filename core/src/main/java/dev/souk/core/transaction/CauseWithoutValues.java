package dev.souk.core.transaction;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the server said, as an exception that may be logged. PostgreSQL puts the values of the row on further lines of a
 * message (Detail, Where), the driver those of a batch on the first, and the server what it cannot read in quotes.
 */
final class CauseWithoutValues {

    private static final String MALFORMED_DATA = "22";

    /** As servers of all languages quote; what is quoted may hold quotes and breaks itself. */
    private static final Pattern FROM_THE_FIRST_QUOTE = Pattern.compile("[\"\u201c\u201e\u00ab\u00bb].*");

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
        String told = state.startsWith(MALFORMED_DATA)
                ? FROM_THE_FIRST_QUOTE.matcher(line).replaceFirst("\"...\"")
                : line;
        SQLException reduced = new SQLException(told, state, full.getErrorCode(), causeOf(full));
        reduced.setStackTrace(full.getStackTrace());
        Stream.of(full.getSuppressed()).map(CauseWithoutValues::of).forEach(reduced::addSuppressed);
        return reduced;
    }

    /** That of a batch is what the server said of the row, which is told already. */
    private static @Nullable Throwable causeOf(SQLException full) {
        Throwable cause = full.getCause();
        return cause == null || full instanceof BatchUpdateException ? null : of(cause);
    }
}
