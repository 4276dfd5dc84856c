package dev.souk.notify.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads how long a server asks to be left alone: the header of RFC 9110, and the numbers that JSON answers hold. */
final class RetryAfter {

    /** A longer wait is cut to this: nobody means it, and a notification is stale by then. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private RetryAfter() {}

    /** Reads seconds, with or without decimals, or a date of HTTP; empty if it is neither. */
    static Optional<Duration> read(String text, Instant now) {
        if (text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return seconds(Double.parseDouble(text));
        }
        try {
            return Optional.of(
                    bounded(Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A number of seconds; empty if it is not one. */
    static Optional<Duration> seconds(double seconds) {
        return seconds >= 0 && seconds < 1e9
                ? Optional.of(bounded(Duration.ofMillis((long) Math.ceil(seconds * 1_000))))
                : Optional.empty();
    }

    private static Duration bounded(Duration wait) {
        if (wait.compareTo(LONGEST) > 0) {
            return LONGEST;
        }
        return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
    }
}
