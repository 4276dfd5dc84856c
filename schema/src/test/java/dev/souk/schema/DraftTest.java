package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.testdb.PostgresExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DraftTest {

    /** Every version that was ever written by hand is a test of what is drafted. */
    @Test
    void draftsEveryVersionThatThereIsAndItsUndo(DataSource dataSource) throws SQLException {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        List<Catalog> versions = new ArrayList<>();
        for (int version = 0; version <= Migration.NEWEST; version++) {
            migrator.migrateTo(version);
            versions.add(catalog(dataSource, "souk"));
        }
        Sql sql = new Sql(dataSource);
        sql.run("CREATE SCHEMA drafted");

        for (int version = 1; version <= Migration.NEWEST; version++) {
            Catalog before = versions.get(version - 1);
            Catalog after = versions.get(version);
            SchemaDraft draft = SchemaDraft.between(before, after, version, "again");

            runs(sql, draft.migration(), dataSource, after);
            runs(sql, draft.undo(), dataSource, before);
            runs(sql, draft.migration(), dataSource, after);
        }

        SchemaDraft whole = SchemaDraft.between(versions.get(1), versions.get(Migration.NEWEST), 2, "all_at_once");
        runs(sql, whole.undo(), dataSource, versions.get(1));
        runs(sql, whole.migration(), dataSource, versions.get(Migration.NEWEST));
    }

    @Test
    void draftsWhatWasChangedByHandForReview(DataSource dataSource) throws SQLException {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        Catalog newest = catalog(dataSource, "souk");
        Sql sql = new Sql(dataSource);
        sql.run("""
                SET search_path TO souk;
                CREATE TYPE condition AS ENUM ('new', 'used');
                CREATE FUNCTION next_word(given TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$ SELECT lower(given) $$;
                CREATE TABLE shops (
                    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    "order" INT NOT NULL DEFAULT 7 CHECK ("order" > 0),
                    name TEXT COLLATE "C" NOT NULL DEFAULT next_word('NONE') UNIQUE,
                    word TEXT GENERATED ALWAYS AS (next_word('x')) STORED,
                    parent BIGINT REFERENCES shops,
                    state condition
                ) WITH (fillfactor = 80);
                ALTER TABLE listings ADD COLUMN shop_id BIGINT REFERENCES shops ON DELETE SET NULL;
                CREATE INDEX listings_shop ON listings (shop_id, lower(title)) INCLUDE (price) WHERE shop_id IS NOT NULL;
                ALTER TABLE users ALTER COLUMN role TYPE VARCHAR(10);
                ALTER TABLE alerts ALTER COLUMN name TYPE TEXT;
                ALTER TABLE user_auth ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
                CREATE POLICY shops_mine ON shops FOR SELECT USING (state = 'new');
                ALTER TABLE shops ENABLE ROW LEVEL SECURITY;
                CREATE VIEW open_shops AS SELECT id, name FROM shops;
                CREATE VIEW some_shops AS SELECT id FROM open_shops WHERE id > 7;
                ALTER TABLE listing_prices DROP COLUMN currency;
                DROP TABLE alert_deletions CASCADE;
                CREATE STATISTICS shop_names (ndistinct) ON name, state FROM shops;
                ALTER TABLE shops ALTER COLUMN name SET STATISTICS 200;
                ALTER TABLE notification_deliveries RESET (fillfactor);
                CREATE FUNCTION shops_hold() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER shops_hold BEFORE UPDATE OF name ON shops FOR EACH ROW
                    WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION shops_hold();
                ALTER TABLE shops DISABLE TRIGGER shops_hold""");
        Catalog wanted = catalog(dataSource, "souk");

        SchemaDraft draft = migrator.draft("shops");

        assertThat(draft.version()).isEqualTo(Migration.NEWEST + 1);
        assertThat(draft.fileName()).isEqualTo("V%d__shops.sql".formatted(Migration.NEWEST + 1));
        assertThat(draft.migration())
                .startsWith("-- TODO: say why.")
                .contains("-- review: drops or cuts the table alert_deletions")
                .contains("-- review: drops or cuts the column listing_prices.currency")
                .contains("-- review: drops or cuts what of users.role does not fit into character varying(10)");
        assertThat(draft.undo().lines().limit(2))
                .containsExactly(
                        "-- loses: the table shops, the column listings.shop_id, what of alerts.name does not fit into character varying(100)",
                        "-- counts: SELECT (SELECT count(*) FROM shops) + (SELECT count(shop_id) FROM listings) + (SELECT count(name) FROM alerts)");
        sql.run("CREATE SCHEMA drafted; SET search_path TO drafted; "
                + SchemaDraft.between(nothing(dataSource), newest, 1, "all").migration());
        runs(sql, draft.migration(), dataSource, wanted);
        runs(sql, draft.undo(), dataSource, newest);
        runs(sql, draft.migration(), dataSource, wanted);
    }

    @Test
    void asksWhetherAColumnWasRenamed(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        new Sql(dataSource).run("ALTER TABLE souk.images RENAME COLUMN width TO breadth");

        assertThat(migrator.draft("breadth").migration())
                .contains(
                        "-- review: if column images.width was renamed to column images.breadth: ALTER TABLE images RENAME COLUMN width TO breadth");
    }

    @Test
    void findsNothingToDraftWhereNothingDiffers(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();

        assertThat(migrator.draft("nothing").isEmpty()).isTrue();
    }

    @Test
    void refusesAnOlderVersionAndABadName(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(5);

        assertThatThrownBy(() -> migrator.draft("early"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("schema souk is at version 5: a draft begins at the newest");
        assertThatThrownBy(() -> migrator.draft("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Grants are named in a draft for review, and never drafted. */
    private static void runs(Sql sql, String script, DataSource dataSource, Catalog expected) throws SQLException {
        sql.run("SET search_path TO drafted;\n" + script);
        Catalog made = catalog(dataSource, "drafted");
        assertThat(new CatalogComparison("the script's", withoutGrants(expected), withoutGrants(made)).differences())
                .as(script)
                .isEmpty();
    }

    private static Catalog withoutGrants(Catalog catalog) {
        return catalog.only(thing -> thing.kind() != Thing.Kind.GRANT);
    }

    private static Catalog nothing(DataSource dataSource) throws SQLException {
        return catalog(dataSource, "no_such_schema");
    }

    private static Catalog catalog(DataSource dataSource, String schema) throws SQLException {
        return new Transactions(dataSource, false)
                .commit(connection -> Catalog.ofSchema(connection, schema)
                        .only(thing -> !thing.table().equals(SchemaMigrator.DEFAULT_HISTORY_TABLE)));
    }
}
