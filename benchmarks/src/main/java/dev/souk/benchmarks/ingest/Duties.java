package dev.souk.benchmarks.ingest;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * What Souk does besides writing listings, done by a baseline in the fewest statements: notes when each was seen, keeps
 * the price history, and puts changes into a queue. With the search vector, which stands in the row itself, that is an
 * equal duty.
 */
final class Duties {

    /** The vector as PostgreSQL makes it, for a statement that has title and description as parameters. */
    static final String VECTOR =
            "setweight(to_tsvector('simple', ?), 'A') || to_tsvector('simple', coalesce(?::text, ''))";

    static final String PLACE = "to_tsvector('simple', coalesce(?::text, ''))";

    private Duties() {}

    /**
     * Does it in the transaction that has written them.
     *
     * @param seen the numbers of all listings seen
     * @param written those of them that are new or changed
     */
    static void after(Connection connection, Collection<Long> seen, Collection<Long> written) throws SQLException {
        execute(connection, seen, """
                INSERT INTO souk.listing_sightings (listing_id) SELECT unnest(?)
                ON CONFLICT (listing_id) DO UPDATE SET last_seen_at = excluded.last_seen_at""");
        if (written.isEmpty()) {
            return;
        }
        execute(connection, written, """
                INSERT INTO souk.listing_prices (listing_id, price, currency)
                SELECT l.id, l.price, l.currency FROM souk.listings l
                LEFT JOIN LATERAL (
                    SELECT price FROM souk.listing_prices p WHERE p.listing_id = l.id
                    ORDER BY seen_at DESC, id DESC LIMIT 1) last ON true
                WHERE l.id = ANY (?) AND l.price IS NOT NULL AND l.price IS DISTINCT FROM last.price""");
        execute(connection, written, """
                INSERT INTO souk.listing_changes (listing_id, kind)
                SELECT id, CASE WHEN created_at = now() THEN 'appeared' ELSE 'revised' END
                FROM souk.listings WHERE id = ANY (?) ORDER BY id""");
    }

    private static void execute(Connection connection, Collection<Long> ids, String sql) throws SQLException {
        Array array = connection.createArrayOf("bigint", ids.toArray(Long[]::new));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, array);
            statement.executeUpdate();
        }
    }
}
