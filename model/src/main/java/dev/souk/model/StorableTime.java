package dev.souk.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times that PostgreSQL can hold and every reader of its text understands: those of the years 1 to 9999. */
public final class StorableTime {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private StorableTime() {}

    /**
     * The time, cut to microseconds, which is what PostgreSQL keeps.
     *
     * @param field its name in Java, such as {@code listedSince}
     * @throws InvalidValueException if it is not in the years 1 to 9999
     */
    public static Instant require(String field, Instant time) {
        if (!isStorable(time)) {
            throw new InvalidValueException(
                    field, time, InvalidValueException.words(field) + " must be in the years 1 to 9999: " + time);
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether it is in the years 1 to 9999. */
    public static boolean isStorable(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }
}
