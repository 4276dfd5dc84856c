package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.SoukDatabase;
import dev.souk.core.notification.ChannelStats;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.notification.Delivery;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.notify.Rest;
import dev.souk.testdb.TestDatabase;
import dev.souk.testkit.RecordingNotifier;
import dev.souk.testkit.SoukPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** What a host sees of a pipeline, also while the other side or the database is away. */
@ExtendWith(SoukPostgres.class)
class HealthTest {

    /** Sends to an endpoint that does not answer, or rests. */
    private static final class Hook implements Notifier {

        private Rest rest = Rest.NONE;
        private DeliveryResult result = DeliveryResult.tryAgain("connection refused");

        @Override
        public String channel() {
            return "hook";
        }

        @Override
        public String endpoint(Delivery delivery) {
            return "hooks.example";
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            return result;
        }

        @Override
        public Rest rest() {
            if (rest.addresses() > 100) {
                throw new IllegalStateException("nobody counted them");
            }
            return rest;
        }
    }

    private final HandClock clock = new HandClock();
    private final Hook hook = new Hook();

    private SoukPipeline hooks(House house) {
        return SoukPipeline.builder(house.database)
                .notifier(hook)
                .clock(clock)
                .seed(1)
                .build();
    }

    /** A listing that an alert of Ada's, and one of each of more users, tells of by these channels. */
    private static void matches(House house, SoukPipeline souk, int moreUsers, String... channels) {
        alert(house, house.ada.id(), channels);
        IntStream.range(0, moreUsers)
                .mapToObj(
                        i -> house.database.users().create(UserDraft.of("user" + i, "user%d@example.org".formatted(i))))
                .forEach(user -> alert(house, user.id(), channels));
        house.database
                .listings()
                .upsertAll(List.of(Listing.builder(
                                new ListingKey(new SourceId("test"), "n1"),
                                "Brompton",
                                URI.create("https://market.example/1"))
                        .status(ListingStatus.AVAILABLE)
                        .price(Money.of(650, "EUR"))
                        .build()));
        souk.match();
    }

    private static void alert(House house, long userId, String... channels) {
        house.database
                .alerts()
                .create(AlertDraft.of(userId, "Bikes", House.bromptons())
                        .withSettings(NotificationSettings.DEFAULT.withChannels(channels)));
    }

    private static PipelineHealth.Channel only(SoukPipeline souk) {
        assertThat(souk.health().channels()).hasSize(1);
        return souk.health().channels().get(0);
    }

