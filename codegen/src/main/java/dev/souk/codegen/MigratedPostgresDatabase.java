package dev.souk.codegen;

import dev.souk.schema.SchemaMigrator;
import dev.souk.testdb.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.meta.postgres.PostgresDatabase;
import org.jspecify.annotations.Nullable;

/**
 * What the jOOQ generator reads: a PostgreSQL that is started for it, brought to the newest version by the same
 * migrations that hosts run, and stopped afterwards.
 */
public final class MigratedPostgresDatabase extends PostgresDatabase {

    /** Flyway's account of the migrations: held here, since a logger that nobody holds forgets its level. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    @Nullable
    private TestPostgres server;

    /** For the generator. */
    public MigratedPostgresDatabase() {}

    @Override
    protected DSLContext create0() {
        if (server == null) {
            server = TestPostgres.start();
            DataSource dataSource = server.createDatabase().dataSource();
            migrate(dataSource);
            try {
                // Parts of the generator ask for the connection and not for the context.
                Connection connection = dataSource.getConnection();
                setConnection(connection);
            } catch (SQLException e) {
                throw new IllegalStateException("no connection to the migrated database", e);
            }
        }
        return super.create0();
    }

    private static void migrate(DataSource dataSource) {
        // Flyway looks for its plugins in the thread's loader, and Maven gives that of another realm.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(MigratedPostgresDatabase.class.getClassLoader());
        FLYWAY.setLevel(Level.WARNING);
        try {
            SchemaMigrator.over(dataSource).migrate();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() {
        super.close();
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
