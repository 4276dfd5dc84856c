package dev.souk.core.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.TransactionProvider;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultTransactionProvider;
import org.jooq.impl.NoTransactionProvider;

/**
 * Transactions by way of the host's jOOQ context: its transaction provider decides. Inside the host's own {@code
 * dsl.transaction(...)} that is a savepoint, so the host's transaction goes on.
 */
final class ContextTransactions implements TransactionRunner {

    private final DSLContext context;

    ContextTransactions(DSLContext context) {
        this.context = context;
        refuseToCommitForTheHost(context.configuration());
    }

    /**
     * jOOQ's own provider over a data source that is aware of the host's transactions would commit the host's work
     * (measured), so it is refused where that can be seen.
     */
    private static void refuseToCommitForTheHost(Configuration configuration) {
        ConnectionProvider connections = configuration.connectionProvider();
        TransactionProvider transactions = configuration.transactionProvider();
        boolean providerOfJooq =
                transactions instanceof DefaultTransactionProvider || transactions instanceof NoTransactionProvider;
        if (!(connections instanceof DataSourceConnectionProvider) || !providerOfJooq) {
            return;
        }
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

    @Override
    public <T> T inTransaction(Function<Connection, T> work) {
        return context.transactionResult(nested -> nested.dsl().connectionResult(connection -> work.apply(connection)));
    }
}
