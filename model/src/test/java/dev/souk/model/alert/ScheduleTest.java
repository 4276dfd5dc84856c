package dev.souk.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.alert.NotificationSettings.Frequency;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void whatIsInstantAndHasNoQuietHoursComesAtOnce() {
        assertThat(Schedule.INSTANT.isAlwaysAtOnce()).isTrue();
        assertThat(Schedule.INSTANT.heldUntil(Instant.parse("2026-11-26T03:00:00Z"), 1_000_000))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "QUARTER_HOURLY, Asia/Kathmandu, 2026-11-26T12:01:00Z, 2026-11-26T12:15:00Z",
        "QUARTER_HOURLY, Europe/Berlin, 2026-11-26T12:15:00Z, 2026-11-26T12:30:00Z",
        "HOURLY, Asia/Kolkata, 2026-11-26T12:01:00Z, 2026-11-26T12:30:00Z",
        "HOURLY, Europe/Berlin, 2026-11-26T12:59:59Z, 2026-11-26T13:00:00Z",
        "DAILY, Europe/Berlin, 2026-11-26T06:59:59Z, 2026-11-26T07:00:00Z",
        "DAILY, Europe/Berlin, 2026-11-26T07:00:00Z, 2026-11-27T07:00:00Z",
        "WEEKLY, Europe/Berlin, 2026-11-26T12:00:00Z, 2026-11-30T07:00:00Z",
        "WEEKLY, Europe/Berlin, 2026-11-30T06:00:00Z, 2026-11-30T07:00:00Z",
        "WEEKLY, Europe/Berlin, 2026-11-30T07:00:00Z, 2026-12-07T07:00:00Z"
    })
    void holdsUntilTheNextTimeOnTheUsersWall(Frequency frequency, ZoneId zone, Instant now, Instant until) {
        assertThat(Schedule.of(frequency).in(zone).heldUntil(now, 0)).contains(until);
    }

    /** On 29 March 2026 there is no 02:30 in Berlin; on 25 October there are two. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
        "2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        "2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "2026-10-25T01:10:00Z, 2026-10-26T01:30:00Z"
    })
    void aTimeThatIsSkippedOrComesTwiceHasOneDigest(Instant now, Instant until) {
        Schedule schedule = Schedule.of(Frequency.DAILY).in(BERLIN).at(LocalTime.of(2, 30));

        assertThat(schedule.heldUntil(now, 0)).contains(until);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "America/St_Johns",
                "Australia/Lord_Howe",
                "Asia/Beirut",
                "Africa/Cairo",
                "Asia/Kathmandu",
                "America/Santiago",
                "Pacific/Chatham"
            })
    void everyLocalDayOfThreeYearsHasExactlyOneDailyDigest(String name) {
        ZoneId zone = ZoneId.of(name);
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            LocalTime at = LocalTime.of(random.nextInt(24), random.nextInt(60));
            Schedule schedule = Schedule.of(Frequency.DAILY).in(zone).at(at);
            LocalDate first = LocalDate.of(2024, 1, 1);
            LocalDate end = LocalDate.of(2027, 1, 1);

            Map<LocalDate, Integer> digests = new HashMap<>();
            Instant now = first.atStartOfDay(zone).toInstant().minusMillis(1);
            while (now.isBefore(end.plusDays(1).atStartOfDay(zone).toInstant())) {
                now = schedule.heldUntil(now, 0).orElseThrow();
                digests.merge(now.atZone(zone).toLocalDate(), 1, Integer::sum);
            }

            assertThat(first.datesUntil(end))
                    .as("seed %d, %s at %s", seed, zone, at)
                    .allSatisfy(day -> assertThat(digests.get(day)).isEqualTo(1));
        }
    }

    /** Whatever happens between two digests is held until the second of them. */
    @Test
    void nothingIsHeldForALaterTimeThanTheNext() {
        long seed = 11;
        Random random = new Random(seed);
        Schedule schedule = Schedule.of(Frequency.DAILY).in(BERLIN).at(LocalTime.of(2, 30));
        Instant digest = Instant.parse("2026-10-20T00:30:00Z");
        for (int day = 0; day < 30; day++) {
            Instant next = schedule.heldUntil(digest, 0).orElseThrow();
            Instant between = digest.plus(Duration.ofMillis(
                    (long) (random.nextDouble() * Duration.between(digest, next).toMillis())));
            assertThat(schedule.heldUntil(between, 0))
                    .as("seed %d, %s", seed, between)
                    .contains(next);
            digest = next;
        }
    }

    @Test
    void quietHoursHoldWhatWouldComeAtOnceAndMoveADigest() {
        Schedule instant = Schedule.INSTANT.in(BERLIN).quiet(LocalTime.of(22, 0), LocalTime.of(7, 0));
        Schedule daily = Schedule.of(Frequency.DAILY)
                .in(BERLIN)
                .at(LocalTime.of(5, 0))
                .quiet(LocalTime.of(22, 0), LocalTime.of(7, 0));
        Instant night = Instant.parse("2026-11-26T23:00:00Z");
        Instant morning = Instant.parse("2026-11-27T06:00:00Z");

        assertThat(instant.heldUntil(night, 0)).contains(morning);
        assertThat(instant.heldUntil(morning, 0)).isEmpty();
        assertThat(daily.heldUntil(night, 0)).contains(morning);
    }

    /** At 23 or 3 o'clock on the 26th by the clock of Berlin; quiet from 22 to 7. */
    @ParameterizedTest
    @CsvSource({
        "23:00, 2026-11-27T06:00:00Z, 2026-11-26T22:00:00Z",
        "03:00, 2026-11-27T06:00:00Z, 2026-11-27T02:00:00Z",
        "07:00, 2026-11-27T06:00:00Z, 2026-11-27T06:00:00Z",
        "20:00, 2026-11-27T06:00:00Z, 2026-11-26T19:00:00Z",
        "20:00, 2026-11-26T19:00:00Z, 2026-11-26T19:00:00Z",
        "23:00, 2026-11-27T06:30:00Z, 2026-11-27T06:30:00Z"
    })
    void aDigestThatQuietHoursPutOffIsMeantForTheTimeOfDayBefore(LocalTime at, Instant due, Instant meant) {
        Schedule daily = Schedule.of(Frequency.DAILY).in(BERLIN).at(at).quiet(LocalTime.of(22, 0), LocalTime.of(7, 0));

        assertThat(daily.meantFor(due)).isEqualTo(meant);
        assertThat(Schedule.of(Frequency.WEEKLY)
                        .in(BERLIN)
                        .quiet(LocalTime.of(22, 0), LocalTime.of(7, 0))
                        .meantFor(due))
                .isEqualTo(due);
    }

    /** Each night's digest goes the morning after, for the day before; and the next day has its own. */
    @Test
    void whatIsPutOffPastMidnightTakesNoPlaceOfTheNextDay() {
        Schedule late = Schedule.of(Frequency.DAILY).in(BERLIN).at(LocalTime.of(23, 0));
        Schedule quiet = late.quiet(LocalTime.of(22, 0), LocalTime.of(7, 0));
        Instant morning = Instant.parse("2026-11-27T06:00:00Z");
        Instant last = quiet.meantFor(morning);

        assertThat(quiet.dueAfter(last, morning)).isEqualTo("2026-11-28T06:00:00Z");
        assertThat(quiet.dueAfter(last, Instant.parse("2026-11-28T06:00:00Z"))).isEqualTo("2026-11-28T06:00:00Z");
        assertThat(late.dueAfter(last, Instant.parse("2026-11-27T22:00:00Z"))).isEqualTo("2026-11-27T22:00:00Z");
    }

    @Test
    void whatIsMoreThanTheCapWaitsForTheNextHourOfTheClock() {
        Schedule schedule = Schedule.INSTANT.in(ZoneId.of("Asia/Kolkata")).atMostPerHour(3);
        Instant now = Instant.parse("2026-11-26T12:10:00Z");

        assertThat(schedule.heldUntil(now, 2)).isEmpty();
        assertThat(schedule.heldUntil(now, 3)).contains(Instant.parse("2026-11-26T12:30:00Z"));
        assertThat(schedule.hourOf(now)).isEqualTo(Instant.parse("2026-11-26T11:30:00Z"));
        assertThat(schedule.on(DayOfWeek.FRIDAY).cap()).hasValue(3);
        assertThat(Schedule.of(Frequency.HOURLY).atMostPerHour(3).cap()).isEmpty();
    }

    @Test
    void refusesACapThatIsNoneAndSeconds() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.INSTANT.atMostPerHour(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.INSTANT.at(LocalTime.of(8, 0, 30)));
    }
}
