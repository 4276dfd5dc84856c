package dev.souk.testkit;

import dev.souk.schema.SchemaMigrator;
import dev.souk.testdb.PostgresExtension;
import javax.sql.DataSource;

/**
 * Gives each test a PostgreSQL database with the tables of Souk, as a parameter of type {@link DataSource}. The server
 * comes from Maven artifacts and is shared by the tests of the JVM; see {@link PostgresExtension}.
 *
 * <pre>{@code
 * @ExtendWith(SoukPostgres.class)
 * class OurAlertsTest {
 *     @Test
 *     void tellsTheBuyerOnce(DataSource dataSource) {
 *         SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
 *         ...
 *     }
 * }
 * }</pre>
 */
public final class SoukPostgres extends PostgresExtension {

    /** For JUnit. */
    public SoukPostgres() {}

    @Override
    protected void prepare(DataSource dataSource) {
        SchemaMigrator.over(dataSource).migrate();
    }
}
