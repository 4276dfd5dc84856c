package dev.souk.benchmarks.search;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.ListingRepository;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.listing.Listing;
import dev.souk.schema.SchemaMigrator;
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

    SearchDatabase(DurablePostgres server, String name) {
        admin = server.createDatabase(name);
        SchemaMigrator.over(admin).migrate();
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.dataSource(name));
        config.setMaximumPoolSize(4);
        pool = new HikariDataSource(config);
    }

    ListingRepository souk() {
        return SoukDatabase.over(pool, FieldProtection.plaintext()).listings();
    }

    OriginalSearch original() throws SQLException {
        return new OriginalSearch(pool.getConnection());
    }

    /** Stores what is there of a market, and gives every so manieth listing that a question can be made of. */
    List<Listing> fill(Market market, int count, int every) {
        List<Listing> kept = new ArrayList<>();
        List<Listing> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Listing listing = market.next();
            batch.add(listing);
            if (i / every >= kept.size() && Question.canBeMadeOf(listing)) {
                kept.add(listing);
            }
            if (batch.size() == AT_ONCE || i == count - 1) {
                store(batch);
                batch.clear();
            }
        }
        return kept;
    }

    /** One transaction for each 500. */
    void store(List<Listing> listings) {
        for (int from = 0; from < listings.size(); from += AT_ONCE) {
            souk().upsertAll(listings.subList(from, Math.min(from + AT_ONCE, listings.size())));
        }
    }

    void copyToOriginal() {
        SchemaMigrator.builder(admin).schema("original").build().migrateTo(1);
        execute("""
                INSERT INTO original.listings (id, external_id, source, title, description, price, currency, location,
                    category, listing_url, is_sold, is_deleted, created_at)
                SELECT id, external_id, source, title, description, price, currency, location,
                    category, listing_url, is_sold, is_deleted, created_at AT TIME ZONE 'UTC'
                FROM souk.listings ORDER BY id""");
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
