package dev.souk.core.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of Souk's own over a plain data source. Thread-safe if the data source is.
 *
 * <p>A connection that comes with auto-commit off may belong to a transaction that the application has begun (that is
 * how Spring's {@code TransactionAwareDataSourceProxy} hands it out), and committing it would commit the application's
 * work. So it is refused, unless the application says by {@link #alwaysCommitting} that its pool is merely set up like
 * this.
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

    /** For a pool that hands out connections with auto-commit off and no transaction of the application on them. */
    public static DataSourceTransactions alwaysCommitting(DataSource dataSource) {
        return new DataSourceTransactions(dataSource, true);
    }

    /*
     * When the work has failed, its exception is the one that is thrown, and what fails in cleaning up is suppressed by
     * it. When the work is committed, it is done: a connection that breaks afterwards is no failure of the transaction,
     * and whoever was told that it failed would do it again. Auto-commit is not switched back on where rolling back
     * failed, since that would commit what is left.
     */

    @Override
    public <T> T inTransaction(Function<Connection, T> work) {
        return onConnection((connection, autoCommit) -> run(connection, work, autoCommit));
    }

    /** Runs work that only reads: each statement by itself where the connection commits by itself. */
    <T> T reading(Function<Connection, T> work) {
        return onConnection(
                (connection, autoCommit) -> autoCommit ? work.apply(connection) : run(connection, work, false));
    }

    private <T> T onConnection(Use<T> use) {
        try {
            Connection connection = dataSource.getConnection();
            T result;
            try {
                boolean autoCommit = connection.getAutoCommit();
                requireAutoCommit(autoCommit);
                result = use.of(connection, autoCommit);
            } catch (Throwable e) {
                attempt(connection::close, e);
                throw e;
            }
            attempt(connection::close, null);
            return result;
        } catch (SQLException e) {
            throw new StorageException("transaction failed", e);
        }
    }

    /** False: each is a transaction of its own. */
    @Override
    public boolean mayJoin() {
        return false;
    }

    private void requireAutoCommit(boolean autoCommit) {
        if (!autoCommit && !autoCommitOffAllowed) {
            throw new IllegalStateException("the data source hands out connections with auto-commit off: is it"
                    + " aware of the host's transactions? Give a TransactionRunner (for Spring, the one of souk-spring), or"
                    + " DataSourceTransactions.alwaysCommitting for a pool that is merely set up like this");
        }
    }

    /** One transaction on a connection with none open, which is left with auto-commit as it was. */
    static <T> T run(Connection connection, Function<Connection, T> work, boolean autoCommit) throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.apply(connection);
            connection.commit();
        } catch (Throwable e) {
            attempt(
                    () -> {
                        connection.rollback();
                        connection.setAutoCommit(autoCommit);
                    },
                    e);
            throw e;
        }
        attempt(() -> connection.setAutoCommit(autoCommit), null);
        return result;
    }

    /** Cleans up. What fails is added to the failure that led here, or of no account. */
    static void attempt(Cleanup cleanup, @Nullable Throwable failure) {
        try {
            cleanup.run();
        } catch (SQLException | RuntimeException e) {
            if (failure != null && failure != e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** What is done with a connection, which came with auto-commit as it says. */
    private interface Use<T> {
        T of(Connection connection, boolean autoCommit) throws SQLException;
    }

    /** What may fail when the work is done. */
    interface Cleanup {
        void run() throws SQLException;
    }
}
