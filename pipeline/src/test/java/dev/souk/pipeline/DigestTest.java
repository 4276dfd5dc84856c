package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.core.notification.UnsubscribeTokens;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.DigestPart;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.DigestWords;
import dev.souk.notify.Languages;
import dev.souk.notify.MailTemplate;
import dev.souk.notify.NotificationWriter;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

    /** What is stored at once bears the same time, and its keys are no numbers: "match:1:10" comes before "match:1:9". */
    @Test
    void theNewestFirstAreThoseListedLastAlsoOfWhatIsFoundAtOnce() {
        bikes.alert("Bikes", daily);
        bikes.listedInTurn(11, 2, 9, 12, 1, 10, 3);

        bikes.pass(TWO_DAYS);

        bikes.sent();
        assertThat(shown()).containsExactly("3", "10", "1", "12", "9", "2", "11");
    }

    @Test
    void theFirstRunShowsTheNewest() {
        for (int number = 12; number >= 1; number--) {
            bikes.seen(number, 650);
        }

        bikes.alert("Bikes", NotificationSettings.DEFAULT.withFirstRun(FirstRun.SUMMARY));
        souk.match();

        assertThat(bikes.sent()).containsExactly("12 messages: 'Bikes'");
        assertThat(shown()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    /** The numbers of the bikes in the digest that was sent. */
    private List<String> shown() {
        return house.email.delivered().get(0).digest().orElseThrow().newest().stream()
                .map(notification -> notification.subject().title().replace("Brompton ", ""))
                .toList();
    }

    @Test
    void aBusyAlertHidesNoOther() {
        bikes.alert("Quiet", Bikes.called("moulton"), daily);
        Alert busy = bikes.alert("Busy", daily);
        bikes.appears("Moulton", 1);
        bikes.appear(100, 60);

        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).containsExactly("61 messages of 2 alerts");
        Delivery delivery = house.email.delivered().get(0);
        String html = MailTemplate.standard(Languages.SHIPPED, false).html(delivery, Optional.empty());
        assertThat(delivery.notification().content())
                .contains("Busy (60)", "  and 50 more\n", "Quiet (1)", "- Moulton")
                .doesNotContain("\nAnd ");
        assertThat(html).contains("Busy (60)", ">And 50 more.<", "Quiet (1)", "Moulton");
        assertThat(html.split("https://market.example/", -1)).hasSize(12);
        assertThat(delivery.digest().orElseThrow().parts())
                .extracting(DigestPart::alertId, DigestPart::count)
                .startsWith(tuple(busy.id(), 60L))
                .hasSize(2);
        UnsubscribeTokens tokens =
                new UnsubscribeTokens(house.database.alerts(), List.of(new byte[UnsubscribeTokens.MIN_SECRET_LENGTH]));
        assertThat(tokens.tokenFor(delivery)).startsWith(house.ada.id() + ".0.email.");
    }

    @Test
    void aListingIsInADigestOnceWithTheLatest() {
        bikes.alert("Bikes", daily.withEvents(AlertEvent.MATCH, AlertEvent.PRICE_DROP, AlertEvent.SOLD));
        bikes.seen(1, 650);
        bikes.seen(2, 650);
        bikes.seen(1, 600);
        bikes.seen(1, 550);
        bikes.seen(1, 550, ListingStatus.SOLD);

        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).containsExactly("2 messages: 'Bikes'");
        assertThat(house.email.delivered().get(0).digest().orElseThrow().newest())
                .extracting(notification -> notification.subject().event())
                .containsExactly(AlertEvent.SOLD, AlertEvent.MATCH);
        assertThat(bikes.count("notifications where status = 'sent'")).isEqualTo(6);
    }

    @Test
    void oneListingOfWhichThereIsMoreToTellGoesAsItselfWithTheLatest() {
        bikes.alert("Bikes", daily);
        bikes.seen(1, 650);
        bikes.seen(1, 600);
        bikes.seen(1, 550);

        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).containsExactly("Now 550 EUR instead of 600 EUR: Brompton 1");
        assertThat(house.email.delivered().get(0).digest()).isEmpty();
        assertThat(bikes.count("notifications where status = 'sent'")).isEqualTo(3);
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
        bikes.alert(
                "Bikes",
                NotificationSettings.DEFAULT.withSchedule(
                        Schedule.INSTANT.in(noon).quiet(LocalTime.of(12, 0), LocalTime.of(13, 0))));
        bikes.appear(1, 3);
        assertThat(bikes.sent()).isEmpty();

        bikes.pass(Duration.ofHours(1));

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

    @Test
    void aDigestWithoutWordsGoesOneByOne() {
        NotificationWriter speechless = new NotificationWriter() {
            @Override
            public NotificationDraft write(
                    String eventKey,
                    AlertEvent event,
                    Alert alert,
                    StoredListing listing,
                    @Nullable Money previousPrice) {
                return NotificationWriter.english().write(eventKey, event, alert, listing, previousPrice);
            }

            @Override
            public DigestWords digest(Digest digest) {
                return new DigestWords("", "");
            }
        };
        bikes.alert("Bikes", daily);
        bikes.appear(1, 3);
        bikes.pass(TWO_DAYS);

        try (SoukPipeline host = house.pipeline().writer(speechless).build()) {
            assertThat(host.dispatch().delivered()).isEqualTo(3);
        }
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
