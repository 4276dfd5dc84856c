package dev.souk.core.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Function;
import org.jooq.ConnectionProvider;
import org.jooq.impl.DefaultConnectionProvider;

/**
 * Transactions on the connections that a jOOQ context of the host's gives. On one that the host holds with auto-commit
 * off, each is a savepoint: the transaction is the host's, who alone commits it.
 */
final class ConnectionTransactions implements TransactionRunner {

    private final ConnectionProvider connections;

    ConnectionTransactions(ConnectionProvider connections) {
        this.connections = connections;
    }

    @Override
    public <T> T inTransaction(Function<Connection, T> work) {
        Connection connection = connections.acquire();
        if (connection == null) {
            throw new IllegalStateException("the context has no connection");
        }
        try {
            T result;
            try {
                result = on(connection, work);
            } catch (Throwable e) {
                DataSourceTransactions.attempt(() -> connections.release(connection), e);
                throw e;
            }
            DataSourceTransactions.attempt(() -> connections.release(connection), null);
            return result;
        } catch (SQLException e) {
            throw new StorageException("transaction failed", e);
        }
    }

    private <T> T on(Connection connection, Function<Connection, T> work) throws SQLException {
        if (connection.getAutoCommit()) {
            return DataSourceTransactions.run(connection, work, true);
        }
        if (connections instanceof DefaultConnectionProvider) {
            return withinSavepoint(connection, work);
        }
        throw new IllegalStateException("the context gives connections with auto-commit off: is a transaction of the"
                + " host's open on them? Give Souk a TransactionRunner that knows");
    }

    private static <T> T withinSavepoint(Connection connection, Function<Connection, T> work) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        T result;
        try {
            result = work.apply(connection);
        } catch (Throwable e) {
            DataSourceTransactions.attempt(
                    () -> {
                        connection.rollback(savepoint);
                        connection.releaseSavepoint(savepoint);
                    },
                    e);
            throw e;
        }
        connection.releaseSavepoint(savepoint);
        return result;
    }
}
