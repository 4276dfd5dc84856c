package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.notification.DigestLimits;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A clock is set while hosts run: that of a host back, and those of the users forward and back as each year. */
class ChangedClockTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BACK = Duration.ofMinutes(5);

    /** What fails so long is left alone for half a minute by the host's clock. */
    private static final String LEFT_ALONE = "nothing is sent to";

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime HALF_PAST_TWO = LocalTime.of(2, 30);
    private static final int ALERTS = 10;

    @Test
    void aClockThatIsSetBackByMinutesHoldsUpNothing() {
        int times = Chance.times("setBack", 1, 20);
        try (Scene scene = new Scene(Chance.of("clock set back"))) {
            scene.wish(30);
            HostProcess host = scene.start(scene.host("a"));
            scene.calm();
            for (int time = 1; time <= times; time++) {
                int logged = host.log().length();
                scene.receiver.manners(mail -> MailReceiver.Manner.REFUSES_FOR_NOW);
                scene.showMore(40);
                Until.isTrue(PATIENCE, host::log, () -> host.log().indexOf(LEFT_ALONE, logged) >= 0);
                scene.receiver.manners(mail -> MailReceiver.Manner.ACCEPTS);
                host.setClockAhead(BACK.multipliedBy(-time));
                scene.strokes.note();
                scene.showMore(10);
                scene.awaitQuiet();
            }

            scene.requireAllWell("clock set back, %d times".formatted(times), 0);
        }
    }

    /** There is no half past two on that day, so it comes when an hour has passed since half past one. */
    @Test
    void aDayOnWhichHalfPastTwoIsLeftOutHasOneDigest() {
        LocalDate day = lastSunday(Month.MARCH);
        oneDigestADay("digest at 02:30, left out", day, day.atTime(1, 30).toInstant(ZoneOffset.UTC));
    }

    /** It comes the first time. */
    @Test
    void aDayOnWhichHalfPastTwoComesTwiceHasOneDigest() {
        LocalDate day = lastSunday(Month.OCTOBER);
        oneDigestADay("digest at 02:30, twice", day, day.atTime(0, 30).toInstant(ZoneOffset.UTC));
    }

    /** Of the coming year: the clocks of the European Union are changed on it at one o'clock UTC. */
    private static LocalDate lastSunday(Month month) {
        return Year.now(ZoneOffset.UTC)
                .plusYears(1)
                .atMonth(month)
                .atEndOfMonth()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    }

    private static void oneDigestADay(String test, LocalDate day, Instant due) {
        try (Scene scene = new Scene(Chance.of(test))) {
            ServerClock clock = ServerClock.of(scene.tables);
            scene.wish(
                    ALERTS,
                    NotificationSettings.DEFAULT.withSchedule(
                            Schedule.of(Frequency.DAILY).in(BERLIN).at(HALF_PAST_TWO)));
            clock.set(due.minus(Duration.ofHours(12)));
            scene.start(scene.host("a"));
            scene.showMore(20);
            // More than a digest shows of one alert unless it is set otherwise.
            scene.showCheap(DigestLimits.DEFAULT.ofAlert() + 1);
            awaitHeld(scene, due);
            clock.set(due.minus(Duration.ofMinutes(1)));
            scene.showMore(5);
            awaitHeld(scene, due);
            assertThat(scene.receiver.accepted()).as("before its time").isEmpty();

            clock.set(due.plus(Duration.ofSeconds(1)));
            scene.awaitTold();
            scene.awaitQuiet();
            int ofTheDay = scene.receiver.accepted().size();
            // Into the second half past two, if there is one, and on.
            Instant next = day.plusDays(1).atTime(HALF_PAST_TWO).atZone(BERLIN).toInstant();
            clock.set(due.plus(Duration.ofMinutes(61)));
            scene.showMore(20);
            awaitHeld(scene, next);
            clock.set(next.minus(Duration.ofMinutes(1)));
            scene.showMore(5);
            awaitHeld(scene, next);
            assertThat(scene.receiver.accepted()).as("on the same day").hasSize(ofTheDay);

            clock.set(next.plus(Duration.ofSeconds(1)));
            scene.awaitTold();
            scene.awaitQuiet();
            List<Mail> mails = scene.receiver.accepted();
            System.out.println("%s: %d mails on that day, %d in all".formatted(test, ofTheDay, mails.size()));
            assertThat(mails.subList(0, ofTheDay)).isNotEmpty();
            assertThat(mails.subList(0, ofTheDay)).extracting(Mail::to).doesNotHaveDuplicates();
            assertThat(mails.subList(ofTheDay, mails.size())).isNotEmpty();
            assertThat(mails.subList(ofTheDay, mails.size()))
                    .extracting(Mail::to)
                    .doesNotHaveDuplicates();
            scene.requireAllWell(test, 0);
        }
    }

    /** Until all that is shown is found, and waits for that time. */
    private static void awaitHeld(Scene scene, Instant until) {
        scene.awaitQuiet();
        assertThat(scene.tables.number(
                        "SELECT count(*) FROM souk.notifications WHERE held_until <> '%s'".formatted(until)))
                .as("held until another time")
                .isZero();
        assertThat(scene.onTheirWay()).isPositive();
    }
}
