package dev.souk.scraper.fetch;

import java.time.Duration;

/** The time that all requests for one page may take together; polite waiting is not counted. For one thread. */
final class WireTime {

    private final Duration limit;
    private Duration left;

    WireTime(Duration limit) {
        this.limit = limit;
        this.left = limit;
    }

    Duration limit() {
        return limit;
    }

    /** What is left; zero or less when the time is up. */
    Duration left() {
        return left;
    }

    void spend(long nanos) {
        left = left.minusNanos(nanos);
    }
}
