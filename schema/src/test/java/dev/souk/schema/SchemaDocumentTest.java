package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.testdb.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the pages say of the tables is so. {@code RENEW} writes it anew; reasons are kept, and are written by hand. */
@ExtendWith(PostgresExtension.class)
class SchemaDocumentTest {

    private static final String RENEW =
            "mvn -q '-P!checks' -pl schema -am test -Dtest=SchemaDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dsouk.renew=true";

    private static final Path PAGE = Path.of("..", "docs", "schema.md");
    private static final Path DRAWING = Path.of("..", "docs", "schema.svg");
    private static final String BEGIN = "<!-- columns: written by SchemaDocumentTest, all but the reasons -->\n";
    private static final String END = "<!-- columns: end -->\n";

    @Test
    void theTableTellsWhatBecameOfEveryOriginalColumnAndWhy(DataSource dataSource) throws Exception {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        ColumnTable table = new ColumnTable();
        Set<String> originals = Set.of();
        for (int version = 1; version <= Migration.NEWEST; version++) {
            migrator.migrateTo(version);
            Catalog catalog = catalog(dataSource);
            originals = version == 1 ? catalog.columns().keySet() : originals;
            table.add(version, catalog, originals);
        }
        String page = Files.readString(PAGE);
        assertThat(page).contains(BEGIN, END);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);

        String expected = table.markdown(page.substring(begin, end));

        if (Boolean.getBoolean("souk.renew")) {
            Files.writeString(PAGE, page.substring(0, begin) + expected + page.substring(end));
        } else {
            assertThat(page.substring(begin, end))
                    .as("docs/schema.md; to renew it: " + RENEW)
                    .isEqualTo(expected);
        }
        assertThat(table.originalColumns()).hasSize(81);
        assertThat(table.unexplained(expected))
                .as("a column was changed and its row in docs/schema.md does not say why")
                .isEmpty();
    }

    @Test
    void theDrawingShowsTheTablesAsTheyAre(DataSource dataSource) throws Exception {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(1);
        Set<String> originals = catalog(dataSource).columns().keySet();
        migrator.migrate();

        String drawing = ErSvg.of(ErTable.of(catalog(dataSource), originals));

        if (Boolean.getBoolean("souk.renew")) {
            Files.writeString(DRAWING, drawing);
        }
        assertThat(Files.readString(DRAWING))
                .as("docs/schema.svg; to renew it: " + RENEW)
                .isEqualTo(drawing);
    }

    @Test
    void thePageTellsOfEveryVersion() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| V\\d+ .*"))
                .map(line -> line.replaceAll("^\\| (V\\d+ [^|]*[^| ]) *\\|.*", "$1"))
                .toList();

        assertThat(rows)
                .isEqualTo(Migration.ALL.stream()
                        .map(migration -> "V%d %s".formatted(migration.version(), migration.description()))
                        .toList());
    }

    private static Catalog catalog(DataSource dataSource) throws SQLException {
        return new Transactions(dataSource, false)
                .commit(connection -> Catalog.ofSchema(connection, "souk")
                        .only(thing -> !thing.table().equals(SchemaMigrator.DEFAULT_HISTORY_TABLE)));
    }
}
