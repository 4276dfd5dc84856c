package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.alert.NotificationSettings.Frequency;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * When the user of an alert is told, by the clock on the user's wall.
 *
 * <p>A day has one daily digest, also where the clock is changed: a time of day that is skipped comes as much later as
 * the clock is set forward, and of a time that comes twice the first counts.
 *
 * @param frequency how often
 * @param at when a daily or weekly digest comes; whole minutes
 * @param day when a weekly digest comes
 * @param zone of the user
 * @param quiet when nothing comes; null for never
 * @param maxPerHour how many messages of the alert come at once in an hour of the clock, 1 to 1,000; the rest comes as
 *     one digest when the next hour begins. Null for no limit
 */
public record Schedule(
        Frequency frequency,
        LocalTime at,
        DayOfWeek day,
        ZoneId zone,
        @Nullable QuietHours quiet,
        @Nullable Integer maxPerHour) {

    /** The most that {@code maxPerHour} may be. */
    public static final int HIGHEST_CAP = 1_000;

    /** At once, at any time, without a limit. */
    public static final Schedule INSTANT = of(Frequency.INSTANT);

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Checks the time and the limit. */
    public Schedule {
        QuietHours.requireMinutes("at", "time of a digest", at);
        if (maxPerHour != null && (maxPerHour < 1 || maxPerHour > HIGHEST_CAP)) {
            throw new InvalidValueException(
                    "maxPerHour",
                    maxPerHour,
                    "messages in an hour must be 1 to %s: %s".formatted(HIGHEST_CAP, maxPerHour));
        }
    }

    /** That often; digests of a day or a week come at 8 in the morning, UTC, those of a week on Monday. */
    public static Schedule of(Frequency frequency) {
        return new Schedule(frequency, LocalTime.of(8, 0), DayOfWeek.MONDAY, ZoneOffset.UTC, null, null);
    }

    /** The same on the clock of this zone. */
    public Schedule in(ZoneId zone) {
        return new Schedule(frequency, at, day, zone, quiet, maxPerHour);
    }

    /** The same with digests at that time of day. */
    public Schedule at(LocalTime at) {
        return new Schedule(frequency, at, day, zone, quiet, maxPerHour);
    }

    /** The same with weekly digests on that day. */
    public Schedule on(DayOfWeek day) {
        return new Schedule(frequency, at, day, zone, quiet, maxPerHour);
    }

    /** The same with quiet hours. */
    public Schedule quiet(LocalTime from, LocalTime to) {
        return new Schedule(frequency, at, day, zone, new QuietHours(from, to), maxPerHour);
    }

    /** The same with at most so many messages in an hour. */
    public Schedule atMostPerHour(int maxPerHour) {
        return new Schedule(frequency, at, day, zone, quiet, maxPerHour);
    }

    /** Whether everything comes at once, whenever it happens. */
    public boolean isAlwaysAtOnce() {
        return frequency == Frequency.INSTANT && quiet == null && maxPerHour == null;
    }

    /** How many come at once in an hour; empty if there is no limit, or nothing comes at once. */
    public OptionalInt cap() {
        return maxPerHour == null || frequency != Frequency.INSTANT ? OptionalInt.empty() : OptionalInt.of(maxPerHour);
    }

    /** When the hour of the clock began that {@code now} is in. */
    public Instant hourOf(Instant now) {
        return boundaryAfter(now, HOUR).minus(HOUR);
    }

    /**
     * Until when something is held that happens now.
     *
     * @param toldThisHour how many messages came at once since {@link #hourOf}; of no account without a {@link #cap}
     * @return empty if it comes at once
     */
    public Optional<Instant> heldUntil(Instant now, int toldThisHour) {
        Instant due = switch (frequency) {
            case INSTANT -> cap().orElse(Integer.MAX_VALUE) > toldThisHour ? now : boundaryAfter(now, HOUR);
            case QUARTER_HOURLY -> boundaryAfter(now, QUARTER);
            case HOURLY -> boundaryAfter(now, HOUR);
            case DAILY -> nextDigest(now, 1);
            case WEEKLY -> nextDigest(now, 7);
        };
        Instant loud = quiet == null ? due : quiet.endAfter(due, zone);
        return loud.equals(now) ? Optional.empty() : Optional.of(loud);
    }

    /**
     * When a digest goes that is due, where one has gone before: a daily one for a later day than that, by the clock on the
     * user's wall, whatever clock the one before went by; any other when it is due.
     *
     * @param last for when the one before was meant
     * @return {@code due}, or later
     */
    public Instant dueAfter(Instant last, Instant due) {
        Instant next = due;
        while (frequency == Frequency.DAILY && !dayOf(meantFor(next)).isAfter(dayOf(last))) {
            // Not empty: a daily digest comes later than what happens now.
            next = heldUntil(next, 0).orElseThrow();
        }
        return next;
    }

    /**
     * For when a digest is meant that is due then: where quiet hours end at that time, they have put off a daily one, which
     * is meant for the last time of day before.
     */
    public Instant meantFor(Instant due) {
        if (frequency != Frequency.DAILY || quiet == null || !quiet.isQuiet(due.minusMillis(1), zone)) {
            return due;
        }
        LocalDate date = dayOf(due);
        Instant time = date.atTime(at).atZone(zone).toInstant();
        return time.isAfter(due) ? date.minusDays(1).atTime(at).atZone(zone).toInstant() : time;
    }

    private LocalDate dayOf(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    /** The next time that the clock on the wall shows a multiple of the step. */
    private Instant boundaryAfter(Instant now, Duration step) {
        ZoneOffset offset = zone.getRules().getOffset(now);
        long wall = now.getEpochSecond() + offset.getTotalSeconds();
        long seconds = step.toSeconds();
        long next = Math.floorDiv(wall, seconds) * seconds + seconds;
        return Instant.ofEpochSecond(next - offset.getTotalSeconds());
    }

    private Instant nextDigest(Instant now, int days) {
        ZonedDateTime wall = now.atZone(zone);
        LocalDate date = wall.toLocalDate();
        if (days == 7) {
            date = date.plusDays(
                    Math.floorMod(day.getValue() - date.getDayOfWeek().getValue(), 7));
        }
        Instant next = date.atTime(at).atZone(zone).toInstant();
        return next.isAfter(now)
                ? next
                : date.plusDays(days).atTime(at).atZone(zone).toInstant();
    }
}
