package dev.souk.core.transaction;

import java.sql.Connection;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * What the repositories run their statements by: a transaction of the application's or of Souk's own, and the tables in
 * the schema that the application chose. For use inside {@code core}. Thread-safe.
 */
public final class Transactions {

    private static final String GENERATED_SCHEMA = "souk";

    private final TransactionRunner runner;
    private final String schema;
    private final Settings settings;

    private Transactions(TransactionRunner runner, String schema, Settings settings) {
        this.runner = runner;
        this.schema = schema;
        this.settings = settings;
    }

    /** Runs by {@code runner}, on the tables of {@code schema}. */
    public static Transactions by(TransactionRunner runner, String schema) {
        Settings settings = new Settings()
                .withExecuteLogging(false)
                .withRenderMapping(new RenderMapping()
                        .withSchemata(
                                new MappedSchema().withInput(GENERATED_SCHEMA).withOutput(schema)));
        return new Transactions(runner, schema, settings);
    }

    /** The name of something that stands beside the generated tables, such as a function. */
    public Name qualified(String name) {
        return DSL.name(schema, name);
    }

    /** Runs by the transactions of a context of the application's. */
    public static TransactionRunner of(DSLContext context) {
        return ContextTransactions.of(context);
    }

    /** The schema that holds the tables. */
    public String schema() {
        return schema;
    }

    /** Whether {@link #call} may run in a transaction that is open already: {@link #together} or the application's. */
    public boolean mayJoin() {
        return runner.mayJoin();
    }

    /**
     * The same, with each transaction confined to the rows of a user.
     *
     * @throws IllegalArgumentException if the id is not positive
     */
    public Transactions asUser(long userId) {
        return new Transactions(UserScope.confinedTo(userId, schema, runner), schema, settings);
    }

    /**
     * The same, with a user in each transaction whom the audit log names.
     *
     * @throws IllegalArgumentException if the id is not positive
     */
    public Transactions onBehalfOf(long userId) {
        return new Transactions(UserScope.onBehalfOf(userId, runner), schema, settings);
    }

    /**
     * Runs the work in one transaction.
     *
     * @throws StorageException if a statement fails
     */
    public <T> T call(Function<DSLContext, T> work) {
        return onConnection(connection -> work.apply(context(connection)));
    }

    /**
     * Runs work that only reads, and to which it is the same whether its statements share a transaction: each sees what is
     * committed when it begins in any case. Where no transaction has to be joined none is begun, so there is none to end,
     * which would be one more way to the server and back.
     *
     * @throws StorageException if a statement fails
     */
    public <T> T read(Function<DSLContext, T> work) {
        return runner instanceof DataSourceTransactions own
                ? naming(() -> own.reading(connection -> work.apply(context(connection))))
                : call(work);
    }

    /** Gives the work transactions that all join one: what it does stays or goes together. */
    public <T> T together(Function<Transactions, T> work) {
        return onConnection(connection -> work.apply(new Transactions(new Joined(connection), schema, settings)));
    }

    /** The same, with a time-out for each statement; one that a transaction of the application's had is put back. */
    public <T> T together(Duration longest, Function<Transactions, T> work) {
        return together(joined ->
                joined.call(dsl -> StatementTimeout.during(dsl, longest, runner.mayJoin(), () -> work.apply(joined))));
    }

    private DSLContext context(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES, settings);
    }

    private <T> T onConnection(Function<Connection, T> work) {
        return naming(() -> runner.inTransaction(work));
    }

    private static <T> T naming(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            throw new StorageException("statement failed", e);
        }
    }

    /** The transaction that is already open on a connection. */
    private record Joined(Connection connection) implements TransactionRunner {

        @Override
        public <T> T inTransaction(Function<Connection, T> work) {
            return work.apply(connection);
        }
    }
}
