package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.notification.DeliveryFilter;
import dev.souk.core.notification.LoggedDelivery;
import dev.souk.core.notification.UnsubscribeTokens;
import dev.souk.model.Counting;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What waits goes as its user wants it when its time comes, not as they wanted it when it was stored. */
@ExtendWith(SoukPostgres.class)
class NoLongerWantedTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private House house;
    private SoukPipeline souk;
    private Bikes bikes;
    private ZoneId noon;
    private NotificationSettings daily;
    private UnsubscribeTokens tokens;

    @BeforeEach
    void open(DataSource dataSource) {
        house = new House(dataSource);
        souk = house.pipeline().build();
        bikes = new Bikes(house, souk, dataSource);
        noon = bikes.noon();
        daily = NotificationSettings.DEFAULT.withSchedule(
                Schedule.of(Frequency.DAILY).in(noon));
        tokens = new UnsubscribeTokens(house.database.alerts(), List.of(new byte[UnsubscribeTokens.MIN_SECRET_LENGTH]));
    }

    @AfterEach
    void close() {
        souk.close();
        house.close();
    }

    private List<NotificationStatus> statuses() {
        return house.database.notifications().ofUser(house.ada.id(), 0, 100).items().stream()
                .map(Notification::status)
                .toList();
    }

    private LoggedDelivery onlyDelivery() {
        return house.database
                .deliveryLog()
                .page(DeliveryFilter.ALL, 0, 1, Counting.EXACT)
                .items()
                .get(0);
    }

    @Test
    void whoUnsubscribesGetsNoDigestOfWhatWasHeldBefore() {
        NotificationSettings weekly =
                daily.withSchedule(Schedule.of(Frequency.WEEKLY).in(noon));
        bikes.alert("Bikes", weekly);
        bikes.appear(1, 3);
        bikes.pass(Duration.ofDays(7));
        assertThat(bikes.sent()).containsExactly("3 messages: 'Bikes'");
        String token = tokens.tokenFor(house.email.delivered().get(0));
        bikes.appear(10, 3);

        assertThat(tokens.unsubscribe(token)).isTrue();
        bikes.pass(Duration.ofDays(7));

        assertThat(bikes.sent()).isEmpty();
        assertThat(statuses())
                .containsExactly(
                        NotificationStatus.UNWANTED,
                        NotificationStatus.UNWANTED,
                        NotificationStatus.UNWANTED,
                        NotificationStatus.SENT,
                        NotificationStatus.SENT,
                        NotificationStatus.SENT);
    }

    @Test
    void whoUnsubscribesGetsNothingOfWhatWasBeingTried() {
        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.appear(1, 1);
        bikes.serverIsDown();

        bikes.change(alert, settings -> settings.withChannels());
        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).isEmpty();
        assertThat(statuses()).containsExactly(NotificationStatus.UNWANTED);
        assertThat(onlyDelivery().status()).isEqualTo(NotificationStatus.UNWANTED);
        assertThat(onlyDelivery().attempts()).isEqualTo(1);
        assertThat(onlyDelivery().problem())
                .hasValueSatisfying(why -> assertThat(why).contains("no longer wanted"));
        assertThat(house.database.deliveries().stats().dead()).isZero();
        assertThat(house.database.deliveries().stats().pending()).isZero();
    }

    @Test
    void anAlertThatIsDeletedOrPausedTellsNothingMore() {
        Alert deleted = bikes.alert("Deleted", daily);
        Alert paused = bikes.alert("Paused", daily);
        bikes.alert("Kept", daily);
        bikes.appear(1, 2);
        house.database.alerts().delete(deleted.id());
        house.database.alerts().setActive(paused.id(), false);

        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).containsExactly("2 messages: 'Kept'");
    }

    @Test
    void aDigestThatNobodyWantsIsNotMade() {
        Alert alert = bikes.alert("Bikes", daily);
        bikes.appear(1, 2);
        house.database.alerts().delete(alert.id());

        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).isEmpty();
        assertThat(bikes.count("notifications where type = 'digest'")).isZero();
        assertThat(bikes.count("notifications where held_until is not null")).isZero();
    }

    @Test
    void aDigestWhoseAlertsAreDeletedBeforeItIsSentIsNotSent() {
        Alert one = bikes.alert("One", daily);
        Alert other = bikes.alert("Other", daily);
        bikes.appear(1, 2);
        bikes.pass(TWO_DAYS);
        bikes.serverIsDown();
        house.database.alerts().delete(one.id());
        bikes.pass(HOUR);
        bikes.serverIsDown();

        house.database.alerts().delete(other.id());
        bikes.pass(HOUR);

        assertThat(bikes.sent()).isEmpty();
        assertThat(onlyDelivery().status()).isEqualTo(NotificationStatus.UNWANTED);
        assertThat(onlyDelivery().attempts()).isEqualTo(2);
        assertThat(statuses()).hasSize(4).containsOnly(NotificationStatus.UNWANTED);
    }

    @Test
    void whatIsTriedAgainWaitsForTheEndOfTheQuietHoursAndSpendsNoAttempt() {
        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.appear(1, 1);
        bikes.serverIsDown();
        bikes.change(
                alert,
                settings -> settings.withSchedule(
                        Schedule.INSTANT.in(noon).quiet(LocalTime.of(12, 0), LocalTime.of(13, 0))));
        bikes.pass(HOUR);

        assertThat(bikes.sent()).isEmpty();

        assertThat(onlyDelivery().status()).isEqualTo(NotificationStatus.PENDING);
        assertThat(onlyDelivery().dueAt().atZone(noon).toLocalTime()).isEqualTo(LocalTime.of(13, 0));
        assertThat(onlyDelivery().attempts()).isEqualTo(1);
        bikes.change(
                alert,
                settings -> settings.withSchedule(
                        Schedule.INSTANT.in(noon).quiet(LocalTime.of(11, 0), LocalTime.of(12, 0))));
        bikes.pass(HOUR);
        assertThat(bikes.sent()).hasSize(1);
    }

    @Test
    void whatIsHeldAndDueWhileItIsQuietWaits() {
        Alert alert = bikes.alert("Bikes", daily);
        bikes.appear(1, 2);
        bikes.pass(TWO_DAYS);
        bikes.change(
                alert,
                settings -> settings.withSchedule(
                        Schedule.of(Frequency.DAILY).in(noon).quiet(LocalTime.of(12, 0), LocalTime.of(13, 0))));

        assertThat(bikes.sent()).isEmpty();
        assertThat(bikes.count("notifications where held_until > clock_timestamp()"))
                .isEqualTo(2);
    }

    /** What is found before the move and after it comes at the next eight o'clock of the new place, and once. */
    @Test
    void aMoveToAnotherZoneGivesOneDigestForEachLocalDay() {
        for (LocalTime there : List.of(LocalTime.of(20, 30), LocalTime.of(8, 30))) {
            Alert alert = bikes.alert("Bikes", daily);
            int first = there.getHour() * 100;
            bikes.appear(first, 2);

            bikes.change(
                    alert,
                    settings ->
                            settings.withSchedule(Schedule.of(Frequency.DAILY).in(bikes.whereItIs(there))));
            bikes.appear(first + 10, 1);
            assertThat(bikes.sent()).isEmpty();
            // Half an hour before and after eight there; by the old clock eight is in 19.5 hours.
            Duration untilEight = Duration.ofMinutes(Math.floorMod(8 * 60 - there.toSecondOfDay() / 60, 24 * 60));
            bikes.pass(untilEight.minusMinutes(30));
            assertThat(bikes.sent()).isEmpty();
            bikes.pass(HOUR);

            assertThat(bikes.sent()).containsExactly("3 messages: 'Bikes'");
            bikes.pass(TWO_DAYS);
            assertThat(bikes.sent()).isEmpty();
            house.database.alerts().delete(alert.id());
        }
    }

    /** The day there has had its digest, by the clock of the place that was left. */
    @Test
    void whoMovesAfterTheDailyDigestGetsTheNextOnTheNextDayThere() {
        Alert alert = bikes.alert("Bikes", dailyAt(LocalTime.of(12, 30), LocalTime.of(13, 0)));
        bikes.appear(1, 2);
        bikes.passOnTheWall(HOUR);
        assertThat(bikes.sent()).containsExactly("2 messages: 'Bikes'");

        bikes.change(alert, settings -> dailyAt(LocalTime.of(3, 30), LocalTime.of(8, 0)));
        bikes.appear(10, 2);
        bikes.passOnTheWall(HOUR.multipliedBy(6));

        assertThat(bikes.sent()).as("at half past nine there").isEmpty();
        bikes.passOnTheWall(HOUR.multipliedBy(22));
        assertThat(bikes.sent()).as("at half past seven of the next day").isEmpty();
        bikes.passOnTheWall(HOUR);
        assertThat(bikes.sent()).containsExactly("2 messages: 'Bikes'");
    }

    @Test
    void aLaterTimeOfDayThatIsChosenAfterTheDigestBeginsTheNextDay() {
        Alert alert = bikes.alert("Bikes", dailyAt(LocalTime.of(12, 30), LocalTime.of(13, 0)));
        bikes.appear(1, 2);
        bikes.passOnTheWall(HOUR);
        assertThat(bikes.sent()).containsExactly("2 messages: 'Bikes'");
        bikes.appear(10, 1);

        bikes.change(alert, settings -> dailyAt(LocalTime.of(13, 30), LocalTime.of(18, 0)));
        bikes.passOnTheWall(HOUR.multipliedBy(6));
        assertThat(bikes.sent()).isEmpty();
        bikes.passOnTheWall(HOUR.multipliedBy(24));

        assertThat(bikes.sent()).hasSize(1);
    }

    /** By the new clock it had gone this morning. */
    @Test
    void anEarlierTimeOfDayLeavesOutNoDay() {
        Alert alert = bikes.alert("Bikes", dailyAt(LocalTime.of(19, 0), LocalTime.of(18, 0)));
        bikes.appear(1, 2);
        bikes.passOnTheWall(HOUR.multipliedBy(17));
        assertThat(bikes.sent()).as("at noon").isEmpty();

        bikes.change(alert, settings -> dailyAt(LocalTime.NOON, LocalTime.of(8, 0)));

        assertThat(bikes.sent()).containsExactly("2 messages: 'Bikes'");
        bikes.appear(10, 2);
        bikes.change(alert, settings -> dailyAt(LocalTime.NOON, LocalTime.of(20, 0)));
        bikes.passOnTheWall(HOUR.multipliedBy(9));
        assertThat(bikes.sent()).as("of the same day").isEmpty();
    }

    @Test
    void aDigestThatIsLateTakesNoPlaceOfTheNext() {
        bikes.alert("Bikes", dailyAt(LocalTime.of(12, 30), LocalTime.of(13, 0)));
        bikes.appear(1, 2);
        bikes.passOnTheWall(HOUR.multipliedBy(20));
        assertThat(bikes.sent()).as("at half past eight of the next day").hasSize(1);
        bikes.appear(10, 2);

        bikes.passOnTheWall(HOUR.multipliedBy(5));

        assertThat(bikes.sent()).containsExactly("2 messages: 'Bikes'");
    }

    @Test
    void aDigestThatGoesLateSinceItsTimeWasChangedTakesNoPlaceOfTheNext() {
        Alert alert = bikes.alert("Bikes", dailyAt(LocalTime.of(22, 0), LocalTime.of(8, 0)));
        bikes.appear(1, 2);
        bikes.passOnTheWall(HOUR.multipliedBy(3));
        bikes.change(alert, settings -> dailyAt(LocalTime.of(1, 0), LocalTime.of(23, 0)));
        assertThat(bikes.sent()).as("at one, that of the evening before").hasSize(1);

        bikes.appear(10, 2);
        bikes.passOnTheWall(HOUR.multipliedBy(23));

        assertThat(bikes.sent()).as("at midnight").containsExactly("2 messages: 'Bikes'");
    }

    /** It was meant for the evening before. */
    @Test
    void aDigestThatQuietHoursPutOffTakesNoPlaceOfTheNext() {
        NotificationSettings settings = dailyAt(LocalTime.of(20, 0), LocalTime.of(23, 0));
        Schedule quiet = settings.schedule().quiet(LocalTime.of(22, 0), LocalTime.of(7, 0));
        Alert alert = bikes.alert("Bikes", settings.withSchedule(quiet));
        bikes.appear(1, 2);
        bikes.passOnTheWall(HOUR.multipliedBy(10));
        assertThat(bikes.sent()).as("at six").isEmpty();
        bikes.passOnTheWall(HOUR.multipliedBy(2));
        assertThat(bikes.sent()).as("at eight").hasSize(1);

        bikes.change(alert, before -> dailyAt(LocalTime.of(8, 0), LocalTime.of(23, 0)));
        bikes.appear(10, 2);
        bikes.passOnTheWall(HOUR.multipliedBy(16));

        assertThat(bikes.sent()).as("at midnight").containsExactly("2 messages: 'Bikes'");
    }

    @Test
    void whatWaitsGoesByAChannelThatIsAddedAndInOneDigest() {
        Alert alert = bikes.alert("Bikes", daily);
        bikes.appear(1, 2);
        bikes.change(alert, settings -> settings.withChannels("email", "in_app"));
        bikes.appear(10, 2);

        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).containsExactly("4 messages: 'Bikes'");
    }

    /** As if by a host that had not heard of the change yet. */
    @Test
    void whatIsStoredByTheChannelsOfBeforeIsInTheOneDigestToo() {
        Alert alert = bikes.alert("Bikes", daily);
        bikes.change(alert, settings -> settings.withChannels("email", "in_app"));
        bikes.appear(1, 2);
        bikes.allIsHeldFor("email");
        bikes.appear(10, 2);

        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).containsExactly("4 messages: 'Bikes'");
        assertThat(bikes.count("notification_deliveries where channel = 'in_app'"))
                .isEqualTo(1);
    }

    private NotificationSettings dailyAt(LocalTime there, LocalTime at) {
        return NotificationSettings.DEFAULT.withSchedule(
                Schedule.of(Frequency.DAILY).in(bikes.whereItIs(there)).at(at));
    }

    @Test
    void anAlertThatIsToTellAtOnceFromNowOnTellsWhatItHeld() {
        Alert alert = bikes.alert("Bikes", daily);
        bikes.appear(1, 2);

        bikes.change(alert, settings -> settings.withSchedule(Schedule.INSTANT));

        assertThat(bikes.sent()).containsExactly("2 messages: 'Bikes'");
    }

    @Test
    void whatIsGivenUpByOneChannelAndUnwantedByTheOtherIsGivenUp() {
        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT.withChannels("email", "push"));
        bikes.appear(1, 1);
        house.database
                .deliveries()
                .lease(Set.of("push"), 1, HOUR)
                .forEach(delivery -> house.database.deliveries().dead(delivery, "no such device"));

        house.database.alerts().delete(alert.id());

        assertThat(bikes.sent()).isEmpty();
        assertThat(statuses()).containsExactly(NotificationStatus.DEAD);
    }

    /** They would stand in front of all others, and every lease would read past them. */
    @Test
    void whatAUserWhoIsNotActiveIsNotToldHoldsUpNobody() {
        bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.alert("Daily", daily);
        bikes.appear(1, 45);
        house.database.users().setActive(house.ada.id(), false);
        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).isEmpty();

        assertThat(house.database.deliveries().stats().pending()).isZero();
        assertThat(statuses()).hasSize(90).containsOnly(NotificationStatus.UNWANTED);
    }
}
