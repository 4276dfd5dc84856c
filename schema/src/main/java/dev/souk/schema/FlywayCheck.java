package dev.souk.schema;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Flyway, set up so that it sees nothing of the host. It judges the history; what it would run is run by us. */
final class FlywayCheck {

    private static final String MIGRATIONS = "classpath:dev/souk/schema/migration";

    private final Transactions transactions;
    private final HistoryTable history;

    FlywayCheck(Transactions transactions, HistoryTable history) {
        this.transactions = transactions;
        this.history = history;
    }

    /**
     * Makes sure that the versions that are in place are those of this library. Newer ones are none of its business.
     *
     * @throws SchemaException if one differs or is left out
     */
    void run() {
        // Flyway looks for its plugins in the thread's loader, which may be that of a build tool or of another host.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(FlywayCheck.class.getClassLoader());
        try (SharedConnection connection = new SharedConnection(transactions.dataSource())) {
            flyway(connection.dataSource()).validate();
        } catch (SQLException e) {
            throw new SchemaException(
                    history.schema(),
                    "cannot read the history of schema %s: %s".formatted(history.schema(), e.getMessage()),
                    e);
        } catch (FlywayException e) {
            String problem = e instanceof FlywayValidateException
                    ? "the history of schema %s is not that of these migrations: %s"
                    : "cannot read the history of schema %s: %s";
            throw new SchemaException(history.schema(), problem.formatted(history.schema(), e.getMessage()), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Flyway flyway(DataSource dataSource) {
        return Flyway.configure(FlywayCheck.class.getClassLoader())
                .dataSource(dataSource)
                .locations(MIGRATIONS)
                .schemas(history.schema())
                .defaultSchema(history.schema())
                .table(history.table())
                .ignoreMigrationPatterns("*:pending", "*:future")
                .createSchemas(false)
                .cleanDisabled(true)
                .placeholderReplacement(false)
                .loggers("slf4j")
                .load();
    }
}
