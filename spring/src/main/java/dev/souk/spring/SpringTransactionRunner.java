package dev.souk.spring;

import dev.souk.core.transaction.StorageException;
import dev.souk.core.transaction.TransactionRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of Spring's. Inside a transaction of the application's, by {@code @Transactional} or a template, Souk's
 * work joins it and never commits it; outside of one, each call is a transaction of its own. Thread-safe.
 *
 * <pre>{@code
 * @Bean
 * SoukDatabase souk(PlatformTransactionManager transactionManager, DataSource dataSource) {
 *     return SoukDatabase.builder(SpringTransactionRunner.joining(transactionManager, dataSource), protection).build();
 * }
 * }</pre>
 *
 * <p>Works with every manager that shows its JDBC connection to Spring's {@code DataSourceUtils}: those of {@code
 * spring-jdbc}, and the one for JPA with Hibernate. A manager of another data source is refused, since what Souk did
 * would be committed statement by statement. What is left of a transaction's time-out is that of each statement, as it is
 * of Spring's own; when nothing is left, calls throw Spring's {@code TransactionTimedOutException}.
 */
public final class SpringTransactionRunner implements TransactionRunner {

    private final TransactionTemplate template;
    private final DataSource dataSource;

    private SpringTransactionRunner(TransactionTemplate template, DataSource dataSource) {
        this.template = template;
        this.dataSource = target(dataSource);
    }

    /** What Spring's managers bind connections to is the data source below its proxy. */
    private static DataSource target(DataSource dataSource) {
        if (dataSource instanceof TransactionAwareDataSourceProxy proxy) {
            DataSource below = proxy.getTargetDataSource();
            if (below == null) {
                throw new IllegalArgumentException("the data source proxy has no target");
            }
            return below;
        }
        return dataSource;
    }

    /**
     * Joins the application's transaction as Spring's own repositories do ({@code PROPAGATION_REQUIRED}). When a call
     * of Souk's throws inside of it, be it only for a name that is taken, the application's transaction can only be
     * rolled back.
     *
     * @param dataSource the manager's; a {@code TransactionAwareDataSourceProxy} around it will do
     */
    public static SpringTransactionRunner joining(PlatformTransactionManager manager, DataSource dataSource) {
        return new SpringTransactionRunner(new TransactionTemplate(manager), dataSource);
    }

    /**
     * Makes a savepoint for each call inside the application's transaction ({@code PROPAGATION_NESTED}): when a call
     * throws, what it did is undone, and the application's transaction can go on. Costs two round trips a call;
     * managers for JPA do not offer it.
     *
     * @param dataSource as for {@link #joining}
     */
    public static SpringTransactionRunner nested(PlatformTransactionManager manager, DataSource dataSource) {
        TransactionTemplate template = new TransactionTemplate(manager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        return new SpringTransactionRunner(template, dataSource);
    }

    /** As {@link #joining}, by a template of the application's: its propagation, isolation, time-out and manager hold. */
    public static SpringTransactionRunner by(TransactionTemplate template, DataSource dataSource) {
        return new SpringTransactionRunner(template, dataSource);
    }

    @Override
    public boolean mayJoin() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    @Override
    public <T> T inTransaction(Function<Connection, T> work) {
        Attempt<T> attempt = new Attempt<>(work);
        try {
            template.executeWithoutResult(status -> attempt.run(dataSource));
            return attempt.result();
        } catch (TransactionException | DataAccessException e) {
            throw attempt.explain(e);
        }
    }

    /** One run of the work, and what came of it: Spring throws its own exception when rolling back fails too. */
    private static final class Attempt<T> {

        private final Function<Connection, T> work;
        private final List<T> results = new ArrayList<>(1);

        @Nullable
        private RuntimeException failure;

        Attempt(Function<Connection, T> work) {
            this.work = work;
        }

        void run(DataSource dataSource) {
            try {
                requireTransaction(TransactionSynchronizationManager.hasResource(dataSource));
                // Through the proxy, which gives each statement what is left of the transaction's time-out.
                try (Connection connection = new TransactionAwareDataSourceProxy(dataSource).getConnection()) {
                    requireTransaction(!connection.getAutoCommit());
                    results.add(work.apply(connection));
                } catch (SQLException e) {
                    throw new StorageException("connection could not be asked", e);
                }
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        /** A connection that a manager began a transaction on is bound to the thread, and does not commit by itself. */
        private static void requireTransaction(boolean open) {
            if (!open) {
                throw new IllegalStateException("no transaction of Spring's is open on the data source: does the"
                        + " transaction manager manage another one, or does the template not begin transactions?");
            }
        }

        T result() {
            return results.get(0);
        }

        /** What the work threw, if it did; else what is wrong with the transaction. */
        RuntimeException explain(RuntimeException e) {
            if (failure == null) {
                return new StorageException("transaction failed", e);
            }
            if (failure != e) {
                failure.addSuppressed(e);
            }
            return failure;
        }
    }
}
