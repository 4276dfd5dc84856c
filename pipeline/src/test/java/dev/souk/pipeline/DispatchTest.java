package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.transaction.StorageException;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Between a notification and the person it is for. */
@ExtendWith(SoukPostgres.class)
class DispatchTest {

    private static void oneMatch(House house, SoukPipeline souk) {
        house.alert(House.bromptons());
        house.database
                .listings()
                .upsertAll(List.of(Listing.builder(
                                new ListingKey(new SourceId("test"), "1"),
                                "Brompton",
                                URI.create("https://market.example/1"))
                        .status(ListingStatus.AVAILABLE)
                        .price(Money.of(650, "EUR"))
                        .build()));
        souk.match();
    }

    /** In place of waiting: what was put off is due now. */
    private static void letItBeDue(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE souk.notification_deliveries SET due_at = now() - interval '1 second'");
        }
    }

    @Test
    void aDeliveryThatFailedComesAgainWithTheSameId(DataSource dataSource) throws SQLException {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            house.email.failNext(DeliveryResult.tryAgain("server is down"), 2);
            oneMatch(house, souk);

            assertThat(souk.dispatch().retried()).isEqualTo(1);
            assertThat(souk.dispatch()).isEqualTo(DispatchReport.NOTHING);
            letItBeDue(dataSource);
            assertThat(souk.dispatch().retried()).isEqualTo(1);
            letItBeDue(dataSource);
            assertThat(souk.dispatch().delivered()).isEqualTo(1);

            assertThat(house.email.attempts())
                    .extracting(Delivery::id)
                    .hasSize(3)
                    .containsOnly(house.email.delivered().get(0).id());
            assertThat(house.email.attempts()).extracting(Delivery::attempt).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aDeliveryIsGivenUpAfterTheLastAttemptAndStaysVisible(DataSource dataSource) throws SQLException {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .retry(new RetryPolicy(2, Duration.ofMinutes(1), Duration.ofMinutes(1)))
                        .build()) {
            house.email.failNext(DeliveryResult.tryAgain("server is down"), 5);
            oneMatch(house, souk);

            souk.dispatch();
            letItBeDue(dataSource);
            DispatchReport last = souk.dispatch();

            assertThat(last.dead()).isEqualTo(1);
            assertThat(house.database.deliveries().stats().dead()).isEqualTo(1);
        }
    }

    static Stream<Throwable> bugs() {
        return Stream.of(
                new IllegalStateException("a bug in the notifier"),
                new StackOverflowError(),
                new NoClassDefFoundError("a library that is not there"),
                new AssertionError("an event that the notifier does not know"));
    }

    private static void throwIt(Throwable bug) {
        if (bug instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) bug;
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void aNotifierThatThrowsIsTriedAgain(Throwable bug, DataSource dataSource) {
        Notifier broken = new Notifier() {
            @Override
            public String channel() {
                return "email";
            }

            @Override
            public DeliveryResult send(Delivery delivery) {
                throwIt(bug);
                return DeliveryResult.delivered();
            }
        };
        try (House house = new House(dataSource);
                SoukPipeline souk =
                        SoukPipeline.builder(house.database).notifier(broken).build()) {
            oneMatch(house, souk);

            assertThat(souk.dispatch().retried()).isEqualTo(1);
        }
    }

    @Test
    void aHostThatWakesUpLateCannotRecordOverTheOneThatTookOver(DataSource dataSource) throws SQLException {
        try (House house = new House(dataSource)) {
            SoukPipeline other = house.pipeline().build();
            Notifier frozen = new Notifier() {
                @Override
                public String channel() {
                    return "email";
                }

                @Override
                public DeliveryResult send(Delivery delivery) {
                    try {
                        letItBeDue(dataSource);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    assertThat(other.dispatch().delivered()).isEqualTo(1);
                    return DeliveryResult.undeliverable("what the late host says does not count");
                }
            };
            SoukPipeline late =
                    SoukPipeline.builder(house.database).notifier(frozen).build();
            oneMatch(house, late);

            assertThat(late.dispatch().overtaken()).isEqualTo(1);
            assertThat(house.database.deliveries().stats().dead()).isZero();
        }
    }

    @Test
    void oneDeliveryThatCannotBeRecordedDoesNotMakeTheOthersOfItsBatchGoOutAgain(DataSource dataSource)
            throws SQLException {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 5);
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        """
                        ALTER TABLE souk.notification_deliveries ADD CONSTRAINT spoilt CHECK (status <> 'sent'
                            OR id <> %d)""".formatted(house.database.deliveries().stats().pending()));
            }

            assertThatThrownBy(souk::dispatch).isInstanceOf(StorageException.class);
            letItBeDue(dataSource);
            assertThatThrownBy(souk::dispatch).isInstanceOf(StorageException.class);

            assertThat(house.email.delivered()).extracting(Delivery::id).containsExactly(1L, 2L, 3L, 4L, 5L, 5L);
        }
    }

    @Test
    void theLoopsInTheBackgroundDeliverWhatAppears(DataSource dataSource) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Notifier email = new Notifier() {
            @Override
            public String channel() {
                return "email";
            }

            @Override
            public DeliveryResult send(Delivery delivery) {
                told.countDown();
                return DeliveryResult.delivered();
            }
        };
        try (House house = new House(dataSource);
                SoukPipeline souk = SoukPipeline.builder(house.database)
                        .fetcher(house.fetcher)
                        .watch(house.source(), House.search("brompton"))
                        .notifier(email)
                        .ingestEvery(Duration.ofMillis(50))
                        .pollEvery(Duration.ofMillis(20))
                        .build()) {
            house.alert(House.bromptons());
            souk.start();

            house.market.put(House.brompton("1", 650));

            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
