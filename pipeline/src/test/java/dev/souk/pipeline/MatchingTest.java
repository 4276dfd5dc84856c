package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.notify.NotificationWriter;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Between the change of a listing and the record of a match. */
@ExtendWith(SoukPostgres.class)
class MatchingTest {

    private static Listing listing(int number, String title) {
        return Listing.builder(
                        new ListingKey(new SourceId("test"), "n" + number),
                        title,
                        URI.create("https://market.example/" + number))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(100 + number, "EUR"))
                .build();
    }

    @Test
    void anAlertThatIsCreatedWhileChangesAreBeingMatchedFindsThemAllTheSame(DataSource dataSource) throws Exception {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            house.database.listings().upsertAll(List.of(listing(1, "Brompton")));
            CountDownLatch alertCreated = new CountDownLatch(1);
            CountDownLatch alertsLoaded = new CountDownLatch(1);
            CompletableFuture<Void> otherHost = CompletableFuture.runAsync(
                    () -> house.database.inTransaction(tx -> {
                        List<ClaimedChange> claimed = tx.listingChanges().claim(10);
                        alertsLoaded.countDown();
                        await(alertCreated);
                        tx.listingChanges()
                                .markMatched(
                                        claimed.stream().map(ClaimedChange::id).toList());
                        return null;
                    }),
                    MatchingTest::onAThreadOfItsOwn);
            await(alertsLoaded);
            house.alert(House.bromptons());
            alertCreated.countDown();
            otherHost.get();

            MatchReport report = souk.match();

            assertThat(report.matches()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsClaimedBeforeAllAlertsAreLoaded(DataSource dataSource) throws Exception {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build();
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            house.database.listings().upsertAll(List.of(listing(1, "Brompton")));
            house.alert(House.bromptons());
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE souk.alerts");
            CompletableFuture<MatchReport> loading =
                    CompletableFuture.supplyAsync(souk::match, MatchingTest::onAThreadOfItsOwn);
            while (!somebodyWaits(statement)) {
                Thread.onSpinWait();
            }

            List<ClaimedChange> claimed =
                    house.database.inTransaction(tx -> tx.listingChanges().claim(10));
            connection.rollback();

            assertThat(claimed).hasSize(1);
            assertThat(loading.get().matches()).isEqualTo(1);
        }
    }

    private static boolean somebodyWaits(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'souk.alerts'::regclass")) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    @Test
    void anAlertThatIsOverIsToldNothingAndIsSwitchedOff(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            Alert over = house.alert(House.bromptons());
            souk.match();
            house.database.alerts().setExpiry(over.id(), Instant.parse("2020-01-01T00:00:00Z"));
            house.database.listings().upsertAll(List.of(listing(1, "Brompton")));

            assertThat(souk.match().matches()).isZero();
            assertThat(house.database.alerts().byId(over.id()))
                    .map(Alert::active)
                    .contains(false);
        }
    }

    /** The common pool of a machine with two cores runs one task at a time. */
    private static void onAThreadOfItsOwn(Runnable task) {
        new Thread(task).start();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAlertDoesNotReachBackToWhatWasMatchedBeforeItWasCreated(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            house.database.listings().upsertAll(List.of(listing(1, "Brompton")));
            souk.match();

            house.alert(House.bromptons());

            assertThat(souk.match().matches()).isZero();
        }
    }

    @Test
    void anAlertThatIsWidenedFindsWhatComesAfter(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            Alert alert = house.alert(AlertCriteria.builder().allOf("guitar").build());
            souk.match();
            house.database.alerts().update(alert.id(), AlertDraft.of(house.ada.id(), "Wider", House.bromptons()));
            house.database.listings().upsertAll(List.of(listing(1, "Brompton")));

            assertThat(souk.match().matches()).isEqualTo(1);
        }
    }

    @Test
    void anAlertThatIsDeletedOrSwitchedOffIsToldNothing(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            Alert deleted = house.alert(House.bromptons());
            Alert switchedOff = house.alert(House.bromptons());
            souk.match();
            house.database.alerts().delete(deleted.id());
            house.database.alerts().setActive(switchedOff.id(), false);
            house.database.listings().upsertAll(List.of(listing(1, "Brompton")));

            assertThat(souk.match().matches()).isZero();
        }
    }

    @Test
    void whatIsFoundByVeryManyAlertsIsToldInSeveralTransactions(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            int alerts = MatchBatch.ENOUGH / 10 + 1;
            IntStream.range(0, alerts).forEach(i -> house.alert(House.bromptons()));
            house.database
                    .listings()
                    .upsertAll(IntStream.range(0, 25)
                            .mapToObj(i -> listing(i, "Brompton"))
                            .toList());

            MatchReport report = souk.match();

            assertThat(report).isEqualTo(new MatchReport(25, 25 * alerts, 25 * alerts, 0));
            assertThat(house.database.listingChanges().claim(1)).isEmpty();
        }
    }

    @Test
    void severalHostsAtOnceRecordEachMatchOnceAndMissNone(DataSource dataSource) {
        try (House house = new House(dataSource)) {
            house.alert(House.bromptons());
            house.alert(AlertCriteria.builder().anyOf("bike").build());
            SoukDatabase database = house.database;
            database.listings()
                    .upsertAll(IntStream.range(0, 900)
                            .mapToObj(i -> listing(i, i % 3 == 0 ? "Brompton bike" : "Lamp"))
                            .toList());

            List<CompletableFuture<MatchReport>> hosts = Stream.generate(
                            () -> SoukPipeline.builder(database).build())
                    .limit(4)
                    .map(host -> CompletableFuture.supplyAsync(host::match, MatchingTest::onAThreadOfItsOwn))
                    .toList();
            MatchReport all =
                    hosts.stream().map(CompletableFuture::join).reduce(MatchReport.NOTHING, MatchReport::plus);

            assertThat(all.changes()).isGreaterThanOrEqualTo(900);
            assertThat(all.matches()).isEqualTo(600);
            assertThat(all.notifications()).isEqualTo(600);
            assertThat(database.listingChanges().backlog()).isZero();
        }
    }

    /** A writer that has no words for poison. */
    private static NotificationWriter squeamish() {
        return (key, event, alert, listing, previousPrice) -> {
            if (listing.listing().title().contains("poison")) {
                throw new IllegalStateException("no words for poison");
            }
            if (listing.listing().title().contains("endless")) {
                throw new StackOverflowError("no words for endless");
            }
            return NotificationWriter.english().write(key, event, alert, listing, previousPrice);
        };
    }

    @Test
    void aWriterThatFailsOnOneListingSpoilsNoOtherAndTheReasonStandsWithTheChange(DataSource dataSource)
            throws SQLException {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().writer(squeamish()).build()) {
            house.alert(House.bromptons());
            house.database
                    .listings()
                    .upsertAll(List.of(
                            listing(1, "Brompton"),
                            listing(2, "Brompton poison"),
                            listing(3, "Brompton endless"),
                            listing(4, "Brompton")));

            MatchReport report = souk.match();

            assertThat(report.notifications()).isEqualTo(2);
            assertThat(report.problems()).isEqualTo(2);
            assertThat(souk.match()).isEqualTo(MatchReport.NOTHING);
            assertThat(problems(dataSource))
                    .satisfiesExactlyInAnyOrder(
                            problem -> assertThat(problem).contains("no words for poison"),
                            problem -> assertThat(problem).contains("no words for endless"));
        }
    }

    private static List<String> problems(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT problem FROM souk.listing_changes WHERE problem IS NOT NULL")) {
            List<String> problems = new ArrayList<>();
            while (rows.next()) {
                problems.add(rows.getString(1));
            }
            return problems;
        }
    }

    @Test
    void whatAnAlertMissesIsFoundOnceAndToldAsAMatchOnly(DataSource dataSource) throws Exception {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            house.database.listings().upsertAll(List.of(listing(1, "Brompton")));
            souk.match();
            Listing cheaper = listing(1, "Brompton").toBuilder()
                    .price(Money.of(50, "EUR"))
                    .build();
            house.database.listings().upsertAll(List.of(cheaper));

            house.alert(House.bromptons());
            souk.runOnce();
            souk.runOnce();

            assertThat(house.email.titles()).singleElement().asString().contains("matches 'Folding bikes'");
        }
    }
}
