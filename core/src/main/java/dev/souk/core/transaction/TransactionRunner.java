package dev.souk.core.transaction;

import java.sql.Connection;
import java.util.function.Function;

/**
 * Runs a piece of work in a transaction, the application's way. Implement this where a framework owns the transactions.
 *
 * <p>An implementation gives the work a connection with a transaction open on it: a new one, or the one that the
 * application has begun. When the work throws, nothing that it did may stay; a transaction that the application has
 * begun is never committed here. The work neither commits nor closes the connection. Must be safe for several threads.
 *
 * <p>For Spring there is {@code SpringTransactionRunner} in the artifact {@code souk-spring}; its source shows what an
 * implementation has to think of.
 */
public interface TransactionRunner {

    /**
     * Runs the work and returns what it returns.
     *
     * @throws RuntimeException what the work threw, after rolling back
     */
    <T> T inTransaction(Function<Connection, T> work);

    /**
     * Whether work that this thread begins now may join a transaction that the application has begun. A cache is not
     * asked then, since the transaction may hold what nobody else sees. Must be cheap. Answers true by default, which
     * is always safe; a runner that can see it should say so, or nothing is ever read from the cache. For Spring:
     * {@code return TransactionSynchronizationManager.isActualTransactionActive();}
     */
    default boolean mayJoin() {
        return true;
    }
}
