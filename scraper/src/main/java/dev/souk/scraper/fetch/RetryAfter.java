package dev.souk.scraper.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or a date. */
final class RetryAfter {

    /** A longer wait is cut to this: nobody means it, and it stays far from what overflows. */
    static final Duration LONGEST = Duration.ofDays(30);

    private static final String NAME = "Retry-After";

    private RetryAfter() {}

    /** How long to wait from now on; empty if the header is missing or makes no sense. A date in the past is zero. */
    static Optional<Duration> in(Headers headers, Instant now) {
        @Nullable String text = headers.get(NAME);
        if (text == null) {
            return Optional.empty();
        }
        if (text.matches("[0-9]+")) {
            return Optional.of(text.length() > 9 ? LONGEST : shorter(Duration.ofSeconds(Long.parseLong(text))));
        }
        @Nullable Instant date = headers.getInstant(NAME);
        if (date == null) {
            return Optional.empty();
        }
        return Optional.of(date.isAfter(now) ? shorter(Duration.between(now, date)) : Duration.ZERO);
    }

    static boolean isIn(Headers headers) {
        return headers.get(NAME) != null;
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
