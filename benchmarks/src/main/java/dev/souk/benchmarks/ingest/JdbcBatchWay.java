package dev.souk.benchmarks.ingest;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * JDBC batches that the driver rewrites into inserts of many rows ({@code reWriteBatchedInserts}); the upsert is guarded
 * by the hash, or by nothing, and the children of what it wrote are deleted and inserted. What it wrote bears the number of its
 * transaction, so nothing has to be read before.
 */
final class JdbcBatchWay implements IngestWay {

    private final DataSource dataSource;
    private final String variant;
    private final boolean equalDuty;
    private final String upsert;

    private JdbcBatchWay(DataSource dataSource, String variant, boolean guarded, boolean equalDuty) {
        this.dataSource = dataSource;
        this.variant = variant;
        this.equalDuty = equalDuty;
        String values = "?" + ", ?".repeat(ListingColumns.KEY.size() + ListingColumns.CONTENT.size() - 1);
        upsert =
                "INSERT INTO souk.listings AS l (%s%s) VALUES (%s%s) ON CONFLICT (external_id, source) DO UPDATE SET %s%s, "
                                .formatted(
                                        ListingColumns.all("%s"),
                                        equalDuty ? ", search_vector, location_terms" : "",
                                        values,
                                        equalDuty ? ", " + Duties.VECTOR + ", " + Duties.PLACE : "",
                                        ListingColumns.content("%s = excluded.%s"),
                                        equalDuty
                                                ? ", search_vector = excluded.search_vector, location_terms = excluded.location_terms"
                                                : "")
                        + "scraped_date = now(), updated_at = now()"
                        + (guarded ? " WHERE l.content_hash IS DISTINCT FROM excluded.content_hash" : "");
    }

    /** Writes only what differs by its hash. */
    static JdbcBatchWay guarded(DataSource dataSource, boolean equalDuty) {
        return new JdbcBatchWay(dataSource, equalDuty ? ", equal duty" : "", true, equalDuty);
    }

    /** Writes whatever comes, as a plain upsert does. */
    static JdbcBatchWay unguarded(DataSource dataSource) {
        return new JdbcBatchWay(dataSource, " without a hash", false, false);
    }

    @Override
    public String name() {
        return "JDBC batch" + variant;
    }

    @Override
    public void store(List<Listing> listings) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            upsert(connection, listings);
            boolean hasParts = listings.stream()
                    .anyMatch(listing ->
                            !listing.attributes().isEmpty() || !listing.images().isEmpty());
            if (hasParts || equalDuty) {
                Map<ListingKey, Long> seen = new HashMap<>();
                Map<ListingKey, Long> written = new HashMap<>();
                readNumbers(connection, listings, seen, written);
                if (hasParts && !written.isEmpty()) {
                    replaceParts(connection, listings, written);
                }
                if (equalDuty) {
                    Duties.after(connection, seen.values(), written.values());
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void upsert(Connection connection, List<Listing> listings) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            for (Listing listing : listings) {
                int next = ListingColumns.bind(statement, listing);
                if (equalDuty) {
                    statement.setString(next, listing.title());
                    statement.setString(next + 1, listing.description());
                    statement.setString(next + 2, listing.location());
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void readNumbers(
            Connection connection, List<Listing> listings, Map<ListingKey, Long> seen, Map<ListingKey, Long> written)
            throws SQLException {
        String sql = """
                SELECT l.id, l.external_id, l.source, l.xmin = pg_current_xact_id()::xid
                FROM unnest(?, ?) AS given (external_id, source)
                JOIN souk.listings l ON l.external_id = given.external_id AND l.source = given.source""";
        Map<String, ListingKey> keys = new HashMap<>();
        listings.forEach(listing -> keys.put(listing.key().toString(), listing.key()));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Object[] ids =
                    listings.stream().map(listing -> listing.key().externalId()).toArray();
            Object[] sources = listings.stream()
                    .map(listing -> listing.key().source().value())
                    .toArray();
            statement.setArray(1, connection.createArrayOf("text", ids));
            statement.setArray(2, connection.createArrayOf("text", sources));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ListingKey key = keys.get(row.getString(3) + ":" + row.getString(2));
                    seen.put(key, row.getLong(1));
                    if (row.getBoolean(4)) {
                        written.put(key, row.getLong(1));
                    }
                }
            }
        }
    }

    private static void replaceParts(Connection connection, List<Listing> listings, Map<ListingKey, Long> written)
            throws SQLException {
        for (String table : List.of("souk.listing_attributes", "souk.images")) {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE listing_id = ANY (?)")) {
                statement.setArray(
                        1, connection.createArrayOf("bigint", written.values().toArray()));
                statement.executeUpdate();
            }
        }
        List<Listing> changed = new ArrayList<>(listings);
        changed.removeIf(listing -> !written.containsKey(listing.key()));
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO souk.listing_attributes (listing_id, key, value) VALUES (?, ?, ?)")) {
            for (Listing listing : changed) {
                for (Map.Entry<String, String> fact : listing.attributes().entrySet()) {
                    statement.setLong(1, Objects.requireNonNull(written.get(listing.key())));
                    statement.setString(2, fact.getKey());
                    statement.setString(3, fact.getValue());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO souk.images (listing_id, position, url, width, height) VALUES (?, ?, ?, ?, ?)")) {
            for (Listing listing : changed) {
                int position = 0;
                for (ListingImage image : listing.images()) {
                    statement.setLong(1, Objects.requireNonNull(written.get(listing.key())));
                    statement.setInt(2, position++);
                    statement.setString(3, image.url().toString());
                    statement.setObject(4, image.width(), Types.INTEGER);
                    statement.setObject(5, image.height(), Types.INTEGER);
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
