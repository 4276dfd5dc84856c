package dev.souk.benchmarks.ingest;

import dev.souk.model.listing.Listing;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * COPY into a temporary table, ANALYZE, then MERGE where the hash differs (PostgreSQL 17); ten thousand at once, without
 * which it is slow. Listings alone, and for one writer only: MERGE does not bear with others that insert the same keys.
 */
final class CopyMergeWay implements IngestWay {

    private static final String SIGHTINGS = """
            INSERT INTO souk.listing_sightings (listing_id)
            SELECT l.id FROM given JOIN souk.listings l USING (external_id, source)
            ON CONFLICT (listing_id) DO UPDATE SET last_seen_at = excluded.last_seen_at""";

    private static final String WRITTEN = """
            FROM given JOIN souk.listings l USING (external_id, source) WHERE l.xmin = pg_current_xact_id()::xid""";

    private static final String PRICES = """
            INSERT INTO souk.listing_prices (listing_id, price, currency)
            SELECT l.id, l.price, l.currency %s AND l.price IS NOT NULL AND l.price IS DISTINCT FROM
                (SELECT p.price FROM souk.listing_prices p WHERE p.listing_id = l.id
                 ORDER BY p.seen_at DESC, p.id DESC LIMIT 1)""".formatted(WRITTEN);

    private static final String CHANGES = """
            INSERT INTO souk.listing_changes (listing_id, kind)
            SELECT l.id, CASE WHEN l.created_at = now() THEN 'appeared' ELSE 'revised' END %s""".formatted(WRITTEN);

    private final DataSource dataSource;
    private final boolean equalDuty;
    private final String merge;

    CopyMergeWay(DataSource dataSource, boolean equalDuty) {
        this.dataSource = dataSource;
        this.equalDuty = equalDuty;
        String vector = Duties.VECTOR.replaceFirst("\\?", "given.title").replace("?", "given.description");
        String place = Duties.PLACE.replace("?", "given.location");
        merge = """
                MERGE INTO souk.listings l USING given ON l.external_id = given.external_id AND l.source = given.source
                WHEN MATCHED AND l.content_hash IS DISTINCT FROM given.content_hash THEN
                    UPDATE SET %s%s, scraped_date = now(), updated_at = now()
                WHEN NOT MATCHED THEN INSERT (%s%s) VALUES (%s%s)""".formatted(
                        ListingColumns.content("%s = given.%s"),
                        equalDuty ? ", search_vector = " + vector + ", location_terms = " + place : "",
                        ListingColumns.all("%s"),
                        equalDuty ? ", search_vector, location_terms" : "",
                        ListingColumns.all("given.%s"),
                        equalDuty ? ", " + vector + ", " + place : "");
    }

    @Override
    public String name() {
        return "COPY + MERGE" + (equalDuty ? ", equal duty" : "");
    }

    @Override
    public int transactionSize() {
        return 10_000;
    }

    @Override
    public boolean storesParts() {
        return false;
    }

    @Override
    public void store(List<Listing> listings) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TEMP TABLE given ON COMMIT DROP AS SELECT %s FROM souk.listings WITH NO DATA"
                    .formatted(ListingColumns.all("%s")));
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY given FROM STDIN", new StringReader(text(listings)));
            statement.execute("ANALYZE given");
            statement.execute(merge);
            if (equalDuty) {
                statement.execute(SIGHTINGS);
                statement.execute(PRICES);
                statement.execute(CHANGES);
            }
            connection.commit();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(List<Listing> listings) {
        StringBuilder text = new StringBuilder(listings.size() * 512);
        for (Listing listing : listings) {
            field(text, listing.key().externalId()).append('\t');
            field(text, listing.key().source()).append('\t');
            field(text, listing.title()).append('\t');
            field(text, listing.url()).append('\t');
            field(text, listing.description()).append('\t');
            field(text, ListingColumns.amount(listing)).append('\t');
            field(text, ListingColumns.currency(listing)).append('\t');
            field(text, listing.location()).append('\t');
            field(text, listing.category()).append('\t');
            field(text, listing.seller().id()).append('\t');
            field(text, listing.listedAt()).append('\t');
            text.append("\\\\x")
                    .append(HexFormat.of().formatHex(ContentHash.of(listing)))
                    .append('\n');
        }
        return text.toString();
    }

    /** A value as COPY reads it. */
    private static StringBuilder field(StringBuilder text, @Nullable Object value) {
        if (value == null) {
            return text.append("\\N");
        }
        String string = value.toString();
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
        return text;
    }
}
