package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.notification.DeliveryFilter;
import dev.souk.core.notification.LoggedDelivery;
import dev.souk.core.transaction.StorageException;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.testkit.RecordingNotifier;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A channel is down or hangs, or the host has to end. */
@ExtendWith(SoukPostgres.class)
class OutageTest {

    /** Sends to one endpoint for even and another for odd listings, of which the odd one is down. */
    private static final class TwoServers implements Notifier {

        private final RecordingNotifier recorder = new RecordingNotifier("hook");

        @Override
        public String channel() {
            return "hook";
        }

        @Override
        public String endpoint(Delivery delivery) {
            return isOdd(delivery) ? "odd.example" : "even.example";
        }

        private static boolean isOdd(Delivery delivery) {
            return delivery.notification().subject().listingId() % 2 == 1;
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            DeliveryResult taken = recorder.send(delivery);
            return isOdd(delivery) ? DeliveryResult.tryAgain("connection refused") : taken;
        }
    }

    /** Does not come back until it is released. */
    private static final class Hanging implements Notifier {

        private final CountDownLatch sending = new CountDownLatch(1);
        private final AtomicBoolean released = new AtomicBoolean();
        private final String channel;

        Hanging(String channel) {
            this.channel = channel;
        }

        @Override
        public String channel() {
            return channel;
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            sending.countDown();
            while (!released.get()) {
                Thread.onSpinWait();
            }
            return DeliveryResult.delivered();
        }
    }

    private static void matches(House house, SoukPipeline souk, int count, String... channels) {
        house.database
                .alerts()
                .create(AlertDraft.of(house.ada.id(), "Bikes", House.bromptons())
                        .withSettings(NotificationSettings.DEFAULT.withChannels(channels)));
        house.database
                .listings()
                .upsertAll(IntStream.range(0, count)
                        .mapToObj(i -> Listing.builder(
                                        new ListingKey(new SourceId("test"), "n" + i),
                                        "Brompton",
                                        URI.create("https://market.example/" + i))
                                .status(ListingStatus.AVAILABLE)
                                .price(Money.of(650, "EUR"))
                                .build())
                        .toList());
        souk.match();
    }

