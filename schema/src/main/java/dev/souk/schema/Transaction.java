package dev.souk.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Work in a transaction. */
@FunctionalInterface
interface Transaction<T extends @Nullable Object> {

    T run(Connection connection) throws SQLException;

    /** Runs a script of many statements. */
    static void execute(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Braces in a script are text, not JDBC escapes.
            statement.setEscapeProcessing(false);
            statement.execute(script);
        }
    }
}
