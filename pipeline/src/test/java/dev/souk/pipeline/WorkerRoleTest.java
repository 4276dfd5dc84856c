package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.alert.AlertDraft;
import dev.souk.schema.AccessScript;
import dev.souk.testdb.TestDatabase;
import dev.souk.testkit.SoukPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole watch with no more rights than the worker has, for a user with no more than the app gives. */
@ExtendWith(SoukPostgres.class)
class WorkerRoleTest {

    @Test
    void aWorkerWatchesAndTellsAUserOfTheApp(TestDatabase database) throws SQLException {
        AccessScript.inSchema("souk").run(database.dataSource());
        SoukDatabase app = SoukDatabase.over(loggedInAs("souk_app", database), FieldProtection.plaintext());

        try (House house = new House(loggedInAs("souk_worker", database));
                SoukPipeline souk = house.watching()) {
            SoukDatabase ada = app.asUser(house.ada.id());
            ada.alerts().create(AlertDraft.of(house.ada.id(), "Folding bikes", House.bromptons()));
            house.market.put(House.brompton("1", 650));
            RunReport first = souk.runOnce();
            house.market.put(House.brompton("1", 600));
            RunReport second = souk.runOnce();

            assertThat(first.ingest().watches())
                    .allMatch(watch -> watch.failure().isEmpty());
            assertThat(first.match().matches()).isEqualTo(1);
            assertThat(first.dispatch().delivered()).isEqualTo(1);
            assertThat(second.ingest().watches())
                    .allMatch(watch -> watch.failure().isEmpty());
            assertThat(ada.matches().ofUser(house.ada.id(), 0, 10).items()).hasSize(1);
            assertThat(ada.notifications().unreadCount(house.ada.id())).isPositive();
            assertThat(app.notifications().unreadCount(house.ada.id())).isZero();
        }
    }

    private static DataSource loggedInAs(String role, TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE %s LOGIN PASSWORD 'of no account'".formatted(role));
        }
        return database.dataSourceAs(role, "of no account");
    }
}
