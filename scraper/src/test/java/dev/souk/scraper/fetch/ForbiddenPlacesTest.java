package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every way to write an address that is not of the public web (ssrf-forms.csv), asked for at once, by a redirect, and by a
 * name that moves there between look-up and connection. A server waits where loopback leads, and must hear nothing; the
 * wall beneath would fail the test for an attempt to reach anything else.
 */
@ExtendWith(LoopbackOnly.class)
class ForbiddenPlacesTest {

    /** 127.0.0.2 is the allowed first hop; the same port of 127.0.0.1 must hear nothing. */
    private static final String ALLOWED = "127.0.0.2";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/ssrf-forms.csv", delimiter = '|')
    void isNotVisitedWhenItIsAskedFor(String what, String host, String address) {
        try (Site hidden = new Site("127.0.0.1", 0);
                HttpFetcher fetcher = Fetchers.guarded().allowAddresses(ALLOWED).build()) {
            hidden.page("/secret", "secret");
            URI url;
            try {
                url = URI.create("http://" + host + ":" + hidden.port() + "/secret");
            } catch (IllegalArgumentException notAUrl) {
                return;
            }
            if (url.getHost() == null) {
                // A request cannot even be made of it.
                return;
            }

            assertRefused(fetcher.fetch(PageRequest.list(url)));

            assertThat(hidden.requests()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/ssrf-forms.csv", delimiter = '|')
    void isNotVisitedByARedirect(String what, String host, String address) {
        try (Site first = new Site(ALLOWED, 0);
                Site hidden = new Site("127.0.0.1", first.port());
                HttpFetcher fetcher = Fetchers.guarded()
                        .allowAddresses(ALLOWED)
                        .pause(new FakeTime())
                        .build()) {
            first.page("/", 302, "Location", "http://" + host + ":" + first.port() + "/secret");
            hidden.page("/secret", "secret");

            assertRefused(fetcher.fetch(PageRequest.list(first.url(ALLOWED, "/"))));

            assertThat(first.asked()).containsExactly("/");
            assertThat(hidden.requests()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "/ssrf-forms.csv", delimiter = '|')
    void isNotVisitedByANameThatMovesThere(String what, String host, String address) {
        if (address == null) {
            // Another way to write an address of this file; a resolver answers with addresses only.
            return;
        }
        try (Site site = new Site(ALLOWED, 0);
                Site hidden = new Site("127.0.0.1", site.port())) {
            site.page("/robots.txt", 404, "Connection", "close").page("/", "fine");
            List<InetAddress> answers = List.of(literal(ALLOWED), literal(address));
            AtomicInteger lookups = new AtomicInteger();
            try (HttpFetcher fetcher = Fetchers.guarded()
                    .allowAddresses(ALLOWED)
                    .dns(name -> List.of(answers.get(Math.min(1, lookups.getAndIncrement()))))
                    .pause(new FakeTime())
                    .build()) {

                assertRefused(fetcher.fetch(PageRequest.list(site.url("moving.example", "/"))));

                assertThat(lookups).hasValue(2);
                assertThat(site.asked()).isEmpty();
                assertThat(hidden.requests()).isEmpty();
            }
        }
    }

    @Test
    void thereAreAtLeastSixtyOfThem() throws IOException {
        try (InputStream forms = Objects.requireNonNull(getClass().getResourceAsStream("/ssrf-forms.csv"))) {
            assertThat(new String(forms.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#")))
                    .hasSizeGreaterThanOrEqualTo(60);
        }
    }

    private static void assertRefused(FetchOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FetchOutcome.Unreachable.class,
                        unreachable -> assertThat(unreachable.reason())
                                .containsAnyOf(
                                        "address not allowed",
                                        // Java reads 0177.0.0.1 as 177.0.0.1, which is public.
                                        "port not allowed",
                                        "no such host",
                                        "not an http or https address"));
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
