package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.DigestWords;
import dev.souk.notify.NotificationWriter;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not go at once: digests, quiet hours, caps, and the first run of an alert. */
@ExtendWith(SoukPostgres.class)
class DigestTest {

    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private House house;
    private SoukPipeline souk;
    private Bikes bikes;
    private ZoneId noon;
    private NotificationSettings daily;

    @BeforeEach
    void open(DataSource dataSource) {
        house = new House(dataSource);
        souk = house.pipeline().build();
        bikes = new Bikes(house, souk, dataSource);
        noon = bikes.noon();
        daily = NotificationSettings.DEFAULT.withSchedule(
                Schedule.of(Frequency.DAILY).in(noon));
    }

    @AfterEach
    void close() {
        souk.close();
        house.close();
    }

    @Test
    void aDigestGathersAllAlertsOfAUserTheNewestFirst() {
        bikes.alert("Old", daily);
        bikes.appear(1, 2);
        Alert late = bikes.alert("Late", daily);
        bikes.appear(3, 1);
        assertThat(bikes.sent()).isEmpty();

        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).containsExactly("4 messages of 2 alerts");
        Delivery delivery = house.email.delivered().get(0);
        Digest digest = delivery.digest().orElseThrow();
        assertThat(digest.count()).isEqualTo(4);
        assertThat(digest.byAlert().iterator().next().get(0).subject().alertId())
                .isEqualTo(late.id());
        assertThat(digest.newest())
                .extracting(notification -> notification.subject().title())
                .containsExactly("Brompton 3", "Brompton 3", "Brompton 2", "Brompton 1");
        assertThat(delivery.notification().content()).contains("Old (3)", "Late (1)", "https://market.example/2");
        assertThat(bikes.sent()).isEmpty();
    }

    @Test
    void whatADigestGathersIsToldWithItAndReadOneByOne() {
        Alert alert = bikes.alert("Bikes", daily);
        bikes.appear(1, 3);
        bikes.pass(TWO_DAYS);
        bikes.serverIsDown();
        assertThat(house.database.notifications().ofUser(house.ada.id(), 0, 10).items())
                .hasSize(3)
                .extracting(Notification::status)
                .containsOnly(NotificationStatus.PENDING);

        bikes.pass(TWO_DAYS);
        assertThat(bikes.sent()).hasSize(1);

        assertThat(house.database.notifications().ofUser(house.ada.id(), 0, 10).items())
                .hasSize(3)
                .extracting(Notification::status)
                .containsOnly(NotificationStatus.SENT);
        assertThat(house.database.notifications().unreadCount(house.ada.id())).isEqualTo(3);
        assertThat(house.database.matches().ofAlert(alert.id(), 0, 10).items())
                .extracting(AlertMatch::notifiedAt)
                .doesNotContainNull();
    }

    @Test
    void aDigestThatIsGivenUpTakesWhatItGathersWithItAndBringsItBack() {
        bikes.alert("Bikes", daily);
        bikes.appear(1, 2);
        bikes.pass(TWO_DAYS);
        house.email.failNext(DeliveryResult.undeliverable("no such mailbox"), 1);
        souk.dispatch();
        assertThat(bikes.count("notifications where status = 'dead'")).isEqualTo(3);

        long dead = house.database.deliveries().dead(0, 1).items().get(0).id();
        assertThat(house.database.deliveries().requeue(dead)).isTrue();

        assertThat(bikes.sent()).hasSize(1);
        assertThat(bikes.count("notifications where status = 'sent'")).isEqualTo(3);
    }

    @Test
    void whatComesAloneGoesAsItself() {
        bikes.alert("Bikes", daily);
        bikes.appear(1, 1);
        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).containsExactly("Brompton 1, 650 EUR: matches 'Bikes'");
        assertThat(house.email.delivered().get(0).digest()).isEmpty();
    }

    @Test
    void quietHoursHoldAndNeverDrop() {
        Schedule quiet = Schedule.INSTANT.quiet(LocalTime.of(12, 0), LocalTime.of(13, 0));
        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT.withSchedule(quiet.in(noon)));
        bikes.appear(1, 3);
        assertThat(bikes.sent()).isEmpty();

        bikes.pass(Duration.ofHours(1));
        bikes.change(alert, settings -> settings.withSchedule(quiet.in(bikes.whereItIs(LocalTime.of(13, 30)))));

        assertThat(bikes.sent()).containsExactly("3 messages: 'Bikes'");
    }

    @Test
    void whatIsMoreThanTheCapComesAsOne() {
        bikes.alert(
                "Bikes",
                NotificationSettings.DEFAULT.withSchedule(
                        Schedule.INSTANT.in(noon).atMostPerHour(2)));
        bikes.appear(1, 1);
        bikes.appear(2, 5);
        assertThat(bikes.sent()).hasSize(2);
        assertThat(bikes.sent()).isEmpty();

        bikes.pass(Duration.ofHours(1));

        assertThat(bikes.sent()).containsExactly("4 messages: 'Bikes'");
    }

    @Test
    void theFirstRunRecordsWhatIsThereAndTellsOfItInOneMessage() {
        bikes.appear(1, 30);

        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT.withFirstRun(FirstRun.SUMMARY));
        MatchReport report = souk.match();

        assertThat(report.matches()).isEqualTo(30);
        assertThat(bikes.sent()).containsExactly("30 messages: 'Bikes'");
        assertThat(house.database.matches().ofAlert(alert.id(), 0, 1).total().count())
                .isEqualTo(30);
        bikes.appear(31, 1);
        assertThat(bikes.sent()).containsExactly("Brompton 31, 650 EUR: matches 'Bikes'");
    }

    @Test
    void theFirstRunIsOneMessageWhateverTheCapIs() {
        bikes.appear(1, 30);
        bikes.alert(
                "Bikes",
                NotificationSettings.DEFAULT
                        .withFirstRun(FirstRun.SUMMARY)
                        .withSchedule(Schedule.INSTANT.in(noon).atMostPerHour(10)));
        souk.match();

        assertThat(bikes.sent()).containsExactly("30 messages: 'Bikes'");
        bikes.pass(Duration.ofHours(1));

        assertThat(bikes.sent()).isEmpty();
    }

    @Test
    void aFirstRunThatFindsOneAloneLeavesTheCapToWhatComesLater() {
        bikes.appear(1, 1);
        bikes.alert(
                "Bikes",
                NotificationSettings.DEFAULT
                        .withFirstRun(FirstRun.SUMMARY)
                        .withSchedule(Schedule.INSTANT.in(noon).atMostPerHour(1)));
        souk.match();
        assertThat(bikes.sent()).hasSize(1);

        bikes.appear(2, 1);
        souk.match();

        assertThat(bikes.sent()).hasSize(1);
    }

    @Test
    void theFirstRunIsSilentIfItIsSetSo() {
        bikes.appear(1, 30);

        bikes.alert("Bikes", NotificationSettings.DEFAULT.withFirstRun(FirstRun.RECORD));

        assertThat(souk.match().matches()).isEqualTo(30);
        assertThat(bikes.sent()).isEmpty();
        bikes.seen(1, 500);
        assertThat(bikes.sent()).containsExactly("Now 500 EUR instead of 650 EUR: Brompton 1");
    }

    @Test
    void aFirstRunThatCannotBeDoneHoldsUpNoOther() {
        bikes.appear(1, 3);
        Alert hopeless = bikes.alert("Hopeless", NotificationSettings.DEFAULT.withFirstRun(FirstRun.SUMMARY));
        bikes.refuseMatchesOf(hopeless);
        Alert other = bikes.alert("Bikes", NotificationSettings.DEFAULT.withFirstRun(FirstRun.SUMMARY));

        MatchReport report = souk.match();

        assertThat(report.problems()).isEqualTo(1);
        assertThat(report.matches()).isEqualTo(3);
        assertThat(house.database.matches().ofAlert(other.id(), 0, 1).total().count())
                .isEqualTo(3);
        assertThat(souk.match()).isEqualTo(MatchReport.NOTHING);
    }

    @Test
    void aFirstRunThatFailsTwiceIsPutOff() {
        bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.refuseThatAnythingIsMadeUpFor();

        assertThat(souk.match().problems()).isEqualTo(1);

        assertThat(souk.match()).isEqualTo(MatchReport.NOTHING);
    }

    static Stream<Function<Digest, DigestWords>> noWords() {
        return Stream.of(digest -> new DigestWords("", ""), digest -> nothing(), digest -> {
            throw new StackOverflowError();
        });
    }

    /** As of a writer that nobody checks for null. */
    @SuppressWarnings("NullAway")
    private static DigestWords nothing() {
        return null;
    }

    @ParameterizedTest
    @MethodSource("noWords")
    void aDigestWithoutWordsGoesOneByOne(Function<Digest, DigestWords> words) {
        NotificationWriter speechless = new EnglishWriter() {
            @Override
            public DigestWords digest(Digest digest) {
                return words.apply(digest);
            }
        };
        bikes.alert("Bikes", daily);
        bikes.appear(1, 3);
        bikes.pass(TWO_DAYS);

        List<Integer> made = new ArrayList<>();
        PipelineListener listener = new PipelineListener() {
            @Override
            public void gathered(int messages, Duration took) {
                made.add(messages);
            }
        };

        try (SoukPipeline host =
                house.pipeline().writer(speechless).listener(listener).build()) {
            assertThat(host.dispatch().delivered()).isEqualTo(3);
        }
        assertThat(made).containsExactly(3);
    }

    @Test
    void aFloodOfDigestsDoesNotHoldUpWhatComesAtOnceNorTheOtherWayRound() {
        digests(60);
        bikes.alert("At once", NotificationSettings.DEFAULT);
        bikes.appear(1_000, 60);

        souk.dispatch();

        List<Boolean> digests = house.email.delivered().stream()
                .map(delivery -> delivery.digest().isPresent())
                .toList();
        assertThat(digests.subList(0, 40)).filteredOn(digest -> digest).hasSize(20);
        assertThat(digests).filteredOn(digest -> digest).hasSize(60);
    }

    /** One for each of as many users. */
    private void digests(int count) {
        for (int i = 0; i < count; i++) {
            User user = house.database.users().create(UserDraft.of("user" + i, "user" + i + "@example.org"));
            house.database
                    .alerts()
                    .create(AlertDraft.of(user.id(), "Daily", House.bromptons()).withSettings(daily));
        }
        bikes.appear(1, 2);
        bikes.pass(TWO_DAYS);
    }

    @Test
    void severalHostsPutEachNotificationIntoOneMessage() {
        digests(50);

        List<CompletableFuture<DispatchReport>> hosts = Stream.generate(
                        () -> house.pipeline().build())
                .limit(4)
                .map(host -> CompletableFuture.supplyAsync(host::dispatch, task -> new Thread(task).start()))
                .toList();
        hosts.forEach(CompletableFuture::join);
        souk.dispatch();

        assertThat(house.email.delivered()).hasSize(50);
        assertThat(bikes.count("notifications where type = 'digest'")).isEqualTo(50);
        assertThat(bikes.count("notifications where digest_id is not null")).isEqualTo(100);
        assertThat(bikes.count("notifications where held_until is not null")).isZero();
    }
}
