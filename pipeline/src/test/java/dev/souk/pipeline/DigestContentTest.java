package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.core.notification.UnsubscribeTokens;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.DigestPart;
import dev.souk.notify.Languages;
import dev.souk.notify.MailTemplate;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a digest shows, in which order, and how it counts. */
@ExtendWith(SoukPostgres.class)
class DigestContentTest {

    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private House house;
    private SoukPipeline souk;
    private Bikes bikes;
    private NotificationSettings daily;

    @BeforeEach
    void open(DataSource dataSource) {
        house = new House(dataSource);
        souk = house.pipeline().build();
        bikes = new Bikes(house, souk, dataSource);
        daily = NotificationSettings.DEFAULT.withSchedule(
                Schedule.of(Frequency.DAILY).in(bikes.noon()));
    }

    @AfterEach
    void close() {
        souk.close();
        house.close();
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
}
