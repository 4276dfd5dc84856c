package dev.souk.core.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.ConnectionCallable;
import org.jooq.ConnectionProvider;
import org.jooq.ContextTransactionalCallable;
import org.jooq.DSLContext;
import org.jooq.TransactionProvider;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultTransactionProvider;
import org.jooq.impl.NoTransactionProvider;
import org.jooq.impl.ThreadLocalTransactionProvider;

/** Transactions by way of the host's jOOQ context, whose transaction provider, one of a framework, decides. */
final class ContextTransactions implements TransactionRunner {

    private final DSLContext context;

    private ContextTransactions(DSLContext context) {
        this.context = context;
    }

    /*
     * jOOQ's own provider commits what it has begun itself, whatever was open on the connection before: over a data
     * source that is aware of the host's transactions, or on a connection with auto-commit off, that would be the host's
     * work (measured). Whether a transaction of the host's is open shows only when a connection is taken, and a context
     * that is made when the application starts is used inside transactions later. So in place of jOOQ's own provider Souk
     * commits itself, after it has looked at each connection.
     */

    static TransactionRunner of(DSLContext context) {
        ConnectionProvider connections = context.configuration().connectionProvider();
        TransactionProvider transactions = context.configuration().transactionProvider();
        boolean providerOfJooq =
                transactions instanceof DefaultTransactionProvider || transactions instanceof NoTransactionProvider;
        if (!providerOfJooq) {
            return new ContextTransactions(context);
        }
        if (connections instanceof DataSourceConnectionProvider pool) {
            refuseToCommitForTheHost(pool);
            return DataSourceTransactions.over(pool.dataSource());
        }
        return new ConnectionTransactions(connections);
    }

    /** So that what cannot work is said when the context is handed in, where that can be seen. */
    private static void refuseToCommitForTheHost(ConnectionProvider connections) {
        Connection connection = connections.acquire();
        try {
            if (connection != null && !connection.getAutoCommit()) {
                throw new IllegalStateException("the context's data source hands out connections with auto-commit off,"
                        + " but its transaction provider is jOOQ's own, which would commit the host's transaction:"
                        + " give the context a provider of the host's framework, or Souk a TransactionRunner");
            }
        } catch (SQLException e) {
            throw new StorageException("connection could not be asked", e);
        } finally {
            if (connection != null) {
                connections.release(connection);
            }
        }
    }

    /** What the work threw is thrown; what the provider threw, since the database failed it, is trouble of storage. */
    @Override
    public <T> T inTransaction(Function<Connection, T> work) {
        List<RuntimeException> thrown = new ArrayList<>(1);
        ConnectionCallable<T> noted = connection -> {
            try {
                return work.apply(connection);
            } catch (RuntimeException e) {
                thrown.add(e);
                throw e;
            }
        };
        try {
            return joining(noted);
        } catch (RuntimeException e) {
            if (thrown.isEmpty()) {
                throw StorageException.isDueToTheDatabase(e) ? new StorageException("transaction failed", e) : e;
            }
            RuntimeException cause = thrown.get(0);
            if (cause != e) {
                cause.addSuppressed(e);
            }
            throw cause;
        }
    }

    private <T> T joining(ConnectionCallable<T> work) {
        if (context.configuration().transactionProvider() instanceof ThreadLocalTransactionProvider) {
            // The other way knows nothing of the transaction that the thread holds open, and would commit it.
            ContextTransactionalCallable<T> nested = () -> context.connectionResult(work);
            return context.transactionResult(nested);
        }
        return context.transactionResult(nested -> nested.dsl().connectionResult(work));
    }
}
