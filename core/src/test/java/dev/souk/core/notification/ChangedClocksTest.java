package dev.souk.core.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users with a daily digest who move to other time zones and choose other times of day, at any moment: the rules by which
 * {@link HeldNotifications} decides, played through without a database. Clocks change in these weeks, north and south.
 */
class ChangedClocksTest {

    private static final List<ZoneId> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> name.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Pacific)/.*"))
            .sorted()
            .map(ZoneId::of)
            .toList();

    /** A multiple of all offsets, so that a digest goes at the moment for which it is due. */
    private static final Duration STEP = Duration.ofMinutes(15);

    private static final int STEPS = 35 * 96;

    @Test
    void theTimeOfDayThatWasChosenIsWaitedForAlsoWhereOneOfTheDayBeforeIsPast() {
        Schedule schedule = Schedule.of(Frequency.DAILY).in(ZoneOffset.UTC).at(LocalTime.of(9, 30));
        PresentWish wish = new PresentWish(true, NotificationSettings.DEFAULT.withSchedule(schedule));

        Instant due = wish.due(
                Instant.parse("2026-03-05T09:00:00Z"),
                Instant.parse("2026-03-05T08:00:00Z"),
                Instant.parse("2026-03-06T07:00:00Z"));

        assertThat(due).isEqualTo("2026-03-06T09:30:00Z");
    }

    /** As if the clock had always been that one: the digest of the evening goes after midnight, and is of the evening. */
    @Test
    void whatWouldHaveGoneBeforeMidnightIsMeantForTheDayBefore() {
        Schedule late = Schedule.of(Frequency.DAILY).in(ZoneOffset.UTC).at(LocalTime.of(23, 0));
        Instant found = Instant.parse("2026-03-05T22:00:00Z");
        Instant now = Instant.parse("2026-03-06T01:00:00Z");

        assertThat(meant(late, found, now)).isEqualTo("2026-03-05T23:00:00Z");
        assertThat(meant(late.quiet(LocalTime.of(0, 30), LocalTime.of(7, 0)), found, now))
                .as("put off until seven")
                .isEqualTo("2026-03-05T23:00:00Z");
    }

    private static Instant meant(Schedule schedule, Instant found, Instant now) {
        PresentWish wish = new PresentWish(true, NotificationSettings.DEFAULT.withSchedule(schedule));
        return wish.meantFor(wish.due(found, null, now));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyLocalDayHasOneDigestIfSomethingWaits(long seed) {
        Random random = new Random(seed);
        System.out.println("seed " + seed);
        for (int user = 0; user < 60; user++) {
            new Life(random, "user %d of seed %d".formatted(user, seed)).pass(STEPS);
        }
    }

    /** What somebody has found and not been told, and what they were told. */
    private static final class Life {

        private final Random random;
        private final String name;
        private final boolean isQuietAtTimes;
        private final List<Waiting> waiting = new ArrayList<>();
        private final List<Instant> digests = new ArrayList<>();
        private Instant now;
        private Schedule schedule;
        private Instant chosen;
        private @Nullable Instant last;

        Life(Random random, String name) {
            this.random = random;
            this.name = name;
            isQuietAtTimes = random.nextInt(3) == 0;
            now = Instant.parse(random.nextBoolean() ? "2026-03-05T00:00:00Z" : "2026-10-01T00:00:00Z");
            schedule = another();
            chosen = now;
        }

        private Schedule another() {
            Schedule daily = Schedule.of(Frequency.DAILY)
                    .in(ZONES.get(random.nextInt(ZONES.size())))
                    .at(LocalTime.of(random.nextInt(24), 15 * random.nextInt(4)));
            return isQuietAtTimes && random.nextInt(4) > 0
                    ? daily.quiet(
                            LocalTime.of(20 + random.nextInt(4), 15 * random.nextInt(4)),
                            LocalTime.of(random.nextInt(10), 30))
                    : daily;
        }

        void pass(int steps) {
            for (int step = 0; step < steps; step++) {
                if (random.nextInt(12) == 0) {
                    find(now.plusMillis(random.nextInt((int) STEP.toMillis())));
                }
                LocalDate day = dayOf(now);
                now = now.plus(STEP);
                gather();
                if (dayOf(now).isAfter(day)) {
                    requireThatNothingWaitsSince(day);
                }
                if (random.nextInt(50) == 0) {
                    schedule = switch (random.nextInt(3)) {
                        case 0 -> another();
                        case 1 -> another().in(schedule.zone());
                        default -> another().in(schedule.zone()).at(schedule.at());
                    };
                    chosen = now;
                    reckonAnew();
                    gather();
                }
            }
            assertThat(digests).as(name).hasSizeGreaterThan(steps / 96 / 3);
        }

        private void find(Instant found) {
            waiting.add(new Waiting(found, schedule.heldUntil(found, 0).orElseThrow()));
        }

        private void reckonAnew() {
            waiting.stream().map(Waiting::found).min(Instant::compareTo).ifPresent(oldest -> {
                Instant due = wish().due(oldest, last, now);
                waiting.replaceAll(one -> new Waiting(one.found(), due));
            });
        }

        private void gather() {
            waiting.replaceAll(
                    one -> one.due().isAfter(now) ? one : new Waiting(one.found(), wish().dueAfter(last, one.due())));
            if (waiting.stream().allMatch(one -> one.due().isAfter(now))) {
                return;
            }
            Instant due = waiting.stream()
                    .map(Waiting::due)
                    .filter(time -> !time.isAfter(now))
                    .max(Instant::compareTo)
                    .orElseThrow();
            Instant meant = meantFor(due);
            assertThat(wish().meantFor(due))
                    .as("%s, %s by %s", name, due, schedule)
                    .isEqualTo(meant);
            assertThat(digests)
                    .as("%s, %s for %s, by %s", name, now, meant, schedule)
                    .noneMatch(one -> dayOf(one).equals(dayOf(meant)));
            digests.add(meant);
            last = last == null || meant.isAfter(last) ? meant : last;
            waiting.removeIf(one -> !one.due().isAfter(now));
            // What is found between a digest's time and the end of the quiet hours is of the next.
            assertThat(waiting)
                    .as("%s, %s: all of it", name, now)
                    .matches(left -> schedule.quiet() != null || left.isEmpty());
        }

        /** The last of all times of day until then, where quiet hours have just ended. */
        private Instant meantFor(Instant due) {
            if (schedule.quiet() == null || !schedule.quiet().isQuiet(due.minus(STEP), schedule.zone())) {
                return due;
            }
            return dayOf(due)
                    .minusDays(3)
                    .datesUntil(dayOf(due).plusDays(2))
                    .map(day ->
                            day.atTime(schedule.at()).atZone(schedule.zone()).toInstant())
                    .filter(time -> !time.isAfter(due))
                    .max(Instant::compareTo)
                    .orElseThrow();
        }

        /**
         * Since before the digest's time; on a day on which something was changed and that has one, since before it began.
         * A day more where quiet hours may have put the digest off: those in force, or on a day of a change those before.
         */
        private void requireThatNothingWaitsSince(LocalDate day) {
            Instant begin = day.atStartOfDay(schedule.zone()).toInstant();
            Instant time = day.atTime(schedule.at()).atZone(schedule.zone()).toInstant();
            boolean hasHadOne = digests.stream().anyMatch(one -> !dayOf(one).isBefore(day));
            Instant since = chosen.isBefore(begin) || !hasHadOne ? time : begin;
            boolean mayBePutOff = schedule.quiet() != null || (isQuietAtTimes && !chosen.isBefore(begin));
            // Quiet hours end on the day after at the latest.
            LocalDate before = day.minusDays(1);
            Instant daysBefore = before.atStartOfDay(schedule.zone()).toInstant();
            Instant timeBefore =
                    before.atTime(schedule.at()).atZone(schedule.zone()).toInstant();
            Instant putOff = chosen.isBefore(daysBefore) ? timeBefore : daysBefore;
            assertThat(waiting)
                    .as("%s, after %s, by %s since %s", name, day, schedule, chosen)
                    .noneMatch(one -> one.found().isBefore(mayBePutOff ? putOff : since));
        }

        private PresentWish wish() {
            return new PresentWish(true, NotificationSettings.DEFAULT.withSchedule(schedule));
        }

        private LocalDate dayOf(Instant time) {
            return time.atZone(schedule.zone()).toLocalDate();
        }
    }

    private record Waiting(Instant found, Instant due) {}
}
