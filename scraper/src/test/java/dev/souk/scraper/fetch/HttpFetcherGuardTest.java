package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LoopbackOnly.class)
class HttpFetcherGuardTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/, loopback",
        "http://localhost/, loopback",
        "http://[::1]/, loopback",
        "http://[::ffff:127.0.0.1]/, loopback",
        "http://0.0.0.0/, this network",
        "http://169.254.169.254/, link-local",
        "http://100.64.0.1/, shared by a carrier",
        "http://[fc00::1]/, unique local",
        "http://[fe80::1]/, link-local",
        "http://[64:ff9b::7f00:1]/, loopback",
        "http://[2002:7f00:1::]/, loopback",
        "https://10.0.0.1/, private",
    })
    void doesNotVisitAnAddressThatIsNotOfThePublicWeb(URI url, String reserved) {
        try (HttpFetcher fetcher = Fetchers.guarded().build()) {

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(url));

            assertThat(outcome).isInstanceOfSatisfying(FetchOutcome.Unreachable.class, unreachable -> {
                assertThat(unreachable.url()).isEqualTo(url);
                assertThat(unreachable.reason()).startsWith("address not allowed: " + reserved);
            });
        }
    }

    /** The first hop, 127.0.0.2, is allowed; a server waits on the same port of 127.0.0.1, and must hear nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "2130706433",
                "127.1",
                "127.0.1",
                "0",
                "0x7f.1",
                "0x7f000001",
                "0177.0.0.1",
                "017700000001",
                "①②⑦.0.0.1",
                "127。0。0。1",
                "%31%32%37.0.0.1",
                "localhost",
                "LOCALHOST.",
                "user:secret@127.0.0.1",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::127.0.0.1]",
                "[2002:7f00:1::]",
                "[2001:0:7f00:1::]",
            })
    void doesNotFollowARedirectToItself(String host) {
        try (Site first = new Site("127.0.0.2", 0);
                Site hidden = new Site("127.0.0.1", first.port());
                HttpFetcher fetcher = Fetchers.guarded()
                        .allowAddresses("127.0.0.2")
                        .pause(new FakeTime())
                        .build()) {
            first.page("/", 302, "Location", "http://" + host + ":" + first.port() + "/secret");
            hidden.page("/secret", "secret");

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(first.url("127.0.0.2", "/")));

            assertThat(first.asked()).containsExactly("/");
            assertThat(hidden.requests()).isEmpty();
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            FetchOutcome.Unreachable.class,
                            unreachable -> assertThat(unreachable.reason())
                                    .containsAnyOf(
                                            "address not allowed",
                                            // Java reads 0177.0.0.1 as 177.0.0.1, which is public.
                                            "port not allowed",
                                            "no such host",
                                            "redirected to something that is not an http or https address"));
        }
    }

    @Test
    void doesNotVisitAHostWhoseNameResolvesToADeniedAddress() {
        try (HttpFetcher fetcher =
                Fetchers.guarded().dns(host -> List.of(address("192.168.0.7"))).build()) {

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(URI.create("http://sofas.example/")));

            assertThat(outcome)
                    .isEqualTo(new FetchOutcome.Unreachable(
                            URI.create("http://sofas.example/"), "address not allowed: private (192.168.0.0/16)"));
        }
    }

    @Test
    void checksTheAddressAgainWhenANameMovesBetweenTwoLookups() {
        try (Site site = new Site("127.0.0.2", 0);
                Site hidden = new Site("127.0.0.1", site.port())) {
            site.page("/robots.txt", 404, "Connection", "close").page("/", "fine");
            List<InetAddress> answers = List.of(address("127.0.0.2"), address("127.0.0.1"));
            AtomicInteger lookups = new AtomicInteger();
            try (HttpFetcher fetcher = Fetchers.guarded()
                    .allowAddresses("127.0.0.2")
                    .dns(host -> List.of(answers.get(Math.min(1, lookups.getAndIncrement()))))
                    .pause(new FakeTime())
                    .build()) {

                FetchOutcome outcome = fetcher.fetch(PageRequest.list(site.url("moving.example", "/")));

                assertThat(outcome)
                        .isEqualTo(new FetchOutcome.Unreachable(
                                site.url("moving.example", "/"), "address not allowed: loopback (127.0.0.0/8)"));
                assertThat(lookups).hasValue(2);
                assertThat(hidden.requests()).isEmpty();
            }
        }
    }

    @Test
    void doesNotUseAConnectionThatAnotherFetcherOpened() {
        try (Site site = new Site();
                HttpFetcher open = Fetchers.local().build();
                HttpFetcher guarded = Fetchers.guarded().build()) {
            site.page("/", "fine");
            assertThat(open.fetch(PageRequest.list(site.url("/")))).isInstanceOf(FetchOutcome.Ok.class);

            FetchOutcome outcome = guarded.fetch(PageRequest.list(site.url("/")));

            assertThat(outcome)
                    .isEqualTo(
                            new FetchOutcome.Unreachable(site.url("/"), "address not allowed: loopback (127.0.0.0/8)"));
            assertThat(site.asked()).hasSize(1);
        }
    }

    @Test
    void visitsPublicAddressesOnThePortsOfTheWebOnly() {
        try (HttpFetcher fetcher =
                Fetchers.guarded().dns(host -> List.of(address("1.1.1.1"))).build()) {

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(URI.create("http://mail.example:25/")));

            assertThat(outcome)
                    .isEqualTo(new FetchOutcome.Unreachable(
                            URI.create("http://mail.example:25/"), "port not allowed: 25"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/", "file://host/etc/passwd", "gopher://example.org/", "http://a:99999/"})
    void doesNotVisitWhatIsNotHttp(URI url) {
        try (HttpFetcher fetcher = Fetchers.guarded().build()) {
            assertThat(fetcher.fetch(PageRequest.list(url)))
                    .isEqualTo(new FetchOutcome.Unreachable(url, "not an http or https address"));
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
