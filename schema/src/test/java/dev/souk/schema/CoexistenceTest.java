package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import dev.souk.testdb.TestPostgres;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The host has a Flyway of its own: its scripts stand in db/migration of the tests. */
@ExtendWith(PostgresExtension.class)
class CoexistenceTest {

    @Test
    void theHostMayMigrateFirst(DataSource dataSource) {
        host(dataSource).migrate();

        SchemaMigrator.over(dataSource).migrate();

        assertThat(host(dataSource).migrate().migrationsExecuted).isZero();
        assertThatCode(() -> host(dataSource).validate()).doesNotThrowAnyException();
    }

    @Test
    void theHostMayMigrateLast(DataSource dataSource) {
        SchemaMigrator.over(dataSource).migrate();

        assertThat(host(dataSource).migrate().migrationsExecuted).isEqualTo(2);

        assertThat(SchemaMigrator.over(dataSource).migrate().executed()).isEmpty();
        UndoTest.validate(dataSource);
    }

    @Test
    void theSchemaOfTheHostCanBeShared(DataSource dataSource) {
        host(dataSource).migrate();
        SchemaMigrator shared =
                SchemaMigrator.builder(dataSource).schema("public").build();

        assertThat(shared.migrate().executed()).isEqualTo(SchemaMigratorTest.EVERY_VERSION);
        shared.undoAll(DataLoss.ACCEPTED);

        assertThat(new Sql(dataSource).rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactlyInAnyOrder("host_orders", "flyway_schema_history", "souk_schema_history");
        assertThatCode(() -> host(dataSource).validate()).doesNotThrowAnyException();
    }

    @Test
    void tablesOfTheHostAreNeitherTakenOverNorOverwritten(DataSource dataSource) {
        new Sql(dataSource).run("CREATE TABLE users (id INT PRIMARY KEY)");
        SchemaMigrator shared =
                SchemaMigrator.builder(dataSource).schema("public").build();

        assertThatThrownBy(shared::migrate)
                .isInstanceOf(AdoptionException.class)
                .hasMessageContaining("schema public holds users but no history of Souk");
        assertThat(new Sql(dataSource).rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactly("users");
    }

    @Test
    void undoNeverReachesIntoTheSchemaOfTheHost(DataSource dataSource) {
        OriginalSchemaTest.createIn(dataSource);
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        List<String> before = Fingerprint.of(dataSource, "public");
        migrator.migrate();

        migrator.undoAll(DataLoss.ACCEPTED);

        assertThat(Fingerprint.of(dataSource, "public")).isEqualTo(before);
    }

    @Test
    void anotherSchemaNameServesAsWell(DataSource dataSource) {
        SchemaMigrator marketplace = SchemaMigrator.builder(dataSource)
                .schema("marketplace")
                .historyTable("migrations")
                .build();
        marketplace.migrate();
        SchemaMigrator.over(dataSource).migrate();

        // On a connection that does not look into the schema, so that triggers must know their tables by themselves.
        new Sql(dataSource).run("""
                INSERT INTO marketplace.users (id, username, email, password_hash) VALUES (1, 'a', 'a', 'a');
                INSERT INTO marketplace.alerts (id, name, user_id, criteria) VALUES (7, 'lofts', 1, '{}'), (8, 'x', 1, '{}');
                DELETE FROM marketplace.alerts WHERE id = 8""");

        assertThat(new Sql(dataSource).rows("SELECT alert_id FROM marketplace.alert_backfills"))
                .containsExactly("7");
        assertThat(new Sql(dataSource).rows("SELECT alert_id FROM marketplace.alert_deletions"))
                .containsExactly("8");
        assertThat(new Sql(dataSource).value("SELECT count(*) FROM souk.alert_backfills"))
                .isEqualTo("0");
        assertThat(new Sql(dataSource).rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
        marketplace.undoAll(DataLoss.ACCEPTED);
        assertThat(SchemaMigrator.over(dataSource).status().isCurrent()).isTrue();
    }

    @Test
    void theLoaderOfTheThreadDoesNotMatterAndStaysWhatItWas(DataSource dataSource) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader stranger = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(stranger);
        try {
            SchemaMigrator.over(dataSource).migrate();
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(stranger);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void goesOnFromWhereAnEarlierReleaseLetFlywayMigrateTo(DataSource dataSource) {
        earlierRelease(dataSource, 5).migrate();

        assertThat(SchemaMigrator.over(dataSource).migrate().executed())
                .hasSize(Migration.NEWEST - 5)
                .startsWith(6);

        try (TestDatabase other = TestPostgres.shared().createDatabase()) {
            earlierRelease(other.pool(), Migration.NEWEST).migrate();
            assertThat(Fingerprint.of(dataSource, "souk")).isEqualTo(Fingerprint.of(other.pool(), "souk"));
            assertThat(OfflineSqlTest.history(dataSource)).isEqualTo(OfflineSqlTest.history(other.pool()));
        }
    }

    @Test
    void waitsForTheLockThatTheFlywayOfAnEarlierReleaseHolds(DataSource dataSource) {
        LockObserver observer = new LockObserver();

        earlierRelease(dataSource, 1, observer).migrate();

        assertThat(observer.held)
                .containsExactly(Long.toString(new HistoryTable("souk", "souk_schema_history").lockKey()));
    }

    private static Flyway earlierRelease(DataSource dataSource, int version, Callback... callbacks) {
        new Sql(dataSource).run("CREATE SCHEMA souk");
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:dev/souk/schema/migration")
                .schemas("souk")
                .table("souk_schema_history")
                .target(Integer.toString(version))
                .placeholderReplacement(false)
                .callbacks(callbacks)
                .load();
    }

    private static Flyway host(DataSource dataSource) {
        return Flyway.configure().dataSource(dataSource).load();
    }

    /** Looks at the advisory locks in the middle of a migration. */
    private static final class LockObserver implements Callback {

        private List<String> held = List.of();

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            Connection connection = context.getConnection();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("""
                            SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks WHERE locktype = 'advisory'
                                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""")) {
                while (rows.next()) {
                    held = List.of(rows.getString(1));
                }
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String getCallbackName() {
            return "locks";
        }
    }
}
