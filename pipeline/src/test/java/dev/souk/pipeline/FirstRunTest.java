package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.transaction.StorageException;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.notify.NotificationWriter;
import dev.souk.testkit.SoukPostgres;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is there already when an alert begins is recorded in steps, and is one message all the same. */
@ExtendWith(SoukPostgres.class)
class FirstRunTest {

    private static final NotificationSettings SUMMARY = NotificationSettings.DEFAULT.withFirstRun(FirstRun.SUMMARY);
    private static final int IN_THE_SECOND_STEP = 1_500;

    private DSLContext sql;
    private House house;
    private SoukPipeline souk;
    private Bikes bikes;
    private int written;
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        house = new House(dataSource);
        souk = house.pipeline().writer(new Counting()).build();
        bikes = new Bikes(house, souk, dataSource);
        bikes.appear(1, 2_500);
    }

    @AfterEach
    void close() {
        souk.close();
        house.close();
    }

    /** Something happens while the second step is on its way. */
    private final class Counting implements NotificationWriter {

        private final NotificationWriter english = NotificationWriter.english();

        @Override
        public NotificationDraft write(
                String key, AlertEvent event, Alert alert, StoredListing listing, @Nullable Money previousPrice) {
            if (++written == IN_THE_SECOND_STEP) {
                meanwhile.run();
            }
            return english.write(key, event, alert, listing, previousPrice);
        }
    }

    private void endTransactions() {
        sql.execute("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where state = 'idle in transaction' and datname = current_database()""");
    }

    private long matchesOf(Alert alert) {
        return house.database.matches().ofAlert(alert.id(), 0, 1).total().count();
    }

    @Test
    void allThatIsThereIsRecordedAndIsOneMessage() {
        Alert alert = bikes.alert("Bikes", SUMMARY);

        assertThat(souk.match().matches()).isEqualTo(2_500);
        assertThat(matchesOf(alert)).isEqualTo(2_500);
        assertThat(bikes.sent()).containsExactly("2,500 messages: 'Bikes'");
        assertThat(bikes.sent()).isEmpty();
    }

    @Test
    void whereItsHostEndsAnotherGoesOnAndNothingGoesBefore() {
        Alert alert = bikes.alert("Bikes", SUMMARY);
        meanwhile = this::endTransactions;
        assertThatThrownBy(souk::match).isInstanceOf(StorageException.class);
        assertThat(matchesOf(alert)).isEqualTo(1_000);

        assertThat(bikes.sent()).isEmpty();
        assertThat(souk.match().matches()).isEqualTo(1_500);

        assertThat(matchesOf(alert)).isEqualTo(2_500);
        assertThat(bikes.sent()).containsExactly("2,500 messages: 'Bikes'");
    }

    @Test
    void oneThatFailedBeforeItBeganIsOneMessageAllTheSame() {
        Alert alert = bikes.alert("Bikes", SUMMARY);
        sql.execute("ALTER TABLE souk.alert_matches ADD CONSTRAINT refused CHECK (listing_id < 1) NOT VALID");
        souk.match();
        assertThat(bikes.count("alert_backfills where due_at is not null")).isEqualTo(1);
        sql.execute("ALTER TABLE souk.alert_matches DROP CONSTRAINT refused");
        bikes.waitNoMore();
        meanwhile = this::endTransactions;
        assertThatThrownBy(souk::match).isInstanceOf(StorageException.class);
        assertThat(matchesOf(alert)).isPositive();

        assertThat(bikes.sent()).isEmpty();
        souk.match();

        assertThat(matchesOf(alert)).isEqualTo(2_500);
        assertThat(bikes.sent()).containsExactly("2,500 messages: 'Bikes'");
    }

    @Test
    void whatIsThereForAnAlertThatIsEditedMeanwhileIsRecordedToo() {
        bikes.appears("Folding bike", 3_000);
        Alert alert = bikes.alert("Bikes", SUMMARY);
        meanwhile = () -> sql.execute(
                "update souk.alerts set criteria = (select criteria from souk.alerts where name = 'All') where id = ?",
                alert.id());
        bikes.alert(
                "All",
                AlertCriteria.builder()
                        .price(PriceRange.upTo(Money.of(700, "EUR")))
                        .build(),
                NotificationSettings.DEFAULT);

        souk.match();

        assertThat(matchesOf(alert)).isEqualTo(2_501);
        assertThat(bikes.sent()).containsExactly("2,501 messages: 'Bikes'");
    }

    @Test
    void anAlertThatIsDeletedHalfwayTellsNothing() {
        Alert alert = bikes.alert("Bikes", SUMMARY);
        meanwhile = this::endTransactions;
        assertThatThrownBy(souk::match).isInstanceOf(StorageException.class);
        house.database.alerts().delete(alert.id());

        souk.match();

        assertThat(bikes.sent()).isEmpty();
        assertThat(bikes.count("alert_backfills")).isZero();
        assertThat(bikes.count("notifications where held_until is not null")).isZero();
    }

    @Test
    void whereNothingIsToBeToldAllIsRecorded() {
        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT.withFirstRun(FirstRun.RECORD));

        assertThat(souk.match().matches()).isEqualTo(2_500);

        assertThat(matchesOf(alert)).isEqualTo(2_500);
        assertThat(bikes.count("notifications")).isZero();
        assertThat(bikes.sent()).isEmpty();
    }

    @Test
    void ofMoreThanTenThousandTheNewestAreRecordedAndTold() {
        bikes.appear(2_501, 8_000);
        Alert alert = bikes.alert("Bikes", SUMMARY);

        assertThat(souk.match().matches()).isEqualTo(10_000);

        assertThat(matchesOf(alert)).isEqualTo(10_000);
        assertThat(bikes.count(
                        "alert_matches m where m.listing_id in (select id from souk.listings order by id limit 500)"))
                .isZero();
        assertThat(bikes.sent()).containsExactly("10,000 messages: 'Bikes'");
    }

    @Test
    void alertsOfOneUserAreOneMessage() {
        bikes.alert("Bikes", SUMMARY);
        bikes.alert("More bikes", SUMMARY);

        souk.match();

        assertThat(bikes.sent()).containsExactly("5,000 messages of 2 alerts");
    }

    @Test
    void anAlertThatIsSwitchedOffMeanwhileTellsNothing() {
        Alert alert = bikes.alert("Bikes", SUMMARY);
        meanwhile = () -> sql.execute("update souk.alerts set is_active = false where id = ?", alert.id());

        souk.match();

        assertThat(bikes.sent()).isEmpty();
        assertThat(bikes.count("alert_backfills")).isZero();
        assertThat(bikes.count("notifications where held_until is not null")).isZero();
    }
}
