package dev.souk.scraper.fetch;

import java.time.Duration;

/** Fetchers for tests. None of them leaves loopback, whatever it is told: {@link LoopbackOnly} is beneath each. */
public final class Fetchers {

    static final String CONTACT = "mailto:ops@example.org";

    private Fetchers() {}

    /** As a user has it: its guard lets it visit the public web. */
    static HttpFetcher.Builder guarded() {
        return LoopbackOnly.under(HttpFetcher.builder(CONTACT));
    }

    /** May visit loopback, and does not wait. */
    static HttpFetcher.Builder local() {
        return guarded().allowLoopback().pace(Duration.ZERO);
    }

    public static HttpFetcher.Builder local(FakeTime time) {
        return local().clock(time).pause(time).random(() -> 0);
    }
}