    @Test
    void anOutageOfAChannelCostsWhatWaitsNoAttempt(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            house.email.failNext(DeliveryResult.tryAgain("connection refused"), 1_000);
            matches(house, souk, 100, "email");

            souk.dispatch();
            souk.dispatch();

            assertThat(house.email.attempts()).hasSize(20);
            assertThat(log(house)).filteredOn(row -> row.attempts() == 0).hasSize(80);
        }
    }

    @Test
    void whatAChannelCouldNotTryYetCostsNoAttemptAndTripsNoBreaker(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().build()) {
            house.email.failNext(DeliveryResult.notTried("the chat rests", Duration.ofMinutes(5)), 100);
            matches(house, souk, 100, "email");

            DispatchReport report = souk.dispatch();

            assertThat(house.email.attempts()).hasSize(100);
            assertThat(report.postponed()).isEqualTo(100);
            assertThat(log(house)).allSatisfy(row -> {
                assertThat(row.attempts()).isZero();
                assertThat(row.problem()).contains("the chat rests");
            });
        }
    }

    @Test
    void anEndpointThatIsDownHoldsUpNoOtherOfItsChannel(DataSource dataSource) {
        TwoServers hooks = new TwoServers();
        try (House house = new House(dataSource);
                SoukPipeline souk =
                        SoukPipeline.builder(house.database).notifier(hooks).build()) {
            matches(house, souk, 100, "hook");

            DispatchReport report = souk.dispatch();

            assertThat(report.delivered()).isEqualTo(50);
            assertThat(report.retried()).isBetween(Breakers.TRIPS_AT, 20);
            assertThat(report.retried() + report.postponed()).isEqualTo(50);
            assertThat(log(house))
                    .filteredOn(row -> row.problem().orElse("").contains("odd.example does not answer"))
                    .hasSize(report.postponed())
                    .allSatisfy(row -> assertThat(row.attempts()).isZero());
        }
    }

    @Test
    void whatOneChannelDeliversDoesNotHideWhatAnotherFails(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .notifier(new RecordingNotifier("push")
                                .failNext(DeliveryResult.undeliverable("subscription is gone"), 1))
                        .build()) {
            matches(house, souk, 1, "email", "push");

            DispatchReport report = souk.dispatch();

            assertThat(report).isEqualTo(new DispatchReport(1, 0, 1, 0, 0));
            assertThat(house.database.deliveries().dead(0, 10).items())
                    .singleElement()
                    .satisfies(dead -> {
                        assertThat(dead.channel()).isEqualTo("push");
                        assertThat(dead.problem()).isEqualTo("subscription is gone");
                    });
        }
    }

    @Test
    void whatHangsWhenTheHostEndsIsGivenBackAndSentByAnother(DataSource dataSource) throws InterruptedException {
        Hanging hanging = new Hanging("email");
        try (House house = new House(dataSource);
                SoukPipeline other = house.pipeline().build()) {
            SoukPipeline ending = SoukPipeline.builder(house.database)
                    .notifier(hanging)
                    .pollEvery(Duration.ofMillis(20))
                    .build();
            matches(house, other, 3, "email");
            ending.start();
            assertThat(hanging.sending.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(other.dispatch()).isEqualTo(DispatchReport.NOTHING);

            ending.close(Duration.ofMillis(10));
            DispatchReport taken = other.dispatch();
            hanging.released.set(true);

            assertThat(taken.delivered()).isEqualTo(3);
            assertThat(log(house)).allSatisfy(row -> assertThat(row.attempts()).isEqualTo(1));
        }
    }

    @Test
    void whatOneChannelCannotGiveBackKeepsNoOtherFromIt(DataSource dataSource) throws InterruptedException {
        Hanging email = new Hanging("email");
        Hanging push = new Hanging("push");
        try (House house = new House(dataSource);
                SoukPipeline other = SoukPipeline.builder(house.database)
                        .notifier(new RecordingNotifier("push"))
                        .build()) {
            SoukPipeline ending = SoukPipeline.builder(house.database)
                    .notifier(email)
                    .notifier(push)
                    .pollEvery(Duration.ofMillis(20))
                    .build();
            matches(house, other, 3, "email", "push");
            ending.start();
            assertThat(email.sending.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(push.sending.await(30, TimeUnit.SECONDS)).isTrue();
            refuseEmail(dataSource, true);

            assertThatThrownBy(() -> ending.close(Duration.ofMillis(10))).isInstanceOf(StorageException.class);
            DispatchReport taken = other.dispatch();
            refuseEmail(dataSource, false);
            email.released.set(true);
            push.released.set(true);

            assertThat(taken.delivered()).isEqualTo(3);
        }
    }

    private static void refuseEmail(DataSource dataSource, boolean refused) {
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute(
                        refused
                                ? "ALTER TABLE souk.notification_deliveries ADD CONSTRAINT no_mail CHECK (channel <> 'email') NOT VALID"
                                : "ALTER TABLE souk.notification_deliveries DROP CONSTRAINT no_mail");
    }

    @Test
    void aClosedPipelineLeasesNothing(DataSource dataSource) {
        try (House house = new House(dataSource)) {
            SoukPipeline souk = house.pipeline().build();
            matches(house, souk, 3, "email");

            souk.close();

            assertThat(souk.dispatch()).isEqualTo(DispatchReport.NOTHING);
            assertThat(house.database.deliveries().stats().due()).isEqualTo(3);
        }
    }

    @Test
    void aChannelThatNobodyCouldChooseIsRefusedAtOnce(DataSource dataSource) {
        try (House house = new House(dataSource)) {
            assertThatThrownBy(() -> house.pipeline().notifier(new RecordingNotifier("web-push")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("web-push");
        }
    }

    @Test
    void healthAndListenerTellOfALoopThatFailsAndOfItsReturn(DataSource dataSource) throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(2);
        CountDownLatch well = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> names = new ConcurrentLinkedQueue<>();
        PipelineListener listener = new PipelineListener() {
            @Override
            public void failed(String loop, Throwable failure, int inARow) {
                names.add(loop + ": " + failure.getMessage());
                failed.countDown();
                throw new NoClassDefFoundError("a listener that fails changes nothing");
            }

            @Override
            public void dispatched(String channel, DispatchReport report, Duration took) {
                if (channel.equals("email") && report.delivered() == 1) {
                    well.countDown();
                }
            }
        };
        try (House house = new House(dataSource)) {
            SoukPipeline souk = house.pipeline()
                    .listener(listener)
                    .pollEvery(Duration.ofMillis(20))
                    .threads(Thread::new)
                    .build();
            matches(house, souk, 1, "email");
            breakDeliveries(dataSource, true);
            souk.start();
            assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(souk.health().isHealthy()).isFalse();
            assertThat(names).allMatch(name -> name.startsWith("souk-dispatch-email"));

            breakDeliveries(dataSource, false);
            assertThat(well.await(30, TimeUnit.SECONDS)).isTrue();
            souk.close();

            PipelineHealth health = souk.health();
            assertThat(health.loops())
                    .extracting(PipelineHealth.Loop::name)
                    .containsExactly("souk-match", "souk-gather", "souk-dispatch-email");
            assertThat(health.loops())
                    .allSatisfy(loop -> assertThat(loop.running()).isFalse());
            PipelineHealth.Queues queues = health.queues().orElseThrow();
            assertThat(queues.changesWaiting()).isZero();
            assertThat(queues.oldestChange()).isEmpty();
            assertThat(queues.deliveries().pending()).isZero();
        }
    }

    /** Makes every lease fail, or work again. */
    private static void breakDeliveries(DataSource dataSource, boolean broken) {
        String name = broken ? "lease_token TO lease_token_away" : "lease_token_away TO lease_token";
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("ALTER TABLE souk.notification_deliveries RENAME COLUMN " + name);
    }

    private static List<LoggedDelivery> log(House house) {
        return house.database
                .deliveryLog()
                .slice(DeliveryFilter.ALL, null, 1_000)
                .items();
    }
}
