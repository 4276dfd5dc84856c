package dev.souk.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on connections of a data source.
 *
 * @param autoCommitOffAllowed the host says that there is never a transaction of its own on them
 */
record Transactions(DataSource dataSource, boolean autoCommitOffAllowed) {

    /*
     * A connection that comes with auto-commit off may belong to a transaction that the host has begun, and committing
     * it would commit the host's work. So what writes refuses it, and what only reads takes back what it did, there to a
     * savepoint. When the work is committed, it is done: whoever was told that it failed would do it again.
     */

    /**
     * Commits what {@code work} did if it returns, takes it back if it throws.
     *
     * @throws IllegalStateException if the connection comes with auto-commit off and that is not allowed
     */
    <T extends @Nullable Object> T commit(Transaction<T> work) throws SQLException {
        return onConnection((connection, autoCommit) -> {
            if (!autoCommit && !autoCommitOffAllowed) {
                throw new IllegalStateException(
                        "the data source hands out connections with auto-commit off: is it aware"
                                + " of the host's transactions? Give one that is not; for a pool that is merely set up like this"
                                + " there is SchemaMigrator.Builder.alwaysCommitting");
            }
            return own(connection, autoCommit, own -> {
                // Whoever has waited for a lock must see what was committed meanwhile, whatever the pool's default is.
                Transaction.execute(own, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
                T result = work.run(own);
                own.commit();
                return result;
            });
        });
    }

    /** Takes back what {@code work} did, in whoever's transaction it is. */
    <T extends @Nullable Object> T read(Transaction<T> work) throws SQLException {
        return onConnection((connection, autoCommit) -> {
            if (autoCommit) {
                return own(connection, true, work);
            }
            Savepoint before = connection.setSavepoint();
            T result;
            try {
                result = work.run(connection);
            } catch (Throwable e) {
                attempt(() -> connection.rollback(before), e);
                throw e;
            }
            connection.rollback(before);
            return result;
        });
    }

    /** In a transaction of its own, of which nothing stays that the work does not commit. */
    private static <T extends @Nullable Object> T own(Connection connection, boolean autoCommit, Transaction<T> work)
            throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run(connection);
        } catch (Throwable e) {
            attempt(() -> end(connection, autoCommit), e);
            throw e;
        }
        attempt(() -> end(connection, autoCommit), null);
        return result;
    }

    private static void end(Connection connection, boolean autoCommit) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
    }

    private <T extends @Nullable Object> T onConnection(OnConnection<T> work) throws SQLException {
        Connection connection = dataSource.getConnection();
        T result;
        try {
            result = work.run(connection, connection.getAutoCommit());
        } catch (Throwable e) {
            attempt(connection::close, e);
            throw e;
        }
        attempt(connection::close, null);
        return result;
    }

    /** Cleans up. What fails is added to the failure that led here, or of no account. */
    private static void attempt(Cleanup cleanup, @Nullable Throwable failure) {
        try {
            cleanup.run();
        } catch (SQLException | RuntimeException e) {
            if (failure != null && failure != e) {
                failure.addSuppressed(e);
            }
        }
    }

    private interface OnConnection<T extends @Nullable Object> {
        T run(Connection connection, boolean autoCommit) throws SQLException;
    }

    private interface Cleanup {
        void run() throws SQLException;
    }
}
