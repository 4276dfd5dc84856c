package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.testdb.PostgresExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** That the price list says what the listings say, whoever writes them and however. */
@ExtendWith(PostgresExtension.class)
class PriceListTest {

    private static final String LISTED =
            "SELECT id, category, price, currency, created_at FROM souk.price_list ORDER BY id";
    private static final String OPEN = """
            SELECT id, lower(category), price, currency, created_at FROM souk.listings
            WHERE NOT is_deleted AND NOT is_sold ORDER BY id""";
    private static final String SOME = """
            INSERT INTO souk.listings (external_id, title, listing_url, source, category, price, currency, is_sold)
            SELECT 'x' || n, 't', 'u', 's', CASE WHEN n %% 5 > 0 THEN 'Bikes ' || n %% 3 END,
                CASE WHEN n %% 7 > 0 THEN n END, CASE WHEN n %% 7 > 0 THEN 'EUR' END, n %% 4 = 0
            FROM generate_series(%d, %d) n""";
    private static final int KEYS = 40;

    private DataSource dataSource;
    private Sql sql;
    private SchemaMigrator migrator;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
        sql = new Sql(dataSource);
        migrator = SchemaMigrator.over(dataSource);
    }

    @Test
    void beginsWithTheListingsThatAreThere() {
        migrator.migrateTo(44);
        sql.run(SOME.formatted(1, 50));

        migrator.migrate();

        assertThat(sql.rows(LISTED)).hasSize(38).isEqualTo(sql.rows(OPEN));
        migrator.undo(1);
        migrator.migrate();
        assertThat(sql.rows(LISTED)).hasSize(38);
    }

    @Test
    void followsEachWayToWriteAListing() {
        migrator.migrate();
        List<String> writes = List.of(
                SOME.formatted(1, 9),
                "UPDATE souk.listings SET price = price + 1",
                "UPDATE souk.listings SET price = NULL, currency = NULL WHERE external_id = 'x1'",
                "UPDATE souk.listings SET price = 0, currency = 'USD' WHERE external_id = 'x1'",
                "UPDATE souk.listings SET category = upper(category)",
                "UPDATE souk.listings SET category = NULL WHERE external_id = 'x2'",
                "UPDATE souk.listings SET category = 'ÄRGER' WHERE external_id = 'x2'",
                "UPDATE souk.listings SET is_sold = TRUE, price = 3 WHERE external_id = 'x3'",
                "UPDATE souk.listings SET price = 4 WHERE external_id = 'x3'",
                "UPDATE souk.listings SET is_sold = FALSE, is_deleted = TRUE WHERE external_id = 'x3'",
                "UPDATE souk.listings SET is_deleted = FALSE WHERE external_id = 'x3'",
                "UPDATE souk.listings SET id = id + 1000",
                "UPDATE souk.listings SET created_at = created_at - interval '1 day'",
                """
                INSERT INTO souk.listings AS l (external_id, title, listing_url, source, price, currency)
                VALUES ('x1', 't', 'u', 's', 70, 'EUR'), ('x99', 't', 'u', 's', 71, 'EUR')
                ON CONFLICT (external_id, source) DO UPDATE SET price = excluded.price, currency = excluded.currency""",
                """
                WITH one AS (UPDATE souk.listings SET price = 8, currency = 'EUR' WHERE external_id = 'x1' RETURNING id),
                    other AS (DELETE FROM souk.listings WHERE external_id = 'x99')
                INSERT INTO souk.listings (external_id, title, listing_url, source) VALUES ('x100', 't', 'u', 's')""",
                "BEGIN; " + SOME.formatted(200, 210) + "; ROLLBACK",
                "BEGIN; SAVEPOINT s; UPDATE souk.listings SET price = 1, currency = 'EUR'; ROLLBACK TO s; COMMIT",
                "DELETE FROM souk.listings WHERE external_id = 'x1'",
                "TRUNCATE souk.listings CASCADE");

        for (String write : writes) {
            sql.run(write);
            assertThat(sql.rows(LISTED)).as(write).isEqualTo(sql.rows(OPEN));
        }
    }

    @Test
    void whatChangesNoPriceWritesNothing() {
        migrator.migrate();
        sql.run(SOME.formatted(1, 20));
        String rows = "SELECT ctid, xmin, id FROM souk.price_list ORDER BY id";
        List<String> before = sql.rows(rows);

        sql.run("UPDATE souk.listings SET title = 'other', updated_at = now(), is_pending = TRUE, price = price");

        assertThat(sql.rows(rows)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsWhatListingsHoldAfterSeveralWritersAtOnce(long seed) throws Exception {
        migrator.migrate();
        int count = 4;
        ExecutorService writers = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < count; writer++) {
                Random random = new Random(seed * 100 + writer);
                running.add(writers.submit(() -> {
                    write(random);
                    return null;
                }));
            }
            for (Future<?> writer : running) {
                writer.get(5, TimeUnit.MINUTES);
            }
        } finally {
            writers.shutdownNow();
        }

        assertThat(sql.rows(LISTED)).as("seed %d", seed).isNotEmpty().isEqualTo(sql.rows(OPEN));
    }

    private void write(Random random) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int transaction = 0; transaction < 150; transaction++) {
                try {
                    for (int step = random.nextInt(3); step >= 0; step--) {
                        statement.execute(step(random));
                    }
                    if (random.nextInt(4) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                    }
                } catch (SQLException e) {
                    connection.rollback();
                    // What is locked in any order may be locked in a circle.
                    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("40P01");
                }
            }
        }
    }

    private static String step(Random random) {
        int key = random.nextInt(KEYS);
        String price = random.nextInt(5) == 0 ? "NULL, currency = NULL" : random.nextInt(9) + ", currency = 'EUR'";
        String category = List.of("'Bikes'", "'bikes'", "'Cars'", "NULL").get(random.nextInt(4));
        return switch (random.nextInt(6)) {
            case 0, 1 -> """
                    INSERT INTO souk.listings (external_id, title, listing_url, source, category, price, currency)
                    SELECT 'x' || n, 't', 'u', 's', %s, n, 'EUR' FROM generate_series(%d, %d) n
                    ON CONFLICT (external_id, source) DO UPDATE
                    SET price = excluded.price + 1, currency = 'EUR', category = excluded.category""".formatted(category, key, key + random.nextInt(6));
            case 2 -> "UPDATE souk.listings SET price = %s WHERE external_id = 'x%d'".formatted(price, key);
            case 3 -> "UPDATE souk.listings SET category = %s WHERE external_id = 'x%d'".formatted(category, key);
            case 4 ->
                "UPDATE souk.listings SET is_sold = %b, is_deleted = %b WHERE external_id = 'x%d'"
                        .formatted(random.nextInt(3) == 0, random.nextInt(3) == 0, key);
            default -> "DELETE FROM souk.listings WHERE external_id = 'x%d'".formatted(key);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"listings price_list", "price_list listings"})
    void aDumpOfTheDataAloneIsRestoredInAnyOrder(String order) throws Exception {
        migrator.migrate();
        sql.run(SOME.formatted(1, 30));
        List<String> before = sql.rows(LISTED);
        Map<String, byte[]> dump = new TreeMap<>();
        for (String table : order.split(" ")) {
            dump.put(table, copyOut(table));
        }
        sql.run("TRUNCATE souk.listings CASCADE");
        assertThat(sql.rows(LISTED)).isEmpty();

        for (String table : order.split(" ")) {
            try (Connection connection = dataSource.getConnection()) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY souk." + table + " FROM STDIN", new ByteArrayInputStream(dump.get(table)));
            }
        }

        assertThat(sql.rows(LISTED)).hasSize(23).isEqualTo(before).isEqualTo(sql.rows(OPEN));
    }

    private byte[] copyOut(String table) throws SQLException, IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (Connection connection = dataSource.getConnection()) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY souk." + table + " TO STDOUT", rows);
        }
        return rows.toByteArray();
    }

    @Test
    void whoMayWriteListingsOnlyNeedsNoRightInTheList() throws SQLException {
        migrator.migrate();
        sql.run("CREATE ROLE lister; GRANT USAGE ON SCHEMA souk TO lister; GRANT ALL ON souk.listings TO lister;"
                + " GRANT USAGE ON SEQUENCE souk.listings_id_seq TO lister");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE lister");
            // A table of that name in a schema of their own is not the one that is written.
            statement.execute("CREATE TEMP TABLE price_list (id BIGINT)");
            statement.execute(SOME.formatted(1, 9));
            statement.execute("UPDATE souk.listings SET price = 2, currency = 'EUR'");
            statement.execute("DELETE FROM souk.listings WHERE external_id = 'x1'");
            statement.execute("RESET ROLE");
        } finally {
            sql.run("DROP OWNED BY lister; DROP ROLE lister");
        }

        assertThat(sql.rows(LISTED)).hasSize(6).isEqualTo(sql.rows(OPEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AFTER INSERT -> UPDATE souk.listings SET is_deleted = TRUE WHERE id = NEW.id",
                "AFTER INSERT OR UPDATE OF price -> UPDATE souk.listings SET price = round(NEW.price, -1)"
                        + " WHERE id = NEW.id AND price <> round(NEW.price, -1)",
                "AFTER INSERT -> DELETE FROM souk.listings WHERE id = NEW.id",
                "AFTER UPDATE OF price -> DELETE FROM souk.listings WHERE id = NEW.id",
                "AFTER UPDATE OF price -> UPDATE souk.listings SET is_sold = TRUE WHERE id = NEW.id",
                "AFTER UPDATE OF is_sold -> UPDATE souk.listings SET is_sold = FALSE WHERE id = NEW.id AND is_sold",
                "AFTER UPDATE OF category -> UPDATE souk.listings SET id = id + 1000 WHERE id = NEW.id"
            })
    void followsWhatATriggerOfTheHostsMakesOfAListing(String trigger) {
        migrator.migrate();
        sql.run(SOME.formatted(1, 9));
        String[] parts = trigger.split(" -> ");
        for (String name : List.of("a_host", "z_host")) {
            sql.run("""
                    CREATE FUNCTION %1$s() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN %3$s; RETURN NULL; END';
                    CREATE TRIGGER %1$s %2$s ON souk.listings FOR EACH ROW EXECUTE FUNCTION %1$s()""".formatted(name, parts[0], parts[1]));
            for (String write : List.of(
                    SOME.formatted(11, 19),
                    "UPDATE souk.listings SET price = price + 1",
                    "UPDATE souk.listings SET is_sold = NOT is_sold WHERE id % 2 = 0",
                    "UPDATE souk.listings SET category = 'Cars'",
                    "UPDATE souk.listings SET is_sold = FALSE, is_deleted = FALSE")) {
                sql.run(write);
                assertThat(sql.rows(LISTED))
                        .as("%s by %s, %s", write, name, trigger)
                        .isEqualTo(sql.rows(OPEN));
            }
            sql.run("DROP FUNCTION %s() CASCADE; DELETE FROM souk.listings WHERE id > 9".formatted(name));
        }
    }

    @Test
    void aRowThatWasLeftBehindIsHealedByTheNextWrite() {
        migrator.migrate();
        sql.run("SET session_replication_role = replica; " + SOME.formatted(1, 9)
                + "; INSERT INTO souk.price_list (id, price, created_at) VALUES (10, 7, now());"
                + " RESET session_replication_role");

        sql.run("UPDATE souk.listings SET price = 30, currency = 'EUR'; " + SOME.formatted(10, 10));

        assertThat(sql.rows(LISTED)).hasSize(8).isEqualTo(sql.rows(OPEN));
    }

    @Test
    void listingsAreFoundByNumberThoughThereWereFewWhenThatWasPlanned() throws SQLException {
        migrator.migrate();
        try (Connection connection = dataSource.getConnection()) {
            Transaction.execute(connection, SOME.formatted(1, 2) + "; ANALYZE souk.listings");
            Transaction.execute(connection, SOME.formatted(3, 4));
            Transaction.execute(connection, SOME.formatted(5, 3_000));
            String scans = "SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'listings'";
            Transaction.execute(connection, "BEGIN; " + SOME.formatted(3_001, 3_002));

            assertThat(value(connection, scans)).isEqualTo("0");
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
