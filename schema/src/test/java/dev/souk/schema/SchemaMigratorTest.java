package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.schema.SchemaStatus.State;
import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(PostgresExtension.class)
class SchemaMigratorTest {

    static final List<Integer> EVERY_VERSION =
            IntStream.rangeClosed(1, Migration.NEWEST).boxed().toList();

    @Test
    void migratesToTheNewestVersionOnce(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);

        MigrationReport first = migrator.migrate();
        MigrationReport second = migrator.migrate();

        assertThat(first).isEqualTo(new MigrationReport(EVERY_VERSION, Migration.NEWEST));
        assertThat(second).isEqualTo(new MigrationReport(List.of(), Migration.NEWEST));
        assertThat(migrator.status().isCurrent()).isTrue();
    }

    @Test
    void migratesByStepsAndToAVersion(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);

        assertThat(migrator.migrate(2)).isEqualTo(new MigrationReport(List.of(1, 2), 2));
        assertThat(migrator.migrate(1)).isEqualTo(new MigrationReport(List.of(3), 3));
        assertThat(migrator.migrateTo(5)).isEqualTo(new MigrationReport(List.of(4, 5), 5));
        assertThat(migrator.migrateTo(2)).isEqualTo(new MigrationReport(List.of(), 5));
        assertThat(migrator.migrate(Integer.MAX_VALUE).version()).isEqualTo(Migration.NEWEST);
        assertThat(migrator.migrate(1)).isEqualTo(new MigrationReport(List.of(), Migration.NEWEST));
    }

    @Test
    void saysOfEveryVersionHowItStands(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        assertThat(migrator.status().pending()).hasSize(Migration.NEWEST);

        migrator.migrateTo(2);
        SchemaStatus status = migrator.status();

        assertThat(status.current()).isEqualTo(2);
        assertThat(status.newest()).isEqualTo(Migration.NEWEST);
        assertThat(status.versions().get(0)).isEqualTo(new SchemaStatus.Version(1, "original schema", State.APPLIED));
        assertThat(status.versions().get(2)).isEqualTo(new SchemaStatus.Version(3, "bigint keys", State.PENDING));
        assertThat(status.isCurrent()).isFalse();
    }

    @Test
    void warnsOfADatabaseThatKnowsTheCaseOfAsciiAlone(TestDatabase database) {
        Sql sql = new Sql(database.dataSource());
        String ascii = database.name() + "_ascii";
        sql.run("CREATE DATABASE " + ascii + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        PGSimpleDataSource dataSource = (PGSimpleDataSource) database.dataSource();
        dataSource.setDatabaseName(ascii);

        SchemaMigrator.over(dataSource).migrate();

        assertThat(SchemaMigrator.over(dataSource).status().warnings())
                .singleElement()
                .asString()
                .contains("LC_CTYPE is C", "Ö", "C.UTF-8");
        sql.run("DROP DATABASE " + ascii);
    }

    @Test
    void isDoneOnceWhenManyHostsStartTogether(DataSource dataSource) throws Exception {
        startTogether(dataSource);
    }

    @Test
    void isDoneOnceWhereTransactionsSeeWhatWasThereWhenTheyBegan(TestDatabase database) throws Exception {
        new Sql(database.dataSource())
                .run("ALTER DATABASE %s SET default_transaction_isolation = 'serializable'".formatted(database.name()));

        startTogether(database.pool());
    }

    private static void startTogether(DataSource dataSource) throws Exception {
        int hosts = 8;
        CyclicBarrier start = new CyclicBarrier(hosts);
        Callable<MigrationReport> host = () -> {
            start.await();
            return SchemaMigrator.over(dataSource).migrate();
        };

        List<Integer> executed = new ArrayList<>();
        for (MigrationReport report : together(hosts, host)) {
            assertThat(report.version()).isEqualTo(Migration.NEWEST);
            executed.addAll(report.executed());
        }

        assertThat(executed).containsExactlyInAnyOrderElementsOf(EVERY_VERSION);
    }

    @Test
    void doesNotTakeTheTablesThatAnotherHostIsMakingForThoseOfAStranger(DataSource dataSource) throws Exception {
        String firstVersion = OfflineSql.inSchema("souk").migrate(0, 1).replaceAll("(?m)^(BEGIN|COMMIT);$", "");
        Sql sql = new Sql(dataSource);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Connection otherHost = dataSource.getConnection()) {
            otherHost.setAutoCommit(false);
            Transaction.execute(otherHost, firstVersion);

            Future<MigrationReport> report =
                    executor.submit(() -> SchemaMigrator.over(dataSource).migrate());
            while (sql.rows("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                            .isEmpty()
                    && !report.isDone()) {
                Thread.onSpinWait();
            }
            otherHost.commit();

            assertThat(report.get().executed()).hasSize(Migration.NEWEST - 1).startsWith(2);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void survivesUndoAndMigrationAtTheSameTime(DataSource dataSource) throws Exception {
        SchemaMigrator.over(dataSource).migrate();
        int hosts = 6;
        CyclicBarrier start = new CyclicBarrier(hosts);
        Callable<MigrationReport> host = () -> {
            boolean migrates = start.await() % 2 == 0;
            try {
                return migrates
                        ? SchemaMigrator.over(dataSource).migrate()
                        : SchemaMigrator.over(dataSource).undoTo(9, DataLoss.ACCEPTED);
            } catch (MigrationException e) {
                assertThat(e).hasMessageContaining("is not at version");
                return new MigrationReport(List.of(), 0);
            }
        };

        together(hosts, host);

        SchemaMigrator.over(dataSource).migrate();
        assertThat(Fingerprint.of(dataSource, "souk")).isEqualTo(newest(dataSource));
    }

    @Test
    void refusesWhatCannotBeMeant(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);

        assertThatThrownBy(() -> migrator.migrate(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> migrator.migrateTo(Migration.NEWEST + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> migrator.undoTo(-1, DataLoss.ACCEPTED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SchemaMigrator.builder(dataSource).schema("a\"; DROP TABLE x; --"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SchemaMigrator.builder(dataSource).historyTable(" "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatAScriptOfTheHistoryIsNotTheOneItKnows(DataSource dataSource) {
        SchemaMigrator.over(dataSource).migrateTo(3);
        new Sql(dataSource).run("UPDATE souk.souk_schema_history SET checksum = 1 WHERE version = '2'");

        assertThatThrownBy(() -> SchemaMigrator.over(dataSource).migrate())
                .isExactlyInstanceOf(SchemaException.class)
                .hasMessageContaining("history of schema souk");
    }

    @Test
    void leavesANewerSchemaAlone(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        int newer = Migration.NEWEST + 1;
        new Sql(dataSource).run("""
                INSERT INTO souk.souk_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                VALUES (1000, '%d', 'of tomorrow', 'SQL', 'V%d__of_tomorrow.sql', 1, 'x', 0, TRUE)""".formatted(newer, newer));

        assertThat(migrator.migrate()).isEqualTo(new MigrationReport(List.of(), newer));
        assertThat(migrator.status().isCurrent()).isTrue();
        assertThat(migrator.pendingSql()).isEmpty();
        assertThatThrownBy(() -> migrator.undo(1, DataLoss.ACCEPTED))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("newer library");
    }

    private static List<String> newest(DataSource dataSource) {
        SchemaMigrator other =
                SchemaMigrator.builder(dataSource).schema("other").build();
        other.migrate();
        return Fingerprint.of(dataSource, "other");
    }

    static <T> List<T> together(int threads, Callable<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(Collections.nCopies(threads, work))) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
