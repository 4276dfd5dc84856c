package dev.souk.benchmarks.delivery;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.benchmarks.engine.Workload;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.json.NotificationSettingsJson;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.Listing;
import dev.souk.schema.SchemaMigrator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.postgresql.ds.PGSimpleDataSource;

/** A database with users and their alerts, of whom some are told by webhook, and listings without end. */
final class Town implements AutoCloseable {

    private static final String NAME = "delivery";
    private static final long SEED = 20_261_126;
    private static final int AT_ONCE = 500;

    private final int told;
    private final PGSimpleDataSource admin;
    private final HikariDataSource pool;
    private final Workload workload = new Workload(SEED);
    private final SoukDatabase database;
    private long listed;

    /** Of {@code toldPercent} of the alerts each match is told at once; of the others it is recorded, and can be read. */
    Town(DurablePostgres server, int alerts, int users, int toldPercent) {
        told = toldPercent;
        admin = server.createDatabase(NAME);
        SchemaMigrator.over(admin).migrate();
        HikariConfig config = new HikariConfig();
        config.setDataSource(admin);
        config.setMaximumPoolSize(2);
        pool = new HikariDataSource(config);
        database = SoukDatabase.over(pool, FieldProtection.plaintext());
        DurablePostgres.execute(admin, """
                INSERT INTO souk.users (username, email, password_hash)
                SELECT 'user' || n, 'user' || n || '@example.org', '' FROM generate_series(1, %s) n""".formatted(users));
        for (int from = 1; from <= alerts; from += AT_ONCE) {
            int first = from;
            int last = Math.min(alerts, from + AT_ONCE - 1);
            database.inTransaction(tx -> {
                LongStream.rangeClosed(first, last).forEach(id -> tx.alerts().create(draft(id, users)));
                return last;
            });
        }
        // Nothing was there that they could have missed.
        DurablePostgres.execute(admin, "DELETE FROM souk.alert_backfills");
        tidy();
    }

    private AlertDraft draft(long id, int users) {
        Alert alert = workload.alert(id);
        return AlertDraft.of(1 + id % users, alert.name(), alert.criteria())
                .withQuery(alert.query().text())
                .withSettings(
                        id % 100 < told
                                ? NotificationSettings.DEFAULT.withChannels("webhook")
                                : NotificationSettings.DEFAULT.withChannels());
    }

    /** From now on those who are told are told by that channel. */
    void tellBy(String channel) {
        String settings = NotificationSettingsJson.write(NotificationSettings.DEFAULT.withChannels(channel));
        DurablePostgres.execute(
                admin,
                "UPDATE souk.alerts SET notification_settings = '%s' WHERE id %% 100 < %s".formatted(settings, told));
        DurablePostgres.execute(admin, "DELETE FROM souk.alert_backfills");
    }

    /** At which the server listens. */
    int port() {
        return admin.getPortNumbers()[0];
    }

    /** The database, for who knows the server by its port. */
    static PGSimpleDataSource dataSource(int port) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"localhost"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(NAME);
        dataSource.setUser("postgres");
        return dataSource;
    }

    /** The number that the next listing will have. */
    long nextNumber() {
        return listed;
    }

    /** Listings that were never seen before. */
    List<Listing> makeListings(int count) {
        List<Listing> listings = LongStream.range(listed, listed + count)
                .mapToObj(workload::listing)
                .toList();
        listed += count;
        return listings;
    }

    /** Commits them. */
    void list(List<Listing> listings) {
        for (int from = 0; from < listings.size(); from += AT_ONCE) {
            database.listings().upsertAll(listings.subList(from, Math.min(listings.size(), from + AT_ONCE)));
        }
    }

    /** How many matches are recorded. */
    long matches() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("SELECT count(*) FROM souk.alert_matches")) {
            counted.next();
            return counted.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("matches could not be counted", e);
        }
    }

    /** Whether nothing is waiting to be matched. */
    boolean isMatched() {
        return database.listingChanges().backlog() == 0;
    }

    /** Whether nothing is waiting to be matched or sent. */
    boolean isIdle() {
        return isMatched() && database.deliveries().stats().pending() == 0;
    }

    /** As autovacuum would. */
    void tidy() {
        DurablePostgres.execute(admin, "VACUUM ANALYZE");
        DurablePostgres.execute(admin, "CHECKPOINT");
    }

    @Override
    public void close() {
        pool.close();
    }
}
