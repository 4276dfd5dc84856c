package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import dev.souk.testdb.TestPostgres;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DriftTest {

    @Test
    void findsNothingAtAnyVersionThatNobodyHasTouched(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        for (int version = 0; version <= Migration.NEWEST; version++) {
            migrator.migrateTo(version);

            assertThat(migrator.drift()).isEqualTo(new SchemaDrift(version, List.of()));
        }
    }

    @Test
    void findsNothingWhereTheServerQuotesEveryName(TestDatabase database) {
        new Sql(database.dataSource())
                .run("ALTER DATABASE %s SET quote_all_identifiers = on".formatted(database.name()));
        SchemaMigrator migrator =
                SchemaMigrator.builder(database.dataSource()).schema("Souk_2").build();
        migrator.migrate();

        assertThat(migrator.drift().differences()).isEmpty();
    }

    @Test
    void findsNothingAfterPrintedSqlOrAnAdoptionOrAnUndo(DataSource dataSource) {
        new Sql(dataSource).run(OfflineSql.inSchema("souk").migrate());
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        assertThat(migrator.drift().differences()).isEmpty();
        migrator.undoTo(8, DataLoss.ACCEPTED);
        assertThat(migrator.drift()).isEqualTo(new SchemaDrift(8, List.of()));

        OriginalSchemaTest.createIn(dataSource);
        SchemaMigrator adopting =
                SchemaMigrator.builder(dataSource).schema("public").build();
        adopting.adopt();
        adopting.migrate();
        assertThat(adopting.drift().differences()).isEmpty();
    }

    @Test
    void saysOfEachThingHowItIsAndHowItShouldBe(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(12);
        new Sql(dataSource).run("""
                SET search_path TO souk;
                ALTER TABLE users ALTER COLUMN email TYPE VARCHAR(100), ALTER COLUMN role DROP NOT NULL;
                ALTER TABLE listings DROP COLUMN subcategory, ADD COLUMN brand TEXT;
                ALTER TABLE alerts ALTER COLUMN is_active SET DEFAULT FALSE;
                ALTER TABLE images DROP CONSTRAINT images_listing_id_fkey,
                    ADD CONSTRAINT images_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listings(id);
                ALTER SEQUENCE images_id_seq INCREMENT BY 10;
                DROP INDEX listings_newest;
                DROP TABLE alert_backfills;
                ALTER TABLE alerts DISABLE TRIGGER alerts_stamp;
                ALTER TABLE user_auth ENABLE ROW LEVEL SECURITY;
                CREATE OR REPLACE FUNCTION alerts_stamp() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
                BEGIN
                    RETURN NEW;
                END
                $$""");

        SchemaDrift drift = migrator.drift();

        assertThat(drift.isIntact()).isFalse();
        assertThat(drift.version()).isEqualTo(12);
        assertThat(drift.differences())
                .extracting(SchemaDifference::toString)
                .containsExactlyInAnyOrder(
                        "function alerts_stamp() is in line 7 \"RETURN NEW;\", Souk has \"NEW.change_xid := pg_current_xact_id();\"",
                        "table alert_backfills is missing, Souk has a table",
                        "table user_auth is a table with row level security, Souk has a table",
                        "column users.email is character varying(100) NOT NULL, Souk has character varying(255) NOT NULL",
                        "column users.role is character varying(20) DEFAULT 'user'::character varying, Souk has character varying(20) NOT NULL DEFAULT 'user'::character varying",
                        "column listings.subcategory is missing, Souk has text",
                        "column listings.brand is not in Souk: text",
                        "column alerts.is_active is boolean NOT NULL DEFAULT false, Souk has boolean NOT NULL DEFAULT true",
                        "sequence images_id_seq is AS bigint INCREMENT BY 10 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1 OWNED BY images.id, Souk has AS bigint INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1 OWNED BY images.id",
                        "constraint images_listing_id_fkey of images is FOREIGN KEY (listing_id) REFERENCES listings(id), Souk has FOREIGN KEY (listing_id) REFERENCES listings(id) ON DELETE CASCADE",
                        "index listings_newest of listings is missing, Souk has CREATE INDEX listings_newest ON listings USING btree (created_at DESC, id DESC) WHERE NOT is_deleted AND NOT is_sold",
                        "trigger alerts_stamp of alerts is CREATE TRIGGER alerts_stamp BEFORE INSERT OR UPDATE ON alerts FOR EACH ROW EXECUTE FUNCTION alerts_stamp() (disabled), Souk has CREATE TRIGGER alerts_stamp BEFORE INSERT OR UPDATE ON alerts FOR EACH ROW EXECUTE FUNCTION alerts_stamp()");
    }

    @Test
    void whatTheHostHasAddedIsToldApart(DataSource dataSource) {
        String role = "reader_" + UUID.randomUUID().toString().replace("-", "");
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        try {
            new Sql(dataSource).run("""
                    CREATE ROLE %1$s;
                    SET search_path TO souk;
                    CREATE INDEX by_seller ON listings (seller_id) WHERE seller_id IS NOT NULL;
                    ALTER TABLE images SET (autovacuum_vacuum_scale_factor = 0.02);
                    ALTER TABLE images ALTER COLUMN url SET STATISTICS 500;
                    CREATE TABLE notes (id SERIAL PRIMARY KEY, text TEXT);
                    CREATE VIEW open_listings AS SELECT id FROM listings;
                    CREATE FUNCTION one() RETURNS INT LANGUAGE sql AS 'SELECT 1';
                    CREATE STATISTICS places (dependencies) ON location, category FROM listings;
                    GRANT SELECT, UPDATE (title) ON listings TO %1$s;
                    GRANT SELECT ON notes, notes_id_seq TO %1$s""".formatted(role));

            SchemaDrift drift = migrator.drift();

            assertThat(drift.isIntact()).isTrue();
            assertThat(drift.of(SchemaDifference.Kind.ADDITIONAL))
                    .isEqualTo(drift.differences())
                    .extracting(SchemaDifference::thing)
                    .containsExactlyInAnyOrder(
                            "function one()",
                            "table notes",
                            "table open_listings",
                            "index by_seller of listings",
                            "statistics places of listings",
                            "setting autovacuum_vacuum_scale_factor of images",
                            "setting statistics of url of images",
                            "grant on listings to " + role);
            assertThat(drift.differences())
                    .extracting(SchemaDifference::toString)
                    .contains("grant on listings to %s is not in Souk: SELECT, UPDATE (title)".formatted(role));
        } finally {
            new Sql(dataSource).run("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(role));
        }
    }

    @Test
    void leavesNothingBehindAndWaitsForNobody(DataSource dataSource) throws Exception {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        Sql sql = new Sql(dataSource);
        String schemas = "SELECT nspname FROM pg_namespace ORDER BY 1";
        List<String> before = sql.rows(schemas);

        try (var busy = dataSource.getConnection()) {
            busy.setAutoCommit(false);
            Transaction.execute(busy, "LOCK TABLE souk.listings, souk.users IN ROW EXCLUSIVE MODE");

            assertThat(migrator.drift().differences()).isEmpty();
        }

        assertThat(sql.rows(schemas)).isEqualTo(before);
    }

    @Test
    void worksInASharedSchemaUnderAnotherName(DataSource dataSource) {
        new Sql(dataSource)
                .run("CREATE TABLE public.orders (id INT); CREATE TABLE public.flyway_schema_history (id INT)");
        SchemaMigrator migrator = SchemaMigrator.builder(dataSource)
                .schema("public")
                .historyTable("watch_history")
                .build();
        migrator.migrate();

        assertThat(migrator.drift().differences())
                .extracting(SchemaDifference::toString)
                .containsExactly(
                        "table flyway_schema_history is not in Souk: a table", "table orders is not in Souk: a table");
    }

    @Test
    void refusesASchemaOfANewerLibrary(DataSource dataSource) {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrate();
        new Sql(dataSource).run("""
                INSERT INTO souk.souk_schema_history
                    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                VALUES (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'postgres', 0, TRUE)""");

        assertThatThrownBy(migrator::drift)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("made by a newer library");
    }

    @Test
    void findsTheSameInTwoSchemasOfOneDatabase(DataSource dataSource) {
        try (TestDatabase other = TestPostgres.shared().createDatabase()) {
            SchemaMigrator.over(other.pool()).migrate();
            SchemaMigrator second =
                    SchemaMigrator.builder(other.pool()).schema("second").build();
            second.migrate();

            assertThat(second.drift().differences()).isEmpty();
            assertThat(SchemaMigrator.over(other.pool()).drift().differences()).isEmpty();
        }
    }
}
