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

    /** More than the half minute for which a server is left alone; by a clock that goes ten times as fast. */
    private static final Duration LEFT_ALONE_FOR = Duration.ofSeconds(40);

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration STEP_TAKES = STEP.dividedBy(10);

    /** Beside what news take in any case, and until the server is not left alone any more. */
    private static final Duration HELD_UP_FOR = LEFT_ALONE_FOR.dividedBy(10).plusSeconds(5);

    /** What the log says of a server that is left alone. */
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
            Duration calm = scene.calm();
            for (int time = 1; time <= times; time++) {
                setBack(scene, host, BACK.multipliedBy(-time));
                scene.awaitQuiet();
            }

            scene.requireAllWell("clock set back, %d times".formatted(times), 0);
            scene.strokes.requireResumed(HELD_UP_FOR.plus(calm));
        }
    }

    @Bites
    void aClockThatIsSetBackHoldsUpAllOfAHostThatRestsUntilATimeOfIt() {
        try (Scene scene = new Scene(Chance.of("clock set back, rests by it"))) {
            scene.wish(30);
            HostProcess host = scene.start(scene.host("a").with(Bug.RESTS_BY_ITS_OWN_CLOCK));
            Duration most = HELD_UP_FOR.plus(scene.calm());
            int toldBefore = scene.arrivals.toldNumber();
            setBack(scene, host, BACK.negated());
            Until.pause(most.toMillis());

            Verdict verdict = scene.tell("clock set back, rests by it, %d s later".formatted(most.toSeconds()));
            assertThat(verdict.lost()).hasSize(verdict.expected() - toldBefore).isNotEmpty();
            // It is nothing but the clock.
            host.setClockAhead(BACK);
            scene.awaitTold();
        }
    }

    /** While the host leaves the server alone, which takes everything again. Then its clock goes on. */
    private static void setBack(Scene scene, HostProcess host, Duration ahead) {
        int logged = host.log().length();
        scene.receiver.manners(mail -> MailReceiver.Manner.REFUSES_FOR_NOW);
        scene.showMore(40);
        Until.isTrue(PATIENCE, host::log, () -> host.log().indexOf(LEFT_ALONE, logged) >= 0);
        scene.receiver.manners(mail -> MailReceiver.Manner.ACCEPTS);
        host.setClockAhead(ahead);
        scene.strokes.note();
        for (Duration on = STEP; on.compareTo(LEFT_ALONE_FOR) <= 0; on = on.plus(STEP)) {
            Until.pause(STEP_TAKES.toMillis());
            host.setClockAhead(ahead.plus(on));
        }
        scene.showMore(10);
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

    @Bites
    void aDayOnWhichHalfPastTwoIsLeftOutHasNoneOfAHostThatSendsWheneverTheClockShowsIt() {
        LocalDate day = lastSunday(Month.MARCH);
        try (Scene scene = new Scene(Chance.of("digest at 02:30, left out, by cron"))) {
            ServerClock clock = ServerClock.of(scene.tables);
            holdADigest(scene, clock, day.atTime(1, 30).toInstant(ZoneOffset.UTC), Bug.SENDS_DIGESTS_AS_CRON_DOES);
            Instant next = onThatDay(day.plusDays(1));
            Until.isTrue(PATIENCE, scene.tables::waiting, () -> isHeld(scene, next));
            int expected = scene.oracle.expectedNumber();

            clock.set(day.plusDays(1).atStartOfDay(BERLIN).toInstant());
            scene.showMore(5);
            scene.awaitQuiet();
            System.out.println("digest at 02:30, left out, by cron: %d of %d told on that day"
                    .formatted(scene.arrivals.toldNumber(), expected));
            assertThat(scene.receiver.accepted()).as("on that day").isEmpty();

            clock.set(next.plus(Duration.ofSeconds(1)));
            scene.awaitTold();
        }
    }

    @Bites
    void aDayOnWhichHalfPastTwoComesTwiceHasTwoOfAHostThatSendsWheneverTheClockShowsIt() {
        Instant due = lastSunday(Month.OCTOBER).atTime(0, 30).toInstant(ZoneOffset.UTC);
        Instant again = due.plus(Duration.ofHours(1));
        try (Scene scene = new Scene(Chance.of("digest at 02:30, twice, by cron"))) {
            ServerClock clock = ServerClock.of(scene.tables);
            String word = holdADigest(scene, clock, due, Bug.SENDS_DIGESTS_AS_CRON_DOES);
            Until.isTrue(PATIENCE, scene.tables::waiting, () -> isHeld(scene, due));
            clock.set(due.plus(Duration.ofSeconds(1)));
            scene.awaitTold();
            scene.awaitQuiet();
            List<Mail> first = scene.receiver.accepted();
            clock.set(again.minus(Duration.ofMinutes(29)));
            scene.draw(5).forEach(wares -> scene.show(new Wares(wares.number(), word, 50)));
            Until.isTrue(PATIENCE, scene.tables::waiting, () -> isHeld(scene, again));
            clock.set(again.plus(Duration.ofSeconds(1)));
            scene.awaitTold();
            scene.awaitQuiet();

            List<Mail> mails = scene.receiver.accepted();
            List<Mail> second = mails.subList(first.size(), mails.size());
            System.out.println("digest at 02:30, twice, by cron: %d mails on that day, and %d more an hour later"
                    .formatted(first.size(), second.size()));
            assertThat(second)
                    .extracting(Mail::to)
                    .isNotEmpty()
                    .allMatch(to -> first.stream().anyMatch(mail -> mail.to().equals(to)));
        }
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
            holdADigest(scene, clock, due, Bug.NONE);
            awaitHeld(scene, due);
            clock.set(due.minus(Duration.ofMinutes(1)));
            scene.showMore(5);
            awaitHeld(scene, due);
            assertThat(scene.receiver.accepted()).as("before its time").isEmpty();

            clock.set(due.plus(Duration.ofSeconds(1)));
            scene.awaitTold();
            scene.awaitQuiet();
            int ofTheDay = scene.receiver.accepted().size();
            // Between the two, if there are two, into the second, and on.
            Instant next = onThatDay(day.plusDays(1));
            clock.set(due.plus(Duration.ofMinutes(31)));
            scene.showCheap(2);
            awaitHeld(scene, next);
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

    /** Starts a host half a day before, and shows what is to be told; returns a word that is wished for. */
    private static String holdADigest(Scene scene, ServerClock clock, Instant due, Bug bug) {
        scene.wish(
                ALERTS,
                NotificationSettings.DEFAULT.withSchedule(
                        Schedule.of(Frequency.DAILY).in(BERLIN).at(HALF_PAST_TWO)));
        clock.set(due.minus(Duration.ofHours(12)));
        scene.start(scene.host("a").with(bug));
        scene.showMore(20);
        // More than a digest shows of one alert unless it is set otherwise.
        return scene.showCheap(DigestLimits.DEFAULT.perAlert() + 1).get(0).word();
    }

    private static Instant onThatDay(LocalDate day) {
        return day.atTime(HALF_PAST_TWO).atZone(BERLIN).toInstant();
    }

    /** Until all that is shown is found, and waits for that time. */
    private static void awaitHeld(Scene scene, Instant until) {
        scene.awaitQuiet();
        assertThat(heldUntil(scene, "<>", until)).as("held until another time").isZero();
        assertThat(scene.onTheirWay()).isPositive();
    }

    /** Whether all that was shown and not told waits for that time. */
    private static boolean isHeld(Scene scene, Instant until) {
        int expected = scene.oracle.expectedNumber() - scene.arrivals.toldNumber();
        return heldUntil(scene, "=", until) == expected;
    }

    private static long heldUntil(Scene scene, String is, Instant until) {
        return scene.tables.number(
                "SELECT count(*) FROM souk.notifications WHERE held_until %s '%s'".formatted(is, until));
    }
}
