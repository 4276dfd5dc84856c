package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However much a new alert has to look back at, no transaction is open for long, and no match is lost. */
@ExtendWith(SoukPostgres.class)
class LooksBackTest {

    private static final NotificationSettings RECORD = NotificationSettings.DEFAULT.withFirstRun(FirstRun.RECORD);

    private House house;
    private SoukPipeline souk;
    private Bikes bikes;

    @BeforeEach
    void open(DataSource dataSource) {
        house = new House(dataSource);
        souk = house.pipeline().lookBackLimit(Duration.ofSeconds(3)).build();
        bikes = new Bikes(house, souk, dataSource);
    }

    @AfterEach
    void close() {
        souk.close();
        house.close();
    }

    private long matchesOf(Alert alert) {
        return house.database.matches().ofAlert(alert.id(), 0, 1).total().count();
    }

    @Test
    void whatWasThereIsLeftOutWhereItTakesTooLong() {
        bikes.appear(1, 3);
        Alert slow = bikes.alert("Slow", RECORD);
        bikes.dawdleWithMatchesOf(slow);
        Alert other = bikes.alert("Bikes", RECORD);

        assertThat(souk.match().problems()).isEqualTo(1);

        assertThat(matchesOf(slow)).isZero();
        assertThat(matchesOf(other)).isEqualTo(3);
        assertThat(souk.match()).isEqualTo(MatchReport.NOTHING);
    }

    @Test
    void whatAnAlertMissedIsLookedForAgainWhereItTakesTooLong() {
        Alert slow = bikes.alert("Slow", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 3);
        bikes.dawdleWithMatchesOf(slow);
        assertThat(souk.match().problems()).isEqualTo(1);
        assertThat(souk.match()).isEqualTo(MatchReport.NOTHING);

        bikes.dawdleNoMore();

        assertThat(souk.match().matches()).isEqualTo(3);
        assertThat(bikes.sent()).containsExactly("3 messages: 'Slow'");
    }

    @Test
    void whatAnAlertMissedIsLookedAtInPiecesOfWhichEachStays() {
        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 4_500);
        bikes.refuseThatAnythingIsMadeUpFor();

        try (SoukPipeline patient = house.pipeline().build()) {
            assertThat(patient.match().matches()).isEqualTo(4_000);

            assertThat(matchesOf(alert)).isEqualTo(4_000);
            assertThat(bikes.count("alert_backfills where looked_at > 0")).isEqualTo(1);
            bikes.refuseNothingMore();
            assertThat(patient.match().matches()).isEqualTo(500);
        }
        assertThat(matchesOf(alert)).isEqualTo(4_500);
        assertThat(bikes.count("alert_backfills")).isZero();
    }
}
