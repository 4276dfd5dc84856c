package dev.souk.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.schema.SchemaDraft;
import dev.souk.schema.SchemaMigrator;
import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import dev.souk.testdb.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class DraftTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void theCommandPrintsBothFilesOrWritesThem(TestDatabase database, @TempDir Path folder) throws Exception {
        SchemaMigrator.over(database.pool()).migrate();
        assertThat(run(database, "")).isEqualTo("nothing differs");
        execute(database.pool(), "ALTER TABLE souk.images ADD COLUMN blurred BOOLEAN NOT NULL DEFAULT FALSE");

        assertThat(run(database, ""))
                .containsPattern("-- V\\d+__blurred_images.sql")
                .contains("ALTER TABLE images ADD COLUMN blurred boolean NOT NULL DEFAULT false;")
                .containsPattern("-- U\\d+__blurred_images.sql")
                .contains("-- loses: the column images.blurred")
                .contains("ALTER TABLE images DROP COLUMN blurred;");
        assertThat(run(database, folder.toString())).contains("wrote ");
        // Maven hands over an empty property as null.
        DraftCommand.main(new String[] {database.jdbcUrl(), "blurred_images", "souk", null});
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void draftsFromAMetaWhatJooqKnows(DataSource dataSource) throws Exception {
        SchemaMigrator.over(dataSource).migrate();
        try (TestDatabase other = TestPostgres.shared().createDatabase();
                TestDatabase scratch = TestPostgres.shared().createDatabase();
                TestDatabase unchanged = TestPostgres.shared().createDatabase()) {
            SchemaMigrator.over(other.pool()).migrate();
            DSLContext jooq = DSL.using(other.pool(), SQLDialect.POSTGRES);
            assertThat(MetaDraft.of(unchanged.pool(), jooq.meta(), "nothing").isEmpty())
                    .isTrue();
            execute(other.pool(), """
                    SET search_path TO souk;
                    CREATE TABLE shops (id BIGINT PRIMARY KEY, name VARCHAR(100) NOT NULL UNIQUE);
                    ALTER TABLE listings ADD COLUMN shop_id BIGINT REFERENCES shops (id);
                    ALTER TABLE images ALTER COLUMN format TYPE VARCHAR(5);
                    CREATE INDEX listings_shop ON listings (shop_id)""");

            SchemaDraft draft = MetaDraft.of(scratch.pool(), jooq.meta(), "shops");

            assertThat(draft.migration())
                    .contains("-- review: drops or cuts what of images.format does not fit into character varying(5)");
            assertThat(draft.undo())
                    .containsPattern("-- loses: .*the table shops")
                    .containsPattern("-- loses: .*the column listings\\.shop_id")
                    .contains("(SELECT count(shop_id) FROM listings)");
            execute(dataSource, "SET search_path TO souk;" + draft.migration());
            assertThat(differences(dataSource)).hasSameElementsAs(differences(other.pool()));
            execute(dataSource, "SET search_path TO souk;" + draft.undo());
            assertThat(differences(dataSource)).isEmpty();
        }
    }

    @Test
    void noDraftIsMadeInADatabaseThatHoldsTables(DataSource dataSource) throws Exception {
        SchemaMigrator.over(dataSource).migrate();
        execute(dataSource, "CREATE TABLE souk.shops (id BIGINT PRIMARY KEY)");
        try (TestDatabase other = TestPostgres.shared().createDatabase()) {
            SchemaMigrator.over(other.pool()).migrate();
            DSLContext jooq = DSL.using(other.pool(), SQLDialect.POSTGRES);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MetaDraft.of(dataSource, jooq.meta(), "nothing"))
                    .withMessageContaining("tables in the schema souk");
        }
        execute(dataSource, "SELECT FROM souk.shops");
    }

    private static List<String> differences(DataSource dataSource) {
        return SchemaMigrator.over(dataSource).drift().differences().stream()
                .map(Object::toString)
                .toList();
    }

    private String run(TestDatabase database, String folder) throws IOException {
        printed.reset();
        DraftCommand.run(
                database.jdbcUrl(),
                "blurred_images",
                "souk",
                folder,
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
