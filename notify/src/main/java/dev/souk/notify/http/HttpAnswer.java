package dev.souk.notify.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of a POST. */
sealed interface HttpAnswer {

    /**
     * The server answered.
     *
     * @param headers by their names in small letters
     * @param body its beginning, see {@link HttpSender#MAX_ANSWER_BYTES}
     */
    record Response(int status, Map<String, String> headers, String body, Instant at) implements HttpAnswer {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** How long the server asks to wait; empty if it does not say, or makes no sense. */
        Optional<Duration> retryAfter() {
            return header("Retry-After").flatMap(text -> RetryAfter.read(text, at));
        }
    }

    /**
     * There is no answer.
     *
     * @param reason why, in words of ours
     */
    record Failed(String reason) implements HttpAnswer {}
}
