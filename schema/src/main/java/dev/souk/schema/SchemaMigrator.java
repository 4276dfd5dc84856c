package dev.souk.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables of Souk into a database. Flyway does the work, with a schema and a history table of Souk's own, so
 * that it never meets the host's Flyway. Several hosts may start at once: one migrates, the others wait and find it done.
 */
public final class SchemaMigrator {

    /** The schema that is used unless the host names another. */
    public static final String DEFAULT_SCHEMA = "souk";

    private static final String HISTORY_TABLE = "souk_schema_history";
    private static final String MIGRATIONS = "classpath:dev/souk/schema/migration";

    private final DataSource dataSource;
    private final String schema;

    private SchemaMigrator(DataSource dataSource, String schema) {
        this.dataSource = dataSource;
        this.schema = schema;
    }

    /** Migrates in the default schema. */
    public static SchemaMigrator over(DataSource dataSource) {
        return new SchemaMigrator(dataSource, DEFAULT_SCHEMA);
    }

    /** Migrates to the newest version. Does nothing where it is there already. */
    public void migrate() {
        Flyway.configure(SchemaMigrator.class.getClassLoader())
                .dataSource(dataSource)
                .locations(MIGRATIONS)
                .schemas(schema)
                .defaultSchema(schema)
                .table(HISTORY_TABLE)
                .createSchemas(true)
                .cleanDisabled(true)
                .placeholderReplacement(false)
                .load()
                .migrate();
    }
}
