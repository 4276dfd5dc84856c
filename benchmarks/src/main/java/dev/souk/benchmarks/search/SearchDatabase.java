package dev.souk.benchmarks.search;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.ListingRepository;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.listing.Listing;
import dev.souk.schema.SchemaMigrator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The same listings twice in one database: in Souk's newest schema, stored by {@code upsertAll}, and in the original one
 * with its own indexes, copied from there with their numbers and times.
 */
final class SearchDatabase implements AutoCloseable {

    private static final int AT_ONCE = 500;

    private final PGSimpleDataSource admin;
    private final HikariDataSource pool;

    /** In an empty database of that name, or in the one that was kept. */
    SearchDatabase(DurablePostgres server, String name) {
        admin = server.hasDatabase(name) ? server.dataSource(name) : server.createDatabase(name);
        SchemaMigrator.over(admin).migrate();
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.dataSource(name));
        config.setMaximumPoolSize(4);
        pool = new HikariDataSource(config);
    }

    SoukDatabase all() {
        return SoukDatabase.over(pool, FieldProtection.plaintext());
    }

    ListingRepository souk() {
        return all().listings();
    }

    OriginalSearch original() throws SQLException {
        return new OriginalSearch(pool.getConnection());
    }

    Connection connect() throws SQLException {
        return admin.getConnection();
    }

    SoukRows rows() throws SQLException {
        return new SoukRows(pool.getConnection());
    }

    /**
     * The listings of a market in both schemas, vacuumed. It gets its name when it is whole, so one that was kept and has
     * the name need not be made again.
     */
    static SearchDatabase holding(int count, DurablePostgres server) {
        String name = "market_whole_" + count;
        String unfinished = "unfinished";
        if (!server.hasDatabase(name)) {
            server.dropDatabase(unfinished);
            try (SearchDatabase database = new SearchDatabase(server, unfinished)) {
                String index = database.definitionOf("souk.listings_search");
                database.execute("DROP INDEX souk.listings_search");
                database.fill(new Market(), count);
                // Made at the end, as after a restore: a million listings take half the time.
                database.execute(index);
                database.copyToOriginal();
                database.vacuum();
            }
            server.renameDatabase(unfinished, name);
        }
        return new SearchDatabase(server, name);
    }

    private String definitionOf(String index) {
        try (Connection connection = admin.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT pg_get_indexdef(CAST(? AS regclass))")) {
            statement.setString(1, index);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no index " + index, e);
        }
    }

    private void fill(Market market, int count) {
        List<Listing> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(market.next());
            if (batch.size() == AT_ONCE || i == count - 1) {
                store(batch);
                batch.clear();
            }
        }
    }

    /** One transaction for each 500. */
    void store(List<Listing> listings) {
        for (int from = 0; from < listings.size(); from += AT_ONCE) {
            souk().upsertAll(listings.subList(from, Math.min(from + AT_ONCE, listings.size())));
        }
    }

    private void copyToOriginal() {
        SchemaMigrator.builder(admin).schema("original").build().migrateTo(1);
        execute("""
                INSERT INTO original.listings (id, external_id, source, title, description, price, currency, location,
                    category, subcategory, seller_id, seller_name, listed_date, listing_url, is_sold, is_deleted, created_at)
                SELECT id, external_id, source, title, description, price, currency, location,
                    category, subcategory, seller_id, seller_name, listed_date AT TIME ZONE 'UTC', listing_url, is_sold,
                    is_deleted, created_at AT TIME ZONE 'UTC'
                FROM souk.listings ORDER BY id""");
        // Their listings are there, so their foreign keys need not ask for each.
        execute("""
                SET session_replication_role = replica;
                INSERT INTO original.images (id, listing_id, url, position, width, height)
                SELECT id, listing_id, url, position, width, height FROM souk.images ORDER BY id;
                INSERT INTO original.listing_attributes (id, listing_id, key, value)
                SELECT id, listing_id, key, value FROM souk.listing_attributes ORDER BY id""");
    }

    /** As autovacuum would. */
    void vacuum() {
        execute("VACUUM ANALYZE");
        execute("CHECKPOINT");
    }

    void execute(String sql) {
        DurablePostgres.execute(admin, sql);
    }

    @Override
    public void close() {
        pool.close();
    }
}
