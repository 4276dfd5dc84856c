package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.testdb.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The statements of docs/operations.md do what the page says. */
@ExtendWith(PostgresExtension.class)
class OperationsTest {

    private static final Pattern STATEMENTS = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    @Test
    void oldListingsAreMovedOutWholeAndOthersStay(DataSource dataSource) throws IOException {
        SchemaMigrator.over(dataSource).migrate();
        Sql sql = new Sql(dataSource);
        sql.run("""
                SET search_path TO souk;
                INSERT INTO users (id, username, email, password_hash) VALUES (1, 'ada', 'ada', 'x');
                INSERT INTO alerts (id, user_id, name, criteria) VALUES (1, 1, 'a', '{}');
                INSERT INTO listings (id, external_id, title, listing_url, source, price, currency, is_sold, is_deleted)
                SELECT n, n, 'listing ' || n, 'https://example.org', 'test', n, 'EUR', n IN (1, 2, 3, 5), n = 4
                FROM generate_series(1, 6) n;
                INSERT INTO listing_sightings (listing_id, last_seen_at)
                SELECT n, now() - CASE n WHEN 2 THEN interval '1 month' ELSE interval '2 years' END FROM generate_series(1, 6) n;
                INSERT INTO listing_attributes (listing_id, key, value) VALUES (1, 'colour', 'red'), (6, 'colour', 'blue');
                INSERT INTO images (listing_id, url, position) VALUES (1, 'one', 0), (1, 'two', 1);
                INSERT INTO listing_prices (listing_id, price, currency) VALUES (1, 7, 'EUR');
                INSERT INTO alert_matches (alert_id, listing_id, user_id, is_saved) VALUES (1, 1, 1, FALSE), (1, 3, 1, TRUE);
                INSERT INTO listing_changes (listing_id, kind) VALUES (5, 'sold')""");

        statements("archive").forEach(sql::run);

        // Sold or gone for long: 1 and 4. Seen lately: 2. Saved by a user: 3. Not matched yet: 5. Open: 6.
        assertThat(sql.rows("SELECT id FROM souk.listings ORDER BY id")).containsExactly("2", "3", "5", "6");
        assertThat(sql.rows("SELECT id, listing ->> 'title' FROM souk_archive.listings ORDER BY id"))
                .containsExactly("1 | listing 1", "4 | listing 4");
        assertThat(sql.rows("""
                        SELECT listing #>> '{attributes,0,value}', listing #>> '{images,1,url}', listing #>> '{prices,0,price}'
                        FROM souk_archive.listings WHERE id = 1""")).containsExactly("red | two | 7.0000");
        assertThat(sql.rows("SELECT value FROM souk.listing_attributes")).containsExactly("blue");
        statements("archive").forEach(sql::run);
        assertThat(sql.value("SELECT count(*) FROM souk_archive.listings")).isEqualTo("2");
    }

    @Test
    void aPriceListThatWasPassedByIsMadeAnew(DataSource dataSource) throws IOException {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        Sql sql = new Sql(dataSource);
        sql.run("SET session_replication_role = replica;"
                + " INSERT INTO souk.listings (external_id, title, listing_url, source, category, price, currency)"
                + " VALUES ('1', 'a', 'b', 'c', 'Bikes', 5, 'EUR'), ('2', 'a', 'b', 'c', NULL, NULL, NULL);"
                + " RESET session_replication_role");
        assertThat(sql.rows("SELECT * FROM souk.price_list")).isEmpty();

        statements("price list").forEach(sql::run);

        assertThat(sql.rows("SELECT id, category, price, currency FROM souk.price_list ORDER BY id"))
                .containsExactly("1 | bikes | 5.0000 | EUR", "2 | null | null | null");
        assertThat(migrator.drift().isIntact()).isTrue();
    }

    @Test
    void theSettingsForVacuumAndTheQueryForSizesWorkAndLeaveTheSchemaIntact(DataSource dataSource) throws IOException {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        Sql sql = new Sql(dataSource);
        sql.run("INSERT INTO souk.listings (external_id, title, listing_url, source) VALUES ('1', 'a', 'b', 'c')");

        STATEMENTS
                .matcher(page())
                .results()
                .map(MatchResult::group)
                .filter(statement -> statement.contains("autovacuum") || statement.contains("bytes_per_listing"))
                .forEach(statement -> sql.run(statement.replace("```sql", "").replace("```", "")));

        assertThat(migrator.drift().isIntact()).isTrue();
        assertThat(migrator.drift().differences())
                .allSatisfy(difference -> assertThat(difference.thing()).startsWith("setting autovacuum_"));
        assertThat(migrator.drift().differences()).hasSize(10);
    }

    private static List<String> statements(String part) throws IOException {
        String page = page();
        String between = page.substring(
                page.indexOf("<!-- %s: begin".formatted(part)), page.indexOf("<!-- %s: end".formatted(part)));
        return STATEMENTS
                .matcher(between)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "operations.md"));
    }
}
