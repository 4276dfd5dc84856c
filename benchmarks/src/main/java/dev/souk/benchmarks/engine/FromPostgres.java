package dev.souk.benchmarks.engine;

import dev.souk.alerts.AlertEngine;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.AlertFeed;
import dev.souk.core.alert.AlertHorizon;
import dev.souk.core.alert.UnreadableAlert;
import dev.souk.core.json.AlertCriteriaJson;
import dev.souk.core.json.NotificationSettingsJson;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.alert.Alert;
import dev.souk.schema.SchemaMigrator;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** What a host does when it starts: all alerts from their table into an engine, one after the other. */
final class FromPostgres {

    private static final int AT_ONCE = 1_000;

    private FromPostgres() {}

    static void print(int alerts, Workload workload, DurablePostgres server, PrintStream out) {
        PGSimpleDataSource database = server.createDatabase("alerts_" + alerts);
        SchemaMigrator.over(database).migrate();
        store(alerts, workload, database);
        AlertFeed feed =
                SoukDatabase.over(database, FieldProtection.plaintext()).alertFeed();
        AlertEngine engine = new AlertEngine();
        long began = System.nanoTime();
        long processor = Stopwatch.cpuNanos();
        feed.read(AlertHorizon.START, new Into(engine));
        double taken = (System.nanoTime() - began) / 1e9;
        double ofThread = (Stopwatch.cpuNanos() - processor) / 1e9;
        if (engine.size() != alerts) {
            throw new IllegalStateException("%d of %d alerts were loaded".formatted(engine.size(), alerts));
        }
        out.printf(
                "%nLoading %,d alerts from PostgreSQL: %.1f s by the clock, %.1f s of this process's processor%n",
                alerts, taken, ofThread);
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

    /** As a host keeps its engine in step. */
    private record Into(AlertEngine engine) implements AlertFeed.Reader {

        @Override
        public void changed(Alert alert) {
            engine.register(alert);
        }

        @Override
        public void deleted(long id) {
            engine.unregister(id);
        }

        @Override
        public void unreadable(UnreadableAlert alert) {
            throw new IllegalStateException(alert.toString());
        }
    }
}
