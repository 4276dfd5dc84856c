package dev.souk.scraper.fetch;

import java.time.Duration;

/** Fetchers for tests: they may visit loopback, and do not wait. */
final class Fetchers {

    static final String CONTACT = "mailto:ops@example.org";

    private Fetchers() {}

    static HttpFetcher.Builder local() {
        return HttpFetcher.builder(CONTACT).allowLoopback().pace(Duration.ZERO);
    }

    static HttpFetcher.Builder local(FakeTime time) {
        return local().clock(time).pause(time);
    }
}
