package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;

/**
 * When a user wants to be left alone, by the clock on the wall: from one time of day until before another, over midnight
 * if {@code to} is earlier. What comes meanwhile is held and not dropped.
 *
 * @param from the first minute that is quiet; whole minutes
 * @param to the first that is not; another than {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to) {

    /** Checks both. */
    public QuietHours {
        requireMinutes("from", "quiet hours", from);
        requireMinutes("to", "quiet hours", to);
        if (from.equals(to)) {
            throw new InvalidValueException(
                    "from", from, "quiet hours must not be the whole day: from and to are " + from);
        }
    }

    static void requireMinutes(String field, String name, LocalTime time) {
        if (!time.truncatedTo(ChronoUnit.MINUTES).equals(time)) {
            throw new InvalidValueException(field, time, name + " must be in whole minutes: " + time);
        }
    }

    /** Whether the clock on the wall says that it is quiet. */
    public boolean isQuiet(Instant time, ZoneId zone) {
        LocalTime wall = time.atZone(zone).toLocalTime();
        return from.isBefore(to)
                ? !wall.isBefore(from) && wall.isBefore(to)
                : !wall.isBefore(from) || wall.isBefore(to);
    }

    /** The time itself if it is not quiet then, or else the end of the quiet hours that it is in. */
    public Instant endAfter(Instant time, ZoneId zone) {
        Instant end = time;
        // Where the clock is set back at the end, it may be quiet a second time.
        while (isQuiet(end, zone)) {
            end = nextEnd(end, zone);
        }
        return end;
    }

    private Instant nextEnd(Instant time, ZoneId zone) {
        ZonedDateTime wall = time.atZone(zone);
        LocalDate day = wall.toLocalTime().isBefore(to)
                ? wall.toLocalDate()
                : wall.toLocalDate().plusDays(1);
        LocalDateTime end = day.atTime(to);
        ZoneOffsetTransition change = zone.getRules().getTransition(end);
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        ZonedDateTime first = end.atZone(zone);
        Instant earlier = first.toInstant();
        return earlier.isAfter(time)
                ? earlier
                : first.withLaterOffsetAtOverlap().toInstant();
    }
}
