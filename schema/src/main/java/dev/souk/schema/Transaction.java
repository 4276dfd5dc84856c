package dev.souk.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Work in a transaction on a connection of its own. */
@FunctionalInterface
interface Transaction<T extends @Nullable Object> {

    T run(Connection connection) throws SQLException;

    /** Commits what {@code work} did if it returns, takes it back if it throws. */
    static <T extends @Nullable Object> T commit(DataSource dataSource, Transaction<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                connection.setAutoCommit(autoCommit);
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, autoCommit, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, boolean autoCommit, Exception reason) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            // The connection is gone, and the transaction with it: the reason tells more.
            reason.addSuppressed(e);
        }
    }

    /** Runs a script of many statements. */
    static void execute(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Braces in a script are text, not JDBC escapes.
            statement.setEscapeProcessing(false);
            statement.execute(script);
        }
    }
}
