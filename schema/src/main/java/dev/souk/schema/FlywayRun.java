package dev.souk.schema;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Flyway, set up so that it sees nothing of the host. */
final class FlywayRun {

    private static final String MIGRATIONS = "classpath:dev/souk/schema/migration";

    private final DataSource dataSource;
    private final HistoryTable history;

    FlywayRun(DataSource dataSource, HistoryTable history) {
        this.dataSource = dataSource;
        this.history = history;
    }

    /** Migrates up to that version and says which versions it made. */
    List<Integer> migrate(int version) {
        // Flyway looks for its plugins in the thread's loader, which may be that of a build tool or of another host.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(FlywayRun.class.getClassLoader());
        try {
            return flyway(version).migrate().migrations.stream()
                    .map(migration -> Integer.valueOf(migration.version))
                    .toList();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Flyway flyway(int version) {
        return Flyway.configure(FlywayRun.class.getClassLoader())
                .dataSource(dataSource)
                .locations(MIGRATIONS)
                .schemas(history.schema())
                .defaultSchema(history.schema())
                .table(history.table())
                .target(Integer.toString(version))
                .createSchemas(false)
                .cleanDisabled(true)
                .placeholderReplacement(false)
                .loggers("slf4j")
                .load();
    }
}
