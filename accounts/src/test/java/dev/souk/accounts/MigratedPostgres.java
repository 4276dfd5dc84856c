package dev.souk.accounts;

import dev.souk.schema.SchemaMigrator;
import dev.souk.testdb.PostgresExtension;
import javax.sql.DataSource;

/** Gives each test a database of the newest version. */
public final class MigratedPostgres extends PostgresExtension {

    /** For JUnit. */
    public MigratedPostgres() {}

    @Override
    protected void prepare(DataSource dataSource) {
        SchemaMigrator.over(dataSource).migrate();
    }
}
