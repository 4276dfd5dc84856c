package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LoopbackOnly.class)
class HttpFetcherProxyTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksTheProxyForAnAddressAndNotForAName(boolean socks) throws IOException {
        try (Site site = new Site();
                FakeProxy proxy = socks ? FakeProxy.socks() : FakeProxy.http();
                HttpFetcher fetcher = through(proxy, socks)
                        .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                        .build()) {
            site.page("/", "here");

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(site.url("sofas.example", "/")));

            assertThat(outcome).isInstanceOf(FetchOutcome.Ok.class);
            assertThat(proxy.targets()).isNotEmpty().containsOnly("127.0.0.1:" + site.port());
            assertThat(site.last().getHeaders().get("Host")).isEqualTo("sofas.example:" + site.port());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theGuardLooksAtWhereAPageIsAndNotAtTheProxy(boolean socks) throws IOException {
        try (FakeProxy proxy = socks ? FakeProxy.socks() : FakeProxy.http();
                HttpFetcher fetcher = through(proxy, socks).build()) {
            URI url = URI.create("http://169.254.169.254/latest/meta-data/");

            assertThat(fetcher.fetch(PageRequest.list(url)))
                    .isEqualTo(new FetchOutcome.Unreachable(url, "address not allowed: link-local (169.254.0.0/16)"));
            assertThat(proxy.targets()).isEmpty();
        }
    }

    @Test
    void logsIn() throws IOException {
        try (Site site = new Site();
                FakeProxy http = FakeProxy.http();
                FakeProxy socks = FakeProxy.socks();
                HttpFetcher one = Fetchers.local()
                        .proxy(ForwardProxy.http("127.0.0.1", http.port()).withPassword("ada", "pass:wörd"))
                        .build();
                HttpFetcher other = Fetchers.local()
                        .proxy(ForwardProxy.socks5("127.0.0.1", socks.port()).withPassword("ada", "pass"))
                        .build()) {
            site.page("/", "here");

            assertThat(one.fetch(PageRequest.list(site.url("/")))).isInstanceOf(FetchOutcome.Ok.class);
            assertThat(other.fetch(PageRequest.list(site.url("/")))).isInstanceOf(FetchOutcome.Ok.class);

            assertThat(http.heads().get(0)).contains("\r\nProxy-Authorization: Basic YWRhOnBhc3M6d8O2cmQ=\r\n");
            assertThat(socks.heads().get(0)).isEqualTo("ada:pass");
            assertThat(site.requests())
                    .noneMatch(request -> request.getHeaders().get("Proxy-Authorization") != null);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', proxy: answered 407",
        "'HTTP/1.1 200\r\nX: ', proxy: answer is too long",
        "'220 smtp ready\r\n\r\n', proxy: no answer of HTTP",
    })
    void saysWhatIsWrongWithAProxy(String answer, String reason) throws IOException {
        String longer = answer.endsWith("X: ") ? answer + "x".repeat(20_000) : answer;
        try (RawServer proxy = RawServer.greeting(longer);
                HttpFetcher fetcher = Fetchers.local()
                        .proxy(ForwardProxy.http("127.0.0.1", proxy.url().getPort()))
                        .build()) {
            URI url = URI.create("http://127.0.0.2:8080/");

            assertThat(fetcher.fetch(PageRequest.list(url))).isEqualTo(new FetchOutcome.Unreachable(url, reason));
        }
    }

    @Test
    void wantsAnAddressThatCanBe() {
        assertThatThrownBy(() -> ForwardProxy.http("", 80)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ForwardProxy.socks5("h", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ForwardProxy.http("h", 80).withPassword("a:b", "c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpFetcher.Builder through(FakeProxy proxy, boolean socks) {
        return Fetchers.local()
                .proxy(
                        socks
                                ? ForwardProxy.socks5("127.0.0.1", proxy.port())
                                : ForwardProxy.http("127.0.0.1", proxy.port()));
    }
}
