package dev.souk.core.transaction;

import java.sql.Connection;
import java.util.function.Function;

/**
 * Runs a piece of work in a transaction, the host's way. Implement this where a framework owns the transactions.
 *
 * <p>An implementation gives the work a connection with a transaction open on it: a new one, or the one that the host
 * has begun. When the work throws, nothing that it did may stay; a transaction that the host has begun is never
 * committed here. The work neither commits nor closes the connection. Must be safe for several threads.
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
}
