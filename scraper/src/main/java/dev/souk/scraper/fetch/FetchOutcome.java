package dev.souk.scraper.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of fetching a page. What only a reader of the page can tell, a source says by a type of its own; {@code
 * ParsedPage.verdict} gives that in these words, so that one {@code switch} over {@link #kind} covers both.
 */
public sealed interface FetchOutcome {

    /** The page that was asked for. */
    URI url();

    /** Which of the twelve it is. */
    Kind kind();

    /** The twelve, for a {@code switch}. */
    enum Kind {
        /** {@link Ok}. */
        OK,
        /** {@link NotModified}. */
        NOT_MODIFIED,
        /** {@link LoginWall}. */
        LOGIN_WALL,
        /** {@link Captcha}. */
        CAPTCHA,
        /** {@link Blocked}. */
        BLOCKED,
        /** {@link RateLimited}. */
        RATE_LIMITED,
        /** {@link RobotsDenied}. */
        ROBOTS_DENIED,
        /** {@link Gone}. */
        GONE,
        /** {@link TooLarge}. */
        TOO_LARGE,
        /** {@link TimedOut}. */
        TIMED_OUT,
        /** {@link Unreachable}. */
        UNREACHABLE,
        /** {@link LayoutChanged}. */
        LAYOUT_CHANGED
    }

    /** A page came; whether it holds what was hoped for is for the source to say. */
    record Ok(Page page) implements FetchOutcome {

        @Override
        public URI url() {
            return page.request().url();
        }

        @Override
        public Kind kind() {
            return Kind.OK;
        }
    }

    /** The page is what it was when the site gave the validators that it was asked by (304). */
    record NotModified(URI url) implements FetchOutcome {

        @Override
        public Kind kind() {
            return Kind.NOT_MODIFIED;
        }
    }

    /** The site wants a login first (401, or what the page says). */
    record LoginWall(URI url, String evidence) implements FetchOutcome {

        @Override
        public Kind kind() {
            return Kind.LOGIN_WALL;
        }
    }

    /** The site refuses, and offers proof that a person is asking as a way in. Nothing is done to get around it. */
    record Captcha(URI url, String evidence) implements FetchOutcome {

        @Override
        public Kind kind() {
            return Kind.CAPTCHA;
        }
    }

    /** The site refuses (403 and other 4xx). Nothing is done to get around it. */
    record Blocked(URI url, int status) implements FetchOutcome {

        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }
    }

    /**
     * The site asks for fewer requests (429, or 503 with Retry-After), or asked before and is left alone.
     *
     * @param delay how long it asks to wait; null if it does not say
     */
    record RateLimited(URI url, @Nullable Duration delay) implements FetchOutcome {

        /** How long the site asks to wait. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(delay);
        }

        @Override
        public Kind kind() {
            return Kind.RATE_LIMITED;
        }
    }

    /**
     * The site's robots.txt does not allow the page, or could not be read and so is taken to forbid it for now.
     *
     * @param rule what forbids it, or why the file could not be read
     * @param isForNow whether it is the latter: the file is asked for again soon
     */
    record RobotsDenied(URI url, String rule, boolean isForNow) implements FetchOutcome {

        /** By a rule of the file. */
        public RobotsDenied(URI url, String rule) {
            this(url, rule, false);
        }

        @Override
        public Kind kind() {
            return Kind.ROBOTS_DENIED;
        }
    }

    /** The site says that it is not there, or not any more (404, 410, or what the page says). */
    record Gone(URI url, int status) implements FetchOutcome {

        @Override
        public Kind kind() {
            return Kind.GONE;
        }
    }

    /** The body is larger than the limit; what had come was thrown away. */
    record TooLarge(URI url, long limitBytes) implements FetchOutcome {

        @Override
        public Kind kind() {
            return Kind.TOO_LARGE;
        }
    }

    /** The page had not come in full when the time was up. */
    record TimedOut(URI url, Duration limit) implements FetchOutcome {

        @Override
        public Kind kind() {
            return Kind.TIMED_OUT;
        }
    }

    /** No page: no such host, connection refused, broken TLS, a server error, an address that must not be visited. */
    record Unreachable(URI url, String reason) implements FetchOutcome {

        @Override
        public Kind kind() {
            return Kind.UNREACHABLE;
        }
    }

    /** A page came, and nothing could be made of it. No fetcher can know; only a source says so. */
    record LayoutChanged(URI url, String evidence) implements FetchOutcome {

        @Override
        public Kind kind() {
            return Kind.LAYOUT_CHANGED;
        }
    }
}
