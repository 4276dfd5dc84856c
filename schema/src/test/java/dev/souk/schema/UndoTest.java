package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.souk.testdb.PostgresExtension;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class UndoTest {

    @Test
    void everyVersionGoesDownToWhatWasBeforeAndUpToWhatItWas(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(1);
        migrator.undoAll(DataLoss.ACCEPTED);
        Deque<List<String>> before = new ArrayDeque<>();
        for (int version = 0; version <= Migration.NEWEST; version++) {
            migrator.migrateTo(version);
            before.push(Fingerprint.of(dataSource, "souk"));
        }

        for (int version = Migration.NEWEST; version > 0; version--) {
            List<String> there = before.pop();
            migrator.undo(1, DataLoss.ACCEPTED);
            assertThat(Fingerprint.of(dataSource, "souk"))
                    .as("after undo of V" + version)
                    .isEqualTo(before.peek());
            migrator.migrate(1);
            assertThat(Fingerprint.of(dataSource, "souk"))
                    .as("V" + version + " again")
                    .isEqualTo(there);
            migrator.undo(1, DataLoss.ACCEPTED);
        }

        assertThat(migrator.status().current()).isZero();
    }

    @Test
    void theBaseHasNothingButTheHistoryAndCanBeLeftAgain(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        List<String> newest = Fingerprint.of(dataSource, "souk");

        MigrationReport undone = migrator.undoAll(DataLoss.ACCEPTED);

        assertThat(undone.executed())
                .hasSize(Migration.NEWEST)
                .startsWith(Migration.NEWEST)
                .endsWith(1);
        assertThat(undone.version()).isZero();
        assertThat(new Sql(dataSource).rows("SELECT relname FROM pg_class WHERE relnamespace = 'souk'::regnamespace"))
                .allMatch(name -> name.startsWith("souk_schema_history"));
        assertThat(new Sql(dataSource).rows("SELECT proname FROM pg_proc WHERE pronamespace = 'souk'::regnamespace"))
                .isEmpty();
        assertThat(migrator.migrate().executed()).isEqualTo(SchemaMigratorTest.EVERY_VERSION);
        assertThat(Fingerprint.of(dataSource, "souk")).isEqualTo(newest);
        validate(dataSource);
    }

    @Test
    void leavesAHistoryThatFlywayAcceptsAndThatTellsAll(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(3);
        migrator.undoTo(1, DataLoss.REFUSED);
        migrator.migrateTo(2);

        validate(dataSource);
        assertThat(new Sql(dataSource)
                        .rows("SELECT version, type FROM souk.souk_schema_history ORDER BY installed_rank"))
                .containsExactly("1 | SQL", "2 | SQL", "3 | SQL", "3 | DELETE", "2 | DELETE", "2 | SQL");
    }

    @Test
    void refusesToLoseDataUnlessItIsToldTo(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(9);
        addListing(dataSource, 1);
        new Sql(dataSource).run("INSERT INTO souk.listing_prices (listing_id, price, currency) VALUES (1, 5, 'EUR')");

        assertThatThrownBy(() -> migrator.undoTo(7, DataLoss.REFUSED))
                .asInstanceOf(type(DataLossException.class))
                .satisfies(e -> {
                    assertThat(e).hasMessageContaining("V9: the price history of every listing (1 row)");
                    assertThat(e.losses()).containsExactly(new Loss(9, "the price history of every listing", 1));
                    assertThat(e.schema()).isEqualTo("souk");
                });
        assertThat(migrator.status().current()).isEqualTo(9);

        migrator.undoTo(7, DataLoss.ACCEPTED);

        assertThat(migrator.status().current()).isEqualTo(7);
    }

    @Test
    void undoesFreelyWhatLosesNothing(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(8);

        assertThat(migrator.undo(1)).isEqualTo(new MigrationReport(List.of(8), 7));
        assertThatThrownBy(() -> migrator.undo(8, DataLoss.ACCEPTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot undo 8 versions of 7");
    }

    @Test
    void aPlanNamesEveryLossOnTheWay(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(13);
        addListing(dataSource, 1);
        new Sql(dataSource).run("UPDATE souk.listings SET latitude = 1, longitude = 1, title = repeat('long ', 100)");

        UndoPlan plan = migrator.planUndoTo(0);

        assertThat(plan.losesData()).isTrue();
        assertThat(plan.losses()).extracting(Loss::version).containsExactly(13, 12, 11, 9, 6, 4, 1);
        assertThat(plan.losses()).extracting(Loss::rows).containsExactly(0L, 0L, 0L, 0L, 1L, 1L, 1L);
        assertThat(migrator.planUndoTo(13).losesData()).isFalse();
    }

    @Test
    void anUndoThatCannotBeDoneChangesNothingAndIsNamed(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(3);
        addListing(dataSource, 3_000_000_000L);
        List<String> before = Fingerprint.of(dataSource, "souk");

        assertThatThrownBy(() -> migrator.undoTo(1, DataLoss.ACCEPTED))
                .hasMessageContaining("undo of V3 (bigint keys) failed in schema souk and changed nothing")
                .hasMessageContaining("integer out of range")
                .asInstanceOf(type(MigrationException.class))
                .satisfies(e -> assertThat(e.version()).isEqualTo(3));

        assertThat(Fingerprint.of(dataSource, "souk")).isEqualTo(before);
        assertThat(migrator.status().current()).isEqualTo(3);
    }

    @Test
    void aMigrationThatCannotBeDoneChangesNothingAndIsNamed(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(11);
        new Sql(dataSource).run("""
                INSERT INTO souk.users (id, username, email, password_hash) VALUES (1, 'a', 'a', 'a');
                INSERT INTO souk.alerts (name, user_id, criteria) VALUES ('not an object', 1, '[]')""");
        List<String> before = Fingerprint.of(dataSource, "souk");

        assertThatThrownBy(migrator::migrate)
                .hasMessageContaining("V12 (alerts in step) failed in schema souk and changed nothing")
                .hasMessageContaining("alerts_criteria_object")
                .asInstanceOf(type(MigrationException.class))
                .satisfies(e -> assertThat(e.version()).isEqualTo(12));

        assertThat(Fingerprint.of(dataSource, "souk")).isEqualTo(before);
        assertThat(migrator.status().current()).isEqualTo(11);
    }

    @Test
    void aSearchThatWasUndoneIsFilledByTheNextScrape(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(7);
        addListing(dataSource, 1);
        new Sql(dataSource).run("UPDATE souk.listings SET content_hash = 'x'");

        migrator.undo(1);
        migrator.migrate(1);

        // The application writes its own terms only into listings whose hash differs.
        assertThat(new Sql(dataSource).rows("SELECT content_hash, search_vector FROM souk.listings"))
                .containsExactly("null | 'loft':1");
    }

    @Test
    void whatIsEncryptedStillIsCountedBeforeItIsLost(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        Sql sql = new Sql(dataSource);
        sql.run("""
                INSERT INTO souk.users (id, username, email, password_hash, first_name) VALUES (1, 'a', 'a@b', '', 'Ann');
                INSERT INTO souk.users (id, username, email, password_hash, first_name, encrypted_with, email_hash, email_hash_key)
                VALUES (2, 'b', repeat('x', 1000), '', repeat('y', 500), 'k1', 'hash', 'i1')""");
        int before = Migration.ALL.stream()
                        .filter(migration -> migration.name().equals("encrypted_fields"))
                        .findFirst()
                        .orElseThrow()
                        .version()
                - 1;

        assertThat(migrator.planUndoTo(before).losses())
                .anyMatch(loss -> loss.rows() == 1 && loss.what().contains("encrypted still"));
        migrator.undoTo(before, DataLoss.ACCEPTED);

        assertThat(sql.rows("SELECT id, email, first_name FROM souk.users ORDER BY id"))
                .containsExactly("1 | a@b | Ann", "2 | encrypted:2 | null");
    }

    private static void addListing(DataSource dataSource, long id) {
        new Sql(dataSource).run("""
                        INSERT INTO souk.listings (id, external_id, title, listing_url, source)
                        VALUES (%d, 'x%d', 'loft', 'https://example.org', 'test')""".formatted(id, id));
    }

    static void validate(DataSource dataSource) {
        Flyway.configure(SchemaMigrator.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:dev/souk/schema/migration")
                .schemas("souk")
                .table(SchemaMigrator.DEFAULT_HISTORY_TABLE)
                .ignoreMigrationPatterns("*:pending")
                .load()
                .validate();
    }
}
