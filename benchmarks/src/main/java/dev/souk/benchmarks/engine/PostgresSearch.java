package dev.souk.benchmarks.engine;

import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.model.GeoPoint;
import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.stream.LongStream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Alerts in a table, and a listing as a question to it: each alert is filed under the rarest terms of which its listings show
 * one, in a GIN index; of the few that a listing comes upon so, the server checks the rest: words and names as a {@code
 * tsquery}, a range of prices, numbers as a {@code jsonpath}, a circle as the distance of points in space. One prepared
 * statement for a listing, by one connection, without parallel workers.
 */
final class PostgresSearch implements ReverseSearch {

    private static final int BATCH = 1_000;

    private static final String TABLE = """
            CREATE TABLE alerts (
                id bigint PRIMARY KEY,
                filed text[] NOT NULL,
                wanted tsquery,
                currency text, low bigint, high bigint,
                numbers jsonpath,
                x float8, y float8, z float8, chord float8)""";

    private static final String INSERT =
            "INSERT INTO alerts VALUES (?, ?, ?::tsquery, ?, ?, ?, ?::jsonpath, ?, ?, ?, ?)";

    private static final String ASK = """
            SELECT id FROM alerts, (SELECT ?::text[] AS shown, ?::tsvector AS words, ?::text AS currency, ?::bigint AS cents,
                ?::jsonb AS numbers, ?::float8 AS x, ?::float8 AS y, ?::float8 AS z) AS listing
            WHERE alerts.filed && listing.shown
            AND (alerts.low IS NULL OR (alerts.currency = listing.currency AND listing.cents BETWEEN alerts.low AND alerts.high))
            AND (alerts.chord IS NULL OR (alerts.x - listing.x) ^ 2 + (alerts.y - listing.y) ^ 2 + (alerts.z - listing.z) ^ 2
                <= alerts.chord)
            AND (alerts.numbers IS NULL OR listing.numbers @@ alerts.numbers)
            AND (alerts.wanted IS NULL OR listing.words @@ alerts.wanted)""";

    private final ShownKeys keys;
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement ask;
    private final ProcessHandle server;

    PostgresSearch(PGSimpleDataSource database, List<Listing> seen) {
        keys = new ShownKeys(seen);
        database.setReWriteBatchedInserts(true);
        database.setPrepareThreshold(1);
        DurablePostgres.execute(database, TABLE);
        try {
            connection = database.getConnection();
            execute("SET max_parallel_workers_per_gather = 0");
            // Where nothing is known of the terms that are asked for, a look at every alert seems cheap.
            execute("SET plan_cache_mode = force_generic_plan");
            execute("SET enable_seqscan = off");
            insert = connection.prepareStatement(INSERT);
            ask = connection.prepareStatement(ASK);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                server = ProcessHandle.of(row.getLong(1)).orElseThrow();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL cannot be asked", e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public boolean isElsewhere() {
        return true;
    }

    /** Of this thread and of the server's process that answers it; the latter in hundredths of a second. */
    @Override
    public long cpuNanos() {
        return Stopwatch.cpuNanos()
                + server.info().totalCpuDuration().orElseThrow().toNanos();
    }

    @Override
    public boolean canHold(Alert alert) {
        return alert.criteria().near().size() <= 1;
    }

    @Override
    public void load(Iterable<Alert> alerts) {
        try {
            connection.setAutoCommit(false);
            int batched = 0;
            for (Alert alert : alerts) {
                set(alert);
                insert.addBatch();
                batched++;
                if (batched % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException("alerts were not taken", e);
        }
    }

    @Override
    public void loaded() {
        try {
            execute("CREATE INDEX alerts_filed ON alerts USING gin (filed) WITH (fastupdate = off)");
            execute("VACUUM ANALYZE alerts");
        } catch (SQLException e) {
            throw new IllegalStateException("alerts were not indexed", e);
        }
    }

    @Override
    public void add(Alert alert) {
        try {
            set(alert);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("alert " + alert.id() + " was not taken", e);
        }
    }

    private void set(Alert alert) throws SQLException {
        PostgresAlert row = PostgresAlert.of(alert, keys);
        insert.setLong(1, row.id());
        insert.setArray(2, text(row.filed().toArray()));
        insert.setString(3, row.wanted());
        insert.setString(4, row.currency());
        insert.setObject(5, row.low(), Types.BIGINT);
        insert.setObject(6, row.high(), Types.BIGINT);
        insert.setString(7, row.numbers());
        insert.setObject(8, row.place() == null ? null : row.place().x(), Types.DOUBLE);
        insert.setObject(9, row.place() == null ? null : row.place().y(), Types.DOUBLE);
        insert.setObject(10, row.place() == null ? null : row.place().z(), Types.DOUBLE);
        insert.setObject(11, row.chord(), Types.DOUBLE);
    }

    private Array text(Object... texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }

    @Override
    public void remove(Alert alert) {
        try {
            execute("DELETE FROM alerts WHERE id = " + alert.id());
        } catch (SQLException e) {
            throw new IllegalStateException("alert " + alert.id() + " was not removed", e);
        }
    }

    @Override
    public Object prepare(Listing listing) {
        try {
            return new Prepared(
                    listing,
                    text(ShownKeys.of(listing).toArray()),
                    PostgresText.vector(listing),
                    PostgresText.numbers(listing));
        } catch (SQLException e) {
            throw new IllegalStateException("a listing cannot be asked about", e);
        }
    }

    @Override
    public long[] match(Object prepared) {
        Prepared asked = (Prepared) prepared;
        Listing listing = asked.listing;
        GeoPoint point = listing.point();
        SpacePoint place = point == null ? null : SpacePoint.of(point);
        try {
            ask.setArray(1, asked.shown);
            ask.setString(2, asked.words);
            ask.setString(3, listing.price() == null ? null : listing.price().currency());
            ask.setObject(
                    4,
                    listing.price() == null ? null : Seen.cents(listing.price().amount()),
                    Types.BIGINT);
            ask.setString(5, asked.numbers);
            ask.setObject(6, place == null ? null : place.x(), Types.DOUBLE);
            ask.setObject(7, place == null ? null : place.y(), Types.DOUBLE);
            ask.setObject(8, place == null ? null : place.z(), Types.DOUBLE);
            LongStream.Builder found = LongStream.builder();
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
            return found.build().sorted().toArray();
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused a listing", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the connection was not closed", e);
        }
    }

    private record Prepared(Listing listing, Array shown, String words, String numbers) {}
}
