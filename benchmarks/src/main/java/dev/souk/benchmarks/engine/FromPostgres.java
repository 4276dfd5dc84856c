package dev.souk.benchmarks.engine;

import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.json.AlertCriteriaJson;
import dev.souk.core.json.NotificationSettingsJson;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.alert.Alert;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.schema.SchemaMigrator;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;

/** What a host does when it starts: it reads all alerts from their table, and then matches what waits, which is nothing. */
final class FromPostgres {

    private static final int AT_ONCE = 1_000;

    private FromPostgres() {}

    static void print(int alerts, Workload workload, DurablePostgres server, PrintStream out) {
        PGSimpleDataSource database = server.createDatabase("alerts_" + alerts);
        SchemaMigrator.over(database).migrate();
        store(alerts, workload, database);
        SoukDatabase souk = SoukDatabase.over(database, FieldProtection.plaintext());
        double loaded;
        double ofThread;
        try (SoukPipeline pipeline = SoukPipeline.builder(souk).build()) {
            long began = System.nanoTime();
            long processor = Stopwatch.cpuNanos();
            pipeline.match();
            loaded = (System.nanoTime() - began) / 1e9;
            ofThread = (Stopwatch.cpuNanos() - processor) / 1e9;
        }
        out.printf(
                Locale.ROOT,
                "%nLoading %,d alerts from PostgreSQL: %.1f s by the clock, %.1f s of this process's processor%n",
                alerts,
                loaded,
                ofThread);
        out.flush();
    }

    /** Without triggers: nobody waits for these alerts. */
    private static void store(int alerts, Workload workload, PGSimpleDataSource database) {
        DurablePostgres.execute(database, "ALTER TABLE souk.alerts DISABLE TRIGGER USER");
        DurablePostgres.execute(
                database,
                "INSERT INTO souk.users (username, email, password_hash)"
                        + " VALUES ('all', 'all@example.org', 'of no account')");
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO souk.alerts (user_id, name, criteria, query, notification_settings)"
                                + " SELECT id, ?, cast(? AS jsonb), nullif(?, ''), cast(? AS jsonb) FROM souk.users")) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= alerts; id++) {
                Alert alert = workload.alert(id);
                insert.setString(1, alert.name());
                insert.setString(2, AlertCriteriaJson.write(alert.criteria()));
                insert.setString(3, alert.query().text());
                insert.setString(4, NotificationSettingsJson.write(alert.settings()));
                insert.addBatch();
                if (id % AT_ONCE == 0 || id == alerts) {
                    insert.executeBatch();
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("alerts could not be stored", e);
        }
        DurablePostgres.execute(database, "ALTER TABLE souk.alerts ENABLE TRIGGER USER");
        DurablePostgres.execute(database, "VACUUM ANALYZE souk.alerts");
    }
}
