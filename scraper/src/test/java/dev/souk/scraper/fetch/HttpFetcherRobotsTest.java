package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LoopbackOnly.class)
class HttpFetcherRobotsTest {

    private final FakeTime time = new FakeTime();
    private final Site site =
            new Site().page("/", "home").page("/private/1", "private").page("/open", "open");
    private final HttpFetcher fetcher = Fetchers.local(time).build();

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
    }

    @Test
    void doesNotFetchWhatRobotsTxtForbidsAndNamesTheRule() {
        site.robots("User-agent: *", "Allow: /private/2", "Disallow: /p", "Disallow: /private/");

        assertThat(fetch("/private/1"))
                .isEqualTo(new FetchOutcome.RobotsDenied(site.url("/private/1"), "Disallow: /private/"));
        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.Ok.class);
        assertThat(fetch("/private/2")).isInstanceOf(FetchOutcome.Gone.class);
        assertThat(site.asked()).containsExactly("/open", "/private/2");
    }

    @Test
    void obeysTheRulesForSoukBeforeThoseForAll() {
        site.robots("User-agent: *", "Disallow: /", "", "User-agent: Souk", "Disallow: /private");

        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.Ok.class);
        assertThat(fetch("/private/1")).isInstanceOf(FetchOutcome.RobotsDenied.class);
    }

    @Test
    void obeysTheRulesForTheNameThatItsUserAgentSays() {
        site.robots("User-agent: souk", "Disallow: /open", "", "User-agent: BIKE-finder", "Disallow: /private");

        try (HttpFetcher named = Fetchers.local(time).agent("Bike-Finder").build()) {
            assertThat(named.fetch(PageRequest.item(site.url("/open")))).isInstanceOf(FetchOutcome.Ok.class);
            assertThat(site.last().getHeaders().get("User-Agent"))
                    .isEqualTo(named.userAgent())
                    .startsWith("Bike-Finder (+" + Fetchers.CONTACT + ") Souk/");
        }
        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.RobotsDenied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bike finder", "bike/1", "bike2", "b\nX: y"})
    void refusesANameThatNoRobotsTxtCouldSay(String agent) {
        assertThatThrownBy(() -> Fetchers.local(time).agent(agent)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/*.php$, /a.php, true",
        "/*.php$, /a.php5, false",
        "/*?q=, /s?q=1, true",
        "/%70rivate, /private/1, true"
    })
    void readsTheWildcardsOfRfc9309(String rule, String target, boolean denied) {
        site.robots("User-agent: *", "Disallow: " + rule);

        assertThat(fetch(target) instanceof FetchOutcome.RobotsDenied).isEqualTo(denied);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 451})
    void takesARefusedFileForNoFile(int status) {
        site.page("/robots.txt", status);

        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.Ok.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void takesARefusedFileForARefusalOfTheSiteWhereTheHostSaysSo(int status) {
        site.page("/robots.txt", status);
        try (HttpFetcher heeding = Fetchers.local(time).heedRefusedRobots().build()) {

            assertThat(heeding.fetch(PageRequest.list(site.url("/open"))))
                    .isEqualTo(new FetchOutcome.RobotsDenied(site.url("/open"), "robots.txt answered " + status));
            site.page("/robots.txt", 404);
            time.pass(Duration.ofDays(1));
            assertThat(heeding.fetch(PageRequest.list(site.url("/open")))).isInstanceOf(FetchOutcome.Ok.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void fetchesNothingWhileTheFileIsInTroubleAndAsksAgainSoon(int status) {
        site.page("/robots.txt", status);

        assertThat(fetch("/open"))
                .isEqualTo(new FetchOutcome.RobotsDenied(site.url("/open"), "robots.txt answered " + status, true));
        assertThat(fetch("/"))
                .isEqualTo(new FetchOutcome.RobotsDenied(site.url("/"), "robots.txt answered " + status, true));
        assertThat(site.robotsAsked()).isEqualTo(1);

        site.robots("User-agent: *", "Disallow: /private");
        time.pass(Duration.ofMinutes(1));

        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.Ok.class);
        assertThat(site.robotsAsked()).isEqualTo(2);
    }

    @Test
    void putsASiteOffWhoseFileAnswersTooManyRequests() {
        site.page("/robots.txt", 429, "Retry-After", "90");

        assertThat(fetch("/open")).isEqualTo(new FetchOutcome.RateLimited(site.url("/open"), Duration.ofSeconds(90)));
        assertThat(site.asked()).isEmpty();

        site.page("/robots.txt", 404);
        time.pass(Duration.ofSeconds(90));

        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.Ok.class);
    }

    @Test
    void fetchesNothingWhenTheFileDoesNotCome() {
        site.page(
                "/robots.txt",
                new MockResponse.Builder().headersDelay(10, TimeUnit.SECONDS).body(""));
        try (HttpFetcher hasty =
                Fetchers.local(time).timeout(Duration.ofMillis(100)).build()) {

            assertThat(hasty.fetch(PageRequest.list(site.url("/open"))))
                    .isEqualTo(
                            new FetchOutcome.RobotsDenied(site.url("/open"), "robots.txt did not come in time", true));
        }
    }

    @Test
    void takesAPageInPlaceOfTheFileForNoFile() {
        site.page(
                "/robots.txt",
                new MockResponse.Builder()
                        .addHeader("Content-Type", "text/html; charset=utf-8")
                        .body("<html><body><p>Not found, whatever your User-agent: is</p></body></html>"));

        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.Ok.class);
    }

    @Test
    void obeysAFileThatIsOnlyCalledAPage() {
        site.page(
                "/robots.txt",
                new MockResponse.Builder()
                        .addHeader("Content-Type", "text/html; charset=utf-8")
                        .body("# rules\n  User-Agent: *\nDisallow: /"));

        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.RobotsDenied.class);
    }

    @Test
    void readsALongFileUpToFiveHundredKibibytes() {
        String filler = "# comment\n".repeat(60_000);
        site.robots("User-agent: *", "Disallow: /private", filler, "Disallow: /open");

        assertThat(fetch("/private/1")).isInstanceOf(FetchOutcome.RobotsDenied.class);
        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.Ok.class);
    }

    @Test
    void doesNotReadTheLineThatIsCutInTwo() {
        String start = "User-agent: *\nDisallow: /private\n#";
        String half = "\nDisallow: /";
        String filler = "x".repeat(RobotsFile.LONGEST - start.length() - half.length());
        site.robots(start + filler + half + "private/2");

        assertThat(fetch("/private/1")).isInstanceOf(FetchOutcome.RobotsDenied.class);
        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.Ok.class);
    }

    @Test
    void followsFiveRedirectsToTheFileAndTakesMoreForNoFile() {
        site.page("/robots.txt", 301, "Location", "/r1")
                .page("/r1", 302, "Location", "/r2")
                .page("/r2", 307, "Location", "/r3")
                .page("/r3", 308, "Location", "/r4")
                .page("/r4", 303, "Location", "/r5")
                .page("/r5", "User-agent: *\nDisallow: /private");
        assertThat(fetch("/private/1")).isInstanceOf(FetchOutcome.RobotsDenied.class);

        site.page("/r5", 302, "Location", "/r6").page("/r6", "User-agent: *\nDisallow: /private");
        time.pass(Duration.ofHours(24));
        assertThat(fetch("/private/1")).isInstanceOf(FetchOutcome.Ok.class);
        assertThat(site.asked()).doesNotContain("/r6");
    }

    @Test
    void asksForTheFileOnceADay() {
        site.robots("User-agent: *", "Disallow: /private");

        fetch("/");
        time.pass(Duration.ofHours(23));
        fetch("/open");
        assertThat(site.robotsAsked()).isEqualTo(1);

        time.pass(Duration.ofHours(1));
        fetch("/");
        assertThat(site.robotsAsked()).isEqualTo(2);
    }

    @Test
    void manyThreadsAskForTheFileOnce() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);

        Callable<FetchOutcome> fetching = () -> fetch("/open");
        threads.invokeAll(Stream.generate(() -> fetching).limit(24).toList());
        threads.shutdown();

        assertThat(site.robotsAsked()).isEqualTo(1);
        assertThat(site.asked()).hasSize(24);
    }

    @Test
    void asksEachOriginForItsOwnFile() {
        try (Site other = new Site();
                HttpFetcher named = Fetchers.local(time)
                        .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                        .build()) {
            site.robots("User-agent: *", "Disallow: /");

            assertThat(named.fetch(PageRequest.list(site.url("a.example", "/open"))))
                    .isInstanceOf(FetchOutcome.RobotsDenied.class);
            assertThat(named.fetch(PageRequest.list(other.url("a.example", "/"))))
                    .isInstanceOf(FetchOutcome.Gone.class);
        }
    }

    @Test
    void asksTheRobotsTxtOfThePlaceThatARedirectLeadsTo() {
        try (Site other = new Site()) {
            other.robots("User-agent: *", "Disallow: /landing").page("/landing", "landed");
            site.page("/go", 302, "Location", other.url("/landing").toString());

            assertThat(fetch("/go")).isEqualTo(new FetchOutcome.RobotsDenied(site.url("/go"), "Disallow: /landing"));
            assertThat(other.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0000\u0000",
                "<html><body>Disallow: /</body></html>",
                "Disallow: /",
                "User-agent: *\nDisallow: %%%zz",
                "User-agent: *\nCrawl-delay: 99999999999999999999999999",
                "User-agent: *\nSitemap: ht!tp://\nAllow",
            })
    void isNotConfusedByAFileThatMakesNoSense(String file) {
        site.page("/robots.txt", file);

        assertThat(fetch("/open")).isInstanceOf(FetchOutcome.Ok.class);
    }

    /** To try every way in which the rule could match would take longer than anybody has. */
    @Test
    void isNotHeldUpByAFileFullOfWildcards() {
        site.robots("User-agent: *", ("Disallow: /" + "*a".repeat(500) + "*$\n").repeat(400));

        assertThat(fetch("/" + "a".repeat(499) + "b".repeat(1501))).isInstanceOf(FetchOutcome.Gone.class);
        assertThat(fetch("/" + "a".repeat(2000) + "b")).isInstanceOf(FetchOutcome.RobotsDenied.class);
    }

    private FetchOutcome fetch(String target) {
        return fetcher.fetch(PageRequest.list(site.url(target)));
    }
}
