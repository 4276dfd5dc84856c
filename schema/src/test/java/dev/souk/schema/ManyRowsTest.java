package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.testdb.PostgresExtension;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A migration with data in it: an original database full of rows goes to the newest version and back to V1. */
@ExtendWith(PostgresExtension.class)
class ManyRowsTest {

    private static final List<String> TABLES = List.of(
            "users",
            "user_auth",
            "listings",
            "listing_attributes",
            "images",
            "alerts",
            "alert_matches",
            "notifications");

    @Test
    void everyValueIsAsItWasUnlessAnUndoSaysThatItLosesIt(DataSource dataSource) throws Exception {
        OriginalSchemaTest.createIn(dataSource);
        Sql sql = new Sql(dataSource);
        try (InputStream rows =
                Objects.requireNonNull(ManyRowsTest.class.getResourceAsStream("/many-original-rows.sql"))) {
            sql.run(new String(rows.readAllBytes(), StandardCharsets.UTF_8));
        }
        TABLES.forEach(table -> sql.run("CREATE TABLE before_%1$s AS TABLE %1$s".formatted(table)));
        SchemaMigrator migrator =
                SchemaMigrator.builder(dataSource).schema("public").build();

        assertThat(migrator.adopt()).isEqualTo(new AdoptionReport(true, 0, 0, 0, 0));
        assertThat(migrator.migrate().version()).isEqualTo(Migration.NEWEST);
        migrator.undoTo(1, DataLoss.ACCEPTED);

        for (String table : TABLES) {
            assertThat(sql.value("SELECT count(*) > 300 OR '%1$s' = 'users' FROM before_%1$s".formatted(table)))
                    .isEqualTo("t");
            assertThat(sql.rows("""
                            SELECT coalesce(a.id, b.id) FROM %1$s a FULL JOIN before_%1$s b ON a.id = b.id
                            WHERE a.id IS NULL OR b.id IS NULL""".formatted(table)))
                    .as("rows of %s that came or went", table)
                    .isEmpty();
            assertThat(changedColumns(sql, table))
                    .as("columns of %s with values that are not as they were, and that no undo says it loses", table)
                    .allMatch(ManyRowsTest::isSaidToBeLost);
        }
    }

    private static List<String> changedColumns(Sql sql, String table) {
        return sql.rows("""
                SELECT DISTINCT now.name FROM %1$s a JOIN before_%1$s b ON a.id = b.id
                    CROSS JOIN LATERAL jsonb_each_text(to_jsonb(a)) now(name, content)
                WHERE now.content IS DISTINCT FROM to_jsonb(b) ->> now.name
                ORDER BY 1""".formatted(table));
    }

    private static boolean isSaidToBeLost(String column) {
        String words = column.replace('_', ' ');
        return Migration.ALL.stream()
                .filter(migration -> migration.version() > 1)
                .flatMap(migration -> migration.loses().stream())
                .anyMatch(loses -> loses.contains(words));
    }
}
