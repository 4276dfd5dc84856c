package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import dev.souk.testdb.TestPostgres;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class OfflineSqlTest {

    @Test
    void leavesWhatTheMigratorItselfWouldHaveLeft(DataSource dataSource) {
        OfflineSql offline = OfflineSql.inSchema("souk");
        try (TestDatabase other = TestPostgres.shared().createDatabase()) {
            SchemaMigrator.over(other.pool()).migrate();

            new Sql(dataSource).run(offline.migrate(0, 3));
            new Sql(dataSource).run(offline.migrateFrom(3));

            assertThat(Fingerprint.of(dataSource, "souk")).isEqualTo(Fingerprint.of(other.pool(), "souk"));
            assertThat(history(dataSource)).isEqualTo(history(other.pool()));
        }
        UndoTest.validate(dataSource);
        assertThat(SchemaMigrator.over(dataSource).migrate().executed()).isEmpty();
    }

    @Test
    void isTheSameOnAMachineThatWritesOtherDigits(DataSource dataSource) {
        OfflineSql offline = OfflineSql.inSchema("souk");
        String there = offline.migrate(0, Migration.NEWEST);
        String back = offline.undo(Migration.NEWEST, 0);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("bn-BD"));
        try {
            assertThat(offline.migrate(0, Migration.NEWEST)).isEqualTo(there);
            assertThat(offline.undo(Migration.NEWEST, 0)).isEqualTo(back);
            assertThat(SchemaMigrator.over(dataSource).migrate().executed()).hasSize(Migration.NEWEST);
            assertThat(SchemaMigrator.over(dataSource).migrate().executed()).isEmpty();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void goesDownAndUpAgain(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        List<String> newest = Fingerprint.of(dataSource, "souk");

        new Sql(dataSource).run(migrator.undoSql(0));
        assertThat(migrator.status().current()).isZero();
        new Sql(dataSource).run(migrator.pendingSql());

        assertThat(migrator.status().isCurrent()).isTrue();
        assertThat(Fingerprint.of(dataSource, "souk")).isEqualTo(newest);
        assertThat(migrator.pendingSql()).isEmpty();
        UndoTest.validate(dataSource);
    }

    @Test
    void doesNothingWhenItIsNotItsTurn(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(3);
        String fourth = migrator.offline().migrate(3, 4);
        new Sql(dataSource).run(fourth);

        assertThatThrownBy(() -> new Sql(dataSource).run(fourth))
                .hasMessageContaining("schema souk is not at version 3: nothing was changed");
        assertThat(migrator.status().current()).isEqualTo(4);
    }

    @Test
    void isWhatPsqlUnderstands(TestDatabase database) throws Exception {
        assumePsql(database);
        OfflineSql offline = OfflineSql.inSchema("souk");
        String thereAndBackAgain =
                offline.migrate(0, Migration.NEWEST) + offline.undo(Migration.NEWEST, 0) + offline.migrate(0, 3);

        assertThat(psql("--quiet", database.jdbcUrl(), thereAndBackAgain)).isZero();

        assertThat(SchemaMigrator.over(database.pool()).status().current()).isEqualTo(3);
        UndoTest.validate(database.pool());
    }

    @Test
    void adoptsTheOriginal(DataSource dataSource) {
        OriginalSchemaTest.createIn(dataSource);
        SchemaMigrator migrator =
                SchemaMigrator.builder(dataSource).schema("public").build();

        new Sql(dataSource).run(migrator.offline().adopt());

        assertThat(migrator.status().versions().get(0).state()).isEqualTo(SchemaStatus.State.ADOPTED);
        assertThat(migrator.migrate().version()).isEqualTo(Migration.NEWEST);
    }

    @Test
    void refusesDirectionsThatAreNotItsOwn() {
        OfflineSql offline = OfflineSql.inSchema("souk");

        assertThat(offline.migrate(3, 3)).isEmpty();
        assertThatThrownBy(() -> offline.migrate(4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> offline.undo(3, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> offline.migrate(0, Migration.NEWEST + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OfflineSql.inSchema("pg_souk")).isInstanceOf(IllegalArgumentException.class);
    }

    static void assumePsql(TestDatabase database) throws InterruptedException {
        assumeThat(psql("--version", "postgres", ""))
                .as("NOT RUN unless psql is installed: the printed SQL by psql")
                .isZero();
        assumeThat(database.jdbcUrl()).doesNotContain("password=");
    }

    /** Gives the script to psql and returns how it ended; -1 if there is no psql. */
    static int psql(String option, String jdbcUrl, String script) throws InterruptedException {
        // The parameters of the JDBC URL are not those of psql.
        String url = jdbcUrl.replaceFirst("^jdbc:", "").replaceFirst("[?&].*", "");
        ProcessBuilder psql = new ProcessBuilder("psql", "-v", "ON_ERROR_STOP=1", "-U", "postgres", option, url)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = psql.start();
            try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
                input.write(script);
            }
            return process.waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    static List<String> history(DataSource dataSource) {
        return new Sql(dataSource)
                .rows(
                        "SELECT installed_rank, version, description, type, script, checksum, installed_by, success FROM souk.souk_schema_history");
    }
}
