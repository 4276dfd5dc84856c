package dev.souk.core.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Transactions of Souk's own over a plain data source. Thread-safe if the data source is.
 *
 * <p>A connection that comes with auto-commit off may belong to a transaction that the host has begun (that is how
 * Spring's {@code TransactionAwareDataSourceProxy} hands it out), and committing it would commit the host's work. So it
 * is refused, unless the host says by {@link #alwaysCommitting} that its pool is merely set up like this.
 */
public final class DataSourceTransactions implements TransactionRunner {

    private final DataSource dataSource;
    private final boolean autoCommitOffAllowed;

    private DataSourceTransactions(DataSource dataSource, boolean autoCommitOffAllowed) {
        this.dataSource = dataSource;
        this.autoCommitOffAllowed = autoCommitOffAllowed;
    }

    /** Refuses connections that come with auto-commit off. */
    public static DataSourceTransactions over(DataSource dataSource) {
        return new DataSourceTransactions(dataSource, false);
    }

    /** For a pool that hands out connections with auto-commit off and no transaction of the host on them. */
    public static DataSourceTransactions alwaysCommitting(DataSource dataSource) {
        return new DataSourceTransactions(dataSource, true);
    }

    @Override
    public <T> T inTransaction(Function<Connection, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            if (!autoCommit && !autoCommitOffAllowed) {
                throw new IllegalStateException("the data source hands out connections with auto-commit off: is it"
                        + " aware of the host's transactions? Give a TransactionRunner, or"
                        + " DataSourceTransactions.alwaysCommitting for a pool that is merely set up like this");
            }
            connection.setAutoCommit(false);
            try {
                T result = work.apply(connection);
                connection.commit();
                return result;
            } catch (RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new StorageException("transaction failed", e);
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
