package dev.souk.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Flyway, set up so that it sees nothing of the host. */
final class FlywayRun {

    private static final String MIGRATIONS = "classpath:dev/souk/schema/migration";

    private final DataSource dataSource;
    private final HistoryTable history;

    FlywayRun(DataSource dataSource, HistoryTable history) {
        this.dataSource = dataSource;
        this.history = history;
    }

    /**
     * Migrates up to that version and says which versions it made.
     *
     * @param current asks which version stands
     */
    List<Integer> migrate(int version, IntSupplier current) {
        List<Integer> made = new ArrayList<>();
        while (true) {
            int before = current.getAsInt();
            try {
                made.addAll(migrate(version));
                return made;
            } catch (FlywayException e) {
                // What a host had sent to be committed when it was killed is committed though its lock is free, and so
                // in the way of who begins with the same version: that one is done then, and the next can follow.
                int now = current.getAsInt();
                if (now <= before) {
                    throw e;
                }
                IntStream.range(before + 1, now).forEach(made::add);
            }
        }
    }

    private List<Integer> migrate(int version) {
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