    @Test
    void aPipelineWithNothingToDoIsHealthy(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = hooks(house)) {
            PipelineHealth health = souk.health();

            assertThat(health.isHealthy()).isTrue();
            assertThat(health.problem()).isEmpty();
            assertThat(health.loops()).isEqualTo(souk.loops());
            assertThat(health.queues().orElseThrow().deliveries().channels()).isEmpty();
            assertThat(only(souk))
                    .returns("hook", PipelineHealth.Channel::name)
                    .returns(true, PipelineHealth.Channel::hasSender)
                    .returns(false, PipelineHealth.Channel::lacksNotifier)
                    .returns(Optional.empty(), PipelineHealth.Channel::deliveries)
                    .returns(Rest.NONE, PipelineHealth.Channel::rest);
        }
    }

    @Test
    void whatIsTriedForTwoDaysIsTheOldestThatIsPending(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = hooks(house)) {
            matches(house, souk, 0, "hook");
            souk.dispatch();
            Instant before = DSL.using(dataSource, SQLDialect.POSTGRES)
                    .fetchSingle("update souk.notification_deliveries set created_at = created_at - interval '2 days'"
                            + " returning created_at")
                    .get(0, Instant.class);

            PipelineHealth.Queues queues = souk.health().queues().orElseThrow();

            assertThat(queues.deliveries().oldestDue()).isEmpty();
            assertThat(queues.deliveries().oldestPending()).contains(before);
            ChannelStats ofHook = only(souk).deliveries().orElseThrow();
            assertThat(ofHook)
                    .returns(1L, ChannelStats::waiting)
                    .returns(Optional.of(before), ChannelStats::oldestPending);
            assertThat(ofHook.problem()).contains("connection refused");
            assertThat(ofHook.nextDue().orElseThrow()).isAfter(before);
        }
    }

    @Test
    void aChannelThatRestsTellsForHowLong(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = hooks(house)) {
            hook.rest = new Rest(3, Optional.of(Duration.ofMinutes(1)), Optional.of(Duration.ofHours(1)));

            assertThat(only(souk).rest()).isEqualTo(hook.rest);
        }
    }

    @Test
    void aNotifierThatCannotTellWhatRestsSpoilsNothing(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = hooks(house)) {
            hook.rest = new Rest(101, Optional.empty(), Optional.empty());

            assertThat(only(souk).rest()).isEqualTo(Rest.NONE);
        }
    }

    @Test
    void anEndpointThatIsLeftAloneIsToldUntilSomethingGetsThrough(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = hooks(house)) {
            matches(house, souk, Breakers.TRIPS_AT - 1, "hook");
            souk.dispatch();

            PipelineHealth.Endpoint closed = new PipelineHealth.Endpoint("hooks.example", Duration.ofSeconds(30));
            assertThat(only(souk).endpoints()).containsExactly(closed);
            assertThat(only(souk).endpointsLeftAlone()).isEqualTo(1);
            assertThat(only(souk).usersLeftAlone()).isZero();
            clock.pass(Duration.ofSeconds(40));
            assertThat(only(souk).endpoints())
                    .extracting(PipelineHealth.Endpoint::left)
                    .containsExactly(Duration.ZERO);

            hook.result = DeliveryResult.delivered();
            DSL.using(dataSource, SQLDialect.POSTGRES)
                    .execute("update souk.notification_deliveries set due_at = now()");
            souk.dispatch();

            assertThat(only(souk).endpoints()).isEmpty();
            assertThat(only(souk).endpointsLeftAlone()).isZero();
        }
    }

    @Test
    void aChannelThatThisHostDoesNotSendIsMarkedWhileSomethingWaitsForIt(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = hooks(house);
                SoukPipeline other = SoukPipeline.builder(house.database)
                        .notifier(new RecordingNotifier("pigeon"))
                        .build()) {
            matches(house, souk, 0, "hook", "pigeon");

            assertThat(souk.health().channels())
                    .extracting(PipelineHealth.Channel::name, PipelineHealth.Channel::lacksNotifier)
                    .containsExactly(tuple("hook", false), tuple("pigeon", true));

            other.dispatch();

            assertThat(souk.health().channels()).noneMatch(PipelineHealth.Channel::lacksNotifier);
        }
    }

    @Test
    void whileNoConnectionIsGivenTheLoopsAndChannelsAreThereInTime(TestDatabase database) throws SQLException {
        try (HikariDataSource pool = oneConnectionOf(database);
                House house = new House(pool);
                SoukPipeline souk = hooks(house)) {
            try (Connection held = pool.getConnection()) {
                assertThat(held.isValid(1)).isTrue();
                for (int i = 0; i < 20; i++) {
                    PipelineHealth health = souk.health(Duration.ofMillis(10));

                    assertThat(health.isHealthy()).isFalse();
                    assertThat(health.problem()).contains("the database did not answer within PT0.01S");
                    assertThat(health.queues()).isEmpty();
                    assertThat(health.loops()).isEqualTo(souk.loops()).hasSize(3);
                    assertThat(health.channels())
                            .extracting(PipelineHealth.Channel::name)
                            .containsExactly("hook");
                }
                assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection())
                        .isLessThanOrEqualTo(1);
            }

            assertThat(souk.health(Duration.ofSeconds(30)).isHealthy()).isTrue();
        }
    }

    private static HikariDataSource oneConnectionOf(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    @Test
    void whileTheDatabaseIsAwayTheLoopsTellOfItAndSoDoesTheHealth(TestDatabase database) throws Exception {
        CountDownLatch failed = new CountDownLatch(2);
        PipelineListener listener = new PipelineListener() {
            @Override
            public void failed(String loop, Throwable failure, int inARow) {
                failed.countDown();
            }
        };
        try (SoukPipeline souk = SoukPipeline.builder(
                        SoukDatabase.over(notThere(database), FieldProtection.plaintext()))
                .notifier(hook)
                .pollEvery(Duration.ofMillis(20))
                .listener(listener)
                .build()) {
            souk.start();
            assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();

            PipelineHealth health = souk.health(Duration.ofSeconds(30));

            assertThat(health.isHealthy()).isFalse();
            assertThat(health.queues()).isEmpty();
            assertThat(health.problem().orElse("")).contains("08001");
            assertThat(health.loops()).allMatch(PipelineHealth.Loop::running).anySatisfy(loop -> {
                assertThat(loop.failuresInARow()).isPositive();
                assertThat(loop.problem().orElse("")).contains("08001");
            });
        }
    }

    /** The same database where nobody listens. */
    private static DataSource notThere(TestDatabase database) throws IOException {
        PGSimpleDataSource dataSource = database.dataSourceAs("nobody", "of no account");
        try (ServerSocket free = new ServerSocket(0)) {
            dataSource.setPortNumbers(new int[] {free.getLocalPort()});
        }
        return dataSource;
    }

    @Test
    void whoIsInterruptedIsToldSoAndStaysInterrupted(TestDatabase database) throws SQLException {
        try (HikariDataSource pool = oneConnectionOf(database);
                House house = new House(pool);
                SoukPipeline souk = hooks(house);
                Connection held = pool.getConnection()) {
            assertThat(held.isValid(1)).isTrue();
            Thread.currentThread().interrupt();

            PipelineHealth health = souk.health();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(health.problem().orElse("")).contains("interrupted");
        }
    }

    @Test
    void noTimeAtAllIsRefused(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = hooks(house)) {
            assertThatThrownBy(() -> souk.health(Duration.ZERO)).hasMessageContaining("PT0S");
        }
    }
}
