package dev.souk.scraper.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of fetching a page. */
public sealed interface FetchOutcome {

    /** The page that was asked for. */
    URI url();

    /** A page came; whether it holds what was hoped for is for the source to say. */
    record Ok(Page page) implements FetchOutcome {

        @Override
        public URI url() {
            return page.request().url();
        }
    }

    /** The site says that it is not there, or not any more (404, 410). */
    record Gone(URI url, int status) implements FetchOutcome {}

    /**
     * The site asks for fewer requests (429, or 503 with Retry-After).
     *
     * @param delay how long it asks to wait; null if it does not say
     */
    record RateLimited(URI url, @Nullable Duration delay) implements FetchOutcome {

        /** How long the site asks to wait. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(delay);
        }
    }

    /** The site refuses (401, 403 and other 4xx). Nothing is done to get around it. */
    record Blocked(URI url, int status) implements FetchOutcome {}

    /** The site's robots.txt does not allow the page, or could not be read and so is taken to forbid it for now. */
    record RobotsDenied(URI url, String rule) implements FetchOutcome {}

    /** The body is larger than the limit; what had come was thrown away. */
    record TooLarge(URI url, long limitBytes) implements FetchOutcome {}

    /** The page had not come in full when the time was up. */
    record TimedOut(URI url, Duration limit) implements FetchOutcome {}

    /** No page: no such host, connection refused, broken TLS, a server error, an address that must not be visited. */
    record Unreachable(URI url, String reason) implements FetchOutcome {}
}
