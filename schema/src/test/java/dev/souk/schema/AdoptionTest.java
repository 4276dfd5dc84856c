package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.souk.testdb.PostgresExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class AdoptionTest {

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
    void everyRowOfTheOriginalSurvivesTheWayUpAndTheWayBack(DataSource dataSource) {
        SchemaMigrator migrator = original(dataSource);
        fill(dataSource);
        List<String> tables = Fingerprint.of(dataSource, "public");
        // The only rows that are mended on the way, and stay so.
        Sql sql = new Sql(dataSource);
        List<String> mended = rows(dataSource);
        replace(mended, "7,\"price without currency\",Car,,12.30,,", "7,\"price without currency\",Car,,12.30,USD,");
        replace(mended, "8,\"below zero\",Debt,,-5.00,,", "8,\"below zero\",Debt,,,,");
        replace(mended, "9,\"not a number\",Riddle,,NaN,CHF,", "9,\"not a number\",Riddle,,,CHF,");
        mended.replaceAll(row -> row.replace(",0.00,usd,", ",0.00,USD,"));
        replace(mended, "2,1,https://example.org/2.jpg,0,", "2,1,https://example.org/2.jpg,1,");
        replace(mended, "3,1,https://example.org/3.jpg,0,", "3,1,https://example.org/3.jpg,2,");
        replace(mended, "4,2,https://example.org/4.jpg,5,", "4,2,https://example.org/4.jpg,1,");
        replace(mended, "5,2,https://example.org/5.jpg,-5,", "5,2,https://example.org/5.jpg,0,");

        AdoptionReport report = migrator.adopt();
        assertThat(migrator.migrate().executed()).hasSize(Migration.NEWEST - 1).startsWith(2);

        assertThat(report).isEqualTo(new AdoptionReport(true, 1, 2, 4, 1));
        assertThat(sql.rows("SELECT listed_date AT TIME ZONE 'UTC', price, currency FROM listings WHERE id = 1"))
                .containsExactly("2024-03-31 02:30:00 | 1250.5000 | EUR");
        assertThat(sql.rows("SELECT listing_id, price FROM listing_prices ORDER BY listing_id"))
                .containsExactly("1 | 1250.5000", "2 | 99999999.9900", "5 | 0.0000", "6 | 0.0100", "7 | 12.3000");
        assertThat(sql.rows("SELECT l.currency, p.currency FROM listings l JOIN listing_prices p ON listing_id = l.id"
                        + " WHERE l.id = 5"))
                .containsExactly("USD | USD");
        // A token that two users had is worth nothing; every other is found by its hash.
        assertThat(sql.rows("SELECT id, revoked_at IS NOT NULL FROM user_auth ORDER BY id"))
                .containsExactly("1 | t", "2 | t", "3 | f");
        assertThat(sql.rows("SELECT id FROM user_auth WHERE token = sha256(convert_to(repeat('t', 255), 'UTF8'))"))
                .containsExactly("3");
        assertThat(sql.rows("SELECT id FROM user_auth WHERE token = sha256('same')"))
                .isEmpty();

        migrator.undoTo(1, DataLoss.ACCEPTED);

        assertThat(withoutTokens(rows(dataSource))).isEqualTo(withoutTokens(mended));
        sql.run("DROP TABLE souk_schema_history");
        assertThat(Fingerprint.of(dataSource, "public")).isEqualTo(tables);
    }

    @Test
    void countersGoOnWhereTheyWere(DataSource dataSource) {
        SchemaMigrator migrator = original(dataSource);
        fill(dataSource);

        migrator.adopt();
        migrator.migrate();

        Sql sql = new Sql(dataSource);
        assertThat(sql.value("SELECT nextval('users_id_seq')")).isEqualTo("2147483648");
        assertThat(sql.value("SELECT nextval('listings_id_seq')")).isEqualTo("501");
        assertThat(sql.value("SELECT nextval('alerts_id_seq')")).isEqualTo("2");
    }

    @Test
    void adoptingAgainDoesNothing(DataSource dataSource) {
        SchemaMigrator migrator = original(dataSource);
        migrator.adopt();
        assertThat(migrator.status().versions().get(0))
                .isEqualTo(new SchemaStatus.Version(1, "original schema, adopted", SchemaStatus.State.ADOPTED));
        migrator.migrate();

        assertThat(migrator.adopt()).isEqualTo(new AdoptionReport(false, 0, 0, 0, 0));
        assertThat(migrator.status().isCurrent()).isTrue();
    }

    @Test
    void anAdoptedDatabaseGoesToTheBaseAndComesBack(DataSource dataSource) {
        SchemaMigrator migrator = original(dataSource);
        migrator.adopt();
        migrator.migrateTo(2);

        migrator.undoAll(DataLoss.ACCEPTED);

        assertThat(migrator.status().current()).isZero();
        assertThat(migrator.migrate().executed()).isEqualTo(SchemaMigratorTest.EVERY_VERSION);
    }

    @Test
    void saysPreciselyWhatDiffers(DataSource dataSource) {
        SchemaMigrator migrator = original(dataSource);
        new Sql(dataSource).run("""
                ALTER TABLE users ALTER COLUMN email TYPE VARCHAR(100);
                ALTER TABLE listings DROP COLUMN subcategory, ADD COLUMN brand TEXT;
                ALTER TABLE alerts ALTER COLUMN is_active SET DEFAULT FALSE;
                ALTER TABLE images DROP CONSTRAINT images_listing_id_fkey,
                    ADD CONSTRAINT images_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listings(id);
                DROP INDEX idx_listings_price;
                DROP TABLE notifications;
                CREATE TABLE alembic_version (version_num VARCHAR(32))""");

        assertThatThrownBy(migrator::adopt)
                .asInstanceOf(type(AdoptionException.class))
                .satisfies(e -> assertThat(e.differences())
                        .contains(
                                "column users.email is character varying(100) NOT NULL, the original has character varying(255) NOT NULL",
                                "column listings.subcategory is missing, the original has character varying(100)",
                                "column listings.brand is not in the original: text",
                                "column alerts.is_active is boolean NOT NULL DEFAULT false, the original has boolean NOT NULL DEFAULT true",
                                "constraint images_listing_id_fkey of images is FOREIGN KEY (listing_id) REFERENCES listings(id), the original has FOREIGN KEY (listing_id) REFERENCES listings(id) ON DELETE CASCADE",
                                "index idx_listings_price of listings is missing, the original has CREATE INDEX idx_listings_price ON listings USING btree (price)",
                                "table notifications is missing, the original has a table")
                        .noneMatch(difference -> difference.contains("alembic")));
        assertThat(new Sql(dataSource).value("SELECT to_regclass('souk_schema_history')"))
                .isEqualTo("null");
    }

    @Test
    void refusesAlertsThatALaterVersionCouldNotTake(DataSource dataSource) {
        SchemaMigrator migrator = original(dataSource);
        fill(dataSource);
        new Sql(dataSource).run("UPDATE alerts SET criteria = '[]' WHERE id = 2");

        assertThatThrownBy(migrator::adopt)
                .asInstanceOf(type(AdoptionException.class))
                .satisfies(e -> assertThat(e.differences())
                        .containsExactly("alert 2 has criteria of type array, V12 wants an object"));
    }

    @Test
    void findsNothingToAdoptInAnEmptyDatabase(DataSource dataSource) {
        assertThatThrownBy(() -> SchemaMigrator.over(dataSource).adopt())
                .isInstanceOf(AdoptionException.class)
                .hasMessage("schema souk has no table of the original system");
    }

    private static SchemaMigrator original(DataSource dataSource) {
        OriginalSchemaTest.createIn(dataSource);
        return SchemaMigrator.builder(dataSource).schema("public").build();
    }

    private static void fill(DataSource dataSource) {
        try (InputStream rows = Objects.requireNonNull(AdoptionTest.class.getResourceAsStream("/original-rows.sql"))) {
            new Sql(dataSource).run(new String(rows.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> rows(DataSource dataSource) {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            List<String> found =
                    new Sql(dataSource).rows("SELECT '%1$s ' || %1$s::text FROM %1$s ORDER BY id".formatted(table));
            assertThat(found).as(table).isNotEmpty();
            rows.addAll(found);
        }
        return rows;
    }

    /** The way back leaves no token that opens anything. */
    private static List<String> withoutTokens(List<String> rows) {
        return rows.stream()
                .map(row -> row.replaceFirst("^(user_auth \\(\\d+,\\d+),[^,]+", "$1,..."))
                .toList();
    }

    private static void replace(List<String> rows, String before, String after) {
        assertThat(rows).filteredOn(row -> row.contains("(" + before)).hasSize(1);
        rows.replaceAll(row -> row.replace("(" + before, "(" + after));
    }
}
