package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LoopbackOnly.class)
class HttpFetcherOutcomeTest {

    private final FakeTime time = new FakeTime();

    @Test
    void givesThePageThatTheSiteAnswersWith() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/sofas?page=2", "<p>a sofa</p>");
            PageRequest request = PageRequest.list(site.url("/sofas?page=2"));

            FetchOutcome outcome = fetcher.fetch(request);

            assertThat(outcome)
                    .isEqualTo(new FetchOutcome.Ok(new Page(request, request.url(), "<p>a sofa</p>", FakeTime.START)));
        }
    }

    @Test
    void saysWhoItIsAndWhatItReads() {
        try (Site site = new Site();
                HttpFetcher fetcher =
                        Fetchers.local(time).acceptLanguage("id, en;q=0.5").build()) {

            fetcher.fetch(PageRequest.list(site.url("/")));

            assertThat(site.requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.getHeaders().get("User-Agent"))
                        .matches("Souk/\\S+ \\(\\+mailto:ops@example\\.org\\)");
                assertThat(request.getHeaders().get("Accept-Language")).isEqualTo("id, en;q=0.5");
                assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("br, gzip");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void saysThatAPageIsGone(int status) {
        assertThat(outcomeOf(status))
                .isInstanceOfSatisfying(
                        FetchOutcome.Gone.class,
                        gone -> assertThat(gone.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 407, 408, 418, 421, 451})
    void saysThatASiteRefuses(int status) {
        assertThat(outcomeOf(status))
                .isInstanceOfSatisfying(
                        FetchOutcome.Blocked.class,
                        blocked -> assertThat(blocked.status()).isEqualTo(status));
    }

    @Test
    void saysThatASiteWantsALogin() {
        assertThat(outcomeOf(401))
                .isInstanceOfSatisfying(
                        FetchOutcome.LoginWall.class,
                        wall -> assertThat(wall.evidence()).isEqualTo("answered 401"));
    }

    @ParameterizedTest
    @CsvSource({
        "403, Just a moment..., CAPTCHA",
        "503, Just a moment..., CAPTCHA",
        "403, Access Denied, BLOCKED",
        "403, Too many requests, RATE_LIMITED",
        "500, Something else, UNREACHABLE",
        "404, Just a moment..., GONE",
    })
    void readsTheWallBehindARefusal(int status, String title, FetchOutcome.Kind kind) {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/", new MockResponse.Builder().code(status).body("<title>" + title + "</title>"));

            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))).kind()).isEqualTo(kind);
        }
    }

    @Test
    void knowsACaptchaByTheHeaderOfItsMaker() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/", 403, "cf-mitigated", "challenge");

            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))))
                    .isEqualTo(new FetchOutcome.Captcha(site.url("/"), "cf-mitigated: challenge, status 403"));
        }
    }

    @Test
    void doesNotTakeAPageForAWallThatSpeaksOfOne() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/", "<title>Just a moment...</title><script>h-captcha</script>");

            assertThat(fetcher.fetch(PageRequest.list(site.url("/")))).isInstanceOf(FetchOutcome.Ok.class);
        }
    }

    @Test
    void everyOutcomeHasAKindOfItsOwn() {
        assertThat(FetchOutcome.class.getPermittedSubclasses())
                .extracting(Class::getSimpleName)
                .map(name -> name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(FetchOutcome.Kind.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 304, 302, 500, 502, 503, 599})
    void saysThatASiteAnswersWithNothingOfUse(int status) {
        assertThat(outcomeOf(status))
                .isInstanceOfSatisfying(
                        FetchOutcome.Unreachable.class,
                        unreachable -> assertThat(unreachable.reason()).isEqualTo("answered " + status));
    }

    @Test
    void saysThatASiteAsksForNoWaitAtAll() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/", 503, "Retry-After", "0");

            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))))
                    .isEqualTo(new FetchOutcome.RateLimited(site.url("/"), Duration.ZERO));
        }
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        try (HttpFetcher fetcher = Fetchers.local()
                .dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build()) {
            URI url = URI.create("http://nowhere.example/");

            assertThat(fetcher.fetch(PageRequest.list(url)))
                    .isEqualTo(new FetchOutcome.Unreachable(url, "no such host"));
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (HttpFetcher fetcher = Fetchers.local().build()) {
            URI url = URI.create("http://127.0.0.1:" + port + "/");

            assertThat(fetcher.fetch(PageRequest.list(url)))
                    .isEqualTo(new FetchOutcome.Unreachable(url, "connection refused"));
        }
    }

    @Test
    void saysThatTlsFailed() throws IOException {
        try (RawServer plain = RawServer.greeting("220 this is not TLS\r\n");
                HttpFetcher fetcher = Fetchers.local().build()) {
            URI url = URI.create(plain.url().toString().replace("http:", "https:"));

            assertThat(fetcher.fetch(PageRequest.list(url)))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Unreachable.class,
                            unreachable -> assertThat(unreachable.reason()).startsWith("TLS failed: "));
        }
    }

    @Test
    void followsARedirectAndSaysWhereThePageWas() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().build()) {
            site.page("/old", 301, "Location", "new?x=1#top").page("/new?x=1", "here");

            FetchOutcome outcome = fetcher.fetch(PageRequest.item(site.url("/old")));

            assertThat(outcome).isInstanceOfSatisfying(FetchOutcome.Ok.class, ok -> {
                assertThat(ok.url()).isEqualTo(site.url("/old"));
                assertThat(ok.page().url()).isEqualTo(site.url("/new?x=1"));
            });
        }
    }

    @Test
    void takesNoCookieAndNoPasswordToTheNextPlace() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().build()) {
            site.page(
                            "/",
                            302,
                            "Location",
                            site.url("me:secret@localhost", "/in").toString(),
                            "Set-Cookie",
                            "a=b; Path=/")
                    .page("/in", "in");

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(site.url("me:secret@127.0.0.1", "/")));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            FetchOutcome.Ok.class,
                            ok -> assertThat(ok.page().url()).isEqualTo(site.url("localhost", "/in")));
            assertThat(site.requests())
                    .hasSize(4)
                    .allSatisfy(request -> assertThat(request.getHeaders().names())
                            .doesNotContain("Cookie", "Authorization", "Referer"));
        }
    }

    @Test
    void givesUpAfterFiveRedirects() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().build()) {
            site.page("/loop", 302, "Location", "/loop");

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(site.url("/loop")));

            assertThat(outcome).isEqualTo(new FetchOutcome.Unreachable(site.url("/loop"), "more than 5 redirects"));
            assertThat(site.asked()).hasSize(6);
        }
    }

    @Test
    void doesNotFollowARedirectFromHttpsToHttp() {
        Headers headers = Headers.of("Location", "http://example.org/");
        Visitor site = visit -> new Answer.Response(visit.url(), 302, headers, ByteString.EMPTY, false);
        HttpUrl url = HttpUrl.get("https://example.org/");

        Answer answer = new Redirects(site)
                .visit(new Visit(url.uri(), url, 1, new WireTime(Duration.ofSeconds(1)), Duration.ZERO));

        assertThat(answer)
                .isEqualTo(new Answer.Failed(new FetchOutcome.Unreachable(url.uri(), "redirected from https to http")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/", "javascript:alert(1)", "http://", "http://[::1", "//"})
    void doesNotFollowARedirectToSomethingElseThanHttp(String location) {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().build()) {
            site.page("/", 302, "Location", location);

            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))))
                    .isEqualTo(new FetchOutcome.Unreachable(
                            site.url("/"), "redirected to something that is not an http or https address"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aRedirectToAnyTextIsNoReasonToThrow(long seed) {
        Random random = new Random(seed);
        HttpUrl from = HttpUrl.get("http://example.org/a");
        String[] starts = {
            "", "/", "?", "//", "http://", "https://h", "http://u:p@h:80/", "http://[::1]/", "http://h_x/"
        };
        for (int round = 0; round < 5000; round++) {
            StringBuilder location = new StringBuilder(starts[random.nextInt(starts.length)]);
            random.ints(random.nextInt(12), 0x20, random.nextBoolean() ? 0x7f : 0x3000)
                    .forEach(location::appendCodePoint);
            AtomicInteger visits = new AtomicInteger();
            Headers headers = new Headers.Builder()
                    .addUnsafeNonAscii("Location", location.toString())
                    .build();
            Visitor site = visit -> new Answer.Response(
                    visit.url(), visits.getAndIncrement() == 0 ? 302 : 200, headers, ByteString.EMPTY, false);
            Visit visit = new Visit(from.uri(), from, 1, new WireTime(Duration.ofSeconds(1)), Duration.ZERO);

            FetchOutcome outcome =
                    new PageReader(time).read(PageRequest.list(from.uri()), visit, new Redirects(site).visit(visit));

            assertThat(outcome)
                    .as("seed %d, round %d, %s", seed, round, location)
                    .satisfiesAnyOf(
                            ok -> assertThat(ok).isInstanceOf(FetchOutcome.Ok.class),
                            no -> assertThat(no).isInstanceOf(FetchOutcome.Unreachable.class));
        }
    }

    @Test
    void isOfNoUseOnceItIsClosed() {
        try (Site site = new Site()) {
            HttpFetcher fetcher = Fetchers.local().build();

            fetcher.close();

            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))))
                    .isEqualTo(new FetchOutcome.Unreachable(site.url("/"), "fetcher is closed"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ops@example.org", "mailto:", "mailto:a b", "mailto:a\r\nX: y", "https://x/(y)"})
    void wantsAContact(String contact) {
        assertThatThrownBy(() -> HttpFetcher.builder(contact))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contact");
    }

    @Test
    void logsNeitherPasswordNorQuery() {
        assertThat(OkHttpVisitor.bare(HttpUrl.get("https://me:secret@example.org/a/b?token=secret#secret")))
                .isEqualTo("https://example.org:443/a/b");
    }

    private FetchOutcome outcomeOf(int status) {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/", new MockResponse.Builder().code(status).body("<p>some error page</p>"));

            return fetcher.fetch(PageRequest.list(site.url("/")));
        }
    }
}
