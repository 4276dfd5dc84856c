package dev.souk.scraper.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.Pace;
import dev.souk.scraper.fetch.PageRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real Chromium on pages of this machine. Everything that it asks for comes by the fetcher; the wall is beneath it. */
@ExtendWith(LoopbackWall.class)
class BrowserFetcherTest {

    private static final Map<String, MockResponse> PAGES = new ConcurrentHashMap<>();
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static final Map<String, RecordedRequest> LAST = new ConcurrentHashMap<>();

    private static MockWebServer server;
    private static HttpFetcher http;
    private static BrowserFetcher browser;

    @BeforeAll
    static void start() throws IOException {
        if (!BrowserFetcher.isAvailable()) {
            System.out.println("SKIPPED: BrowserFetcherTest needs Chromium and Node.js on the path");
        }
        assumeTrue(BrowserFetcher.isAvailable(), "Chromium or Node.js is not installed");
        server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                ASKED.add(request.getTarget());
                LAST.put(request.getTarget(), request);
                return PAGES.getOrDefault(
                        request.getTarget(),
                        new MockResponse.Builder().code(404).build());
            }
        });
        // 127.0.0.1 itself is not allowed, so that a page on 127.0.0.2 has something next door that it must not reach.
        server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0);
        http = HttpFetcher.builder("mailto:ops@example.org")
                .allowAddresses("127.0.0.2")
                .pace(Duration.ZERO)
                .build();
        browser = BrowserFetcher.builder(http)
                .timeout(Duration.ofSeconds(60))
                .settle(Duration.ofSeconds(20))
                .maxBytes(2_000_000)
                .build();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
            browser.close();
            http.close();
            server.close();
            assertThat(children).isNotEmpty();
            // Each has ended, or ends now.
            children.forEach(
                    child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        }
    }

    @BeforeEach
    void empty() {
        PAGES.clear();
        ASKED.clear();
        LAST.clear();
    }

    @Test
    void readsListingsThatAScriptPutsThere() {
        page("/list", "<html><body><div id=list></div><script src=/list.js></script></body></html>");
        script(
                "/list.js",
                "fetch('/api/listings').then(r => r.json()).then(all => all.forEach(one => {"
                        + "const card = document.createElement('article'); card.className = 'listing';"
                        + "card.textContent = one; document.getElementById('list').append(card); }));");
        json("/api/listings", "[\"a sofa\", \"a bicycle\"]");

        assertThat(browser.fetch(list("/list"))).isInstanceOfSatisfying(FetchOutcome.Ok.class, ok -> {
            assertThat(ok.page().body())
                    .contains("<article class=\"listing\">a sofa</article>")
                    .contains("<article class=\"listing\">a bicycle</article>");
            assertThat(ok.page().url()).isEqualTo(url("/list"));
        });
        assertThat(ASKED)
                .filteredOn(target -> !target.equals("/robots.txt"))
                .containsExactly("/list", "/list.js", "/api/listings");
    }

    @Test
    void reachesNoAddressThatIsNotOfThePublicWeb() throws IOException {
        try (MockWebServer nextDoor = new MockWebServer()) {
            nextDoor.start(InetAddress.getLoopbackAddress(), 0);
            String secret = "http://127.0.0.1:" + nextDoor.getPort() + "/secret";
            PAGES.put(
                    "/away",
                    new MockResponse.Builder()
                            .code(302)
                            .addHeader("Location", secret)
                            .build());
            page("/list", """
                    <html><body><p id=said>nothing yet</p>
                    <iframe src="http://169.254.169.254/latest/meta-data/"></iframe>
                    <iframe src="%1$s"></iframe>
                    <img src="http://169.254.169.254/pixel.png">
                    <script src="http://[::ffff:127.0.0.1]:%2$d/secret"></script>
                    <script src="http://localhost:%2$d/secret"></script>
                    <script>
                    const places = ['%1$s', 'http://2130706433:%2$d/secret', 'http://169.254.169.254/', '/away',
                        'http://10.0.0.1/', 'https://192.168.0.1/', 'http://[fd00:ec2::254]/'];
                    Promise.allSettled(places.map(place => fetch(place, {mode: 'no-cors'})))
                        .then(all => document.getElementById('said').textContent =
                            all.filter(one => one.status == 'fulfilled').length + ' of ' + all.length + ' answered');
                    try { new WebSocket('ws://127.0.0.1:%2$d/'); } catch (e) {}
                    navigator.sendBeacon('%1$s', 'x');
                    </script></body></html>
                    """.formatted(secret, nextDoor.getPort()));

            assertThat(browser.fetch(list("/list")))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Ok.class,
                            ok -> assertThat(ok.page().body()).contains("0 of 7 answered"));
            assertThat(nextDoor.getRequestCount()).isZero();
        }
    }

    @Test
    void scriptsSpeakByNothingButRequestsThatTheFetcherMakes() {
        page(
                "/list",
                "<html><body><p id=said></p><script>"
                        + "const socket = new WebSocket('ws://' + location.host + '/socket');"
                        + "socket.onclose = socket.onerror = () => document.getElementById('said').textContent ="
                        + " [typeof RTCPeerConnection, typeof WebTransport, 'no socket'].join();"
                        + "navigator.sendBeacon('/beacon', 'x');"
                        + "</script></body></html>");

        assertThat(browser.fetch(list("/list")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Ok.class,
                        ok -> assertThat(ok.page().body()).contains("undefined,undefined,no socket"));
        assertThat(ASKED).doesNotContain("/socket", "/beacon");
    }

    @Test
    void whatScriptsAskForTakesItsTurn() {
        page("/list", "<html><body><script src=/list.js></script></body></html>");
        script("/list.js", "fetch('/api')");
        json("/api", "[]");
        List<String> turns = new CopyOnWriteArrayList<>();
        Pace pace = new Pace() {
            @Override
            public Turn take(String host, Duration gap, Duration longestWait) {
                turns.add(host);
                return new Turn(Duration.ZERO, true);
            }

            @Override
            public void rest(String host, Duration time) {
                // Nothing here asks for it.
            }
        };
        try (HttpFetcher paced = HttpFetcher.builder("mailto:ops@example.org")
                        .allowAddresses("127.0.0.2")
                        .turnsFrom(pace)
                        .build();
                BrowserFetcher other = BrowserFetcher.builder(paced).build()) {

            assertThat(other.fetch(list("/list"))).isInstanceOf(FetchOutcome.Ok.class);
        }
        assertThat(ASKED).containsExactly("/robots.txt", "/list", "/list.js", "/api");
        assertThat(turns).hasSameSizeAs(ASKED).containsOnly("127.0.0.2");
    }

    @Test
    void asksOfAnotherSiteWhatThatOneLetsThePageRead() throws IOException {
        List<RecordedRequest> asked = new CopyOnWriteArrayList<>();
        try (MockWebServer api = new MockWebServer()) {
            api.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    asked.add(request);
                    MockResponse.Builder answer = new MockResponse.Builder().body("[\"data\"]");
                    return request.getTarget().equals("/open")
                            ? answer.addHeader("Access-Control-Allow-Origin", "*").build()
                            : answer.build();
                }
            });
            api.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 3}), 0);
            String site = "http://127.0.0.3:" + api.getPort();
            page("/list", """
                    <html><body><p id=open></p><p id=closed></p><p id=own></p><script>
                    const show = (id, url) => fetch(url).then(r => r.text()).catch(e => 'withheld')
                        .then(text => document.getElementById(id).textContent = text);
                    show('open', '%1$s/open'); show('closed', '%1$s/closed'); show('own', '/own');
                    </script></body></html>
                    """.formatted(site));
            json("/own", "[\"mine\"]");
            try (HttpFetcher both = HttpFetcher.builder("mailto:ops@example.org")
                            .allowAddresses("127.0.0.2", "127.0.0.3")
                            .pace(Duration.ZERO)
                            .header(site, "Authorization", "Bearer secret")
                            .build();
                    BrowserFetcher other = BrowserFetcher.builder(both).build()) {

                assertThat(other.fetch(list("/list")))
                        .isInstanceOfSatisfying(
                                FetchOutcome.Ok.class,
                                ok -> assertThat(ok.page().body())
                                        .contains("<p id=\"open\">[\"data\"]</p>")
                                        .contains("<p id=\"closed\">withheld</p>")
                                        .contains("<p id=\"own\">[\"mine\"]</p>"));
            }
        }
        assertThat(asked)
                .extracting(RecordedRequest::getTarget)
                .containsExactlyInAnyOrder("/robots.txt", "/open", "/closed");
        assertThat(asked).noneMatch(request -> request.getHeaders().names().contains("Authorization"));
    }

    @Test
    void sendsWhatAScriptSends() {
        page("/list", """
                <html><body><link rel=stylesheet href=/a.css onload="this.title='styled'"><script>
                fetch('/api', {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Version': '7'}, body: '{"q":"ü"}'})
                    .then(r => r.json().then(all => document.title = r.status + ' ' + all[0]));
                </script></body></html>
                """);
        PAGES.put("/api", new MockResponse.Builder().code(201).body("[\"a sofa\"]").build());

        assertThat(browser.fetch(list("/list")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Ok.class,
                        ok -> assertThat(ok.page().body())
                                .contains("<title>201 a sofa</title>")
                                .contains("title=\"styled\""));
        RecordedRequest sent = LAST.get("/api");
        assertThat(sent.getMethod()).isEqualTo("POST");
        assertThat(Objects.requireNonNull(sent.getBody()).utf8()).isEqualTo("{\"q\":\"ü\"}");
        assertThat(sent.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(sent.getHeaders().get("X-Version")).isEqualTo("7");
        assertThat(sent.getHeaders().get("User-Agent")).startsWith("Souk/");
        assertThat(ASKED).doesNotContain("/a.css");
    }

    @Test
    void waitsForWhatItWasToldToWaitFor() {
        page(
                "/late",
                "<html><body><script>setTimeout(() => document.body.innerHTML ="
                        + " '<article class=listing>late</article>', 1500)</script></body></html>");
        try (BrowserFetcher patient =
                BrowserFetcher.builder(http).readyWhen(".listing").build()) {

            assertThat(patient.fetch(list("/late")))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Ok.class,
                            ok -> assertThat(ok.page().body()).contains("late</article>"));
        }
    }

    @Test
    void takesAPageAsItIsThatNeverComesToRest() {
        page(
                "/clock",
                "<html><body><p>here</p><script>setInterval(() =>"
                        + " document.body.append(document.createElement('i')), 20)</script></body></html>");
        try (BrowserFetcher hasty = BrowserFetcher.builder(http)
                .settle(Duration.ofSeconds(2))
                .build()) {

            assertThat(hasty.fetch(list("/clock")))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Ok.class,
                            ok -> assertThat(ok.page().body()).contains("<p>here</p>"));
        }
    }

    @Test
    void asksForNothingThatRobotsTxtForbids() {
        page("/robots.txt", "User-agent: *\nDisallow: /private\nDisallow: /api", "text/plain");
        page("/robots", "<html><script>fetch('/api/1')</script></html>");
        try (HttpFetcher fresh = HttpFetcher.builder("mailto:ops@example.org")
                        .allowAddresses("127.0.0.2")
                        .pace(Duration.ZERO)
                        .build();
                BrowserFetcher other = BrowserFetcher.builder(fresh).build()) {

            assertThat(other.fetch(list("/private/1"))).isInstanceOf(FetchOutcome.RobotsDenied.class);
            assertThat(other.fetch(list("/robots"))).isInstanceOf(FetchOutcome.Ok.class);
        }
        assertThat(ASKED).containsExactly("/robots.txt", "/robots");
    }

    @Test
    void asksForNoPicturesAndLeavesThePageForNoOther() {
        page(
                "/list",
                "<html><body><img src=/a.png><video src=/b.mp4></video><p>here</p>"
                        + "<script>setTimeout(() => location.href = '/elsewhere', 0)</script></body></html>");

        assertThat(browser.fetch(list("/list")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Ok.class,
                        ok -> assertThat(ok.page().body()).contains("<p>here</p>"));
        assertThat(ASKED).doesNotContain("/a.png", "/b.mp4", "/elsewhere");
    }

    @Test
    void givesUpAPageThatLoadsTooMuch() {
        page("/huge", "<html><script src=/huge.js></script></html>");
        script("/huge.js", "// " + "x".repeat(3_000_000));

        assertThat(browser.fetch(list("/huge"))).isEqualTo(new FetchOutcome.TooLarge(url("/huge"), 2_000_000));
    }

    @Test
    void givesUpAPageThatMakesItselfTooLarge() {
        page("/grows", "<html><body><script>document.body.textContent = 'x'.repeat(3000000)</script></body></html>");

        assertThat(browser.fetch(list("/grows"))).isEqualTo(new FetchOutcome.TooLarge(url("/grows"), 2_000_000));
    }

    @Test
    void endsAPageThatNeverEndsAndReadsTheNextOne() {
        page("/loop", "<html><body><script>while (true) {}</script></body></html>");
        page("/next", "<html><body>next</body></html>");
        try (BrowserFetcher hasty =
                BrowserFetcher.builder(http).timeout(Duration.ofSeconds(5)).build()) {

            assertThat(hasty.fetch(list("/loop")))
                    .isEqualTo(new FetchOutcome.TimedOut(url("/loop"), Duration.ofSeconds(5)));
        }
        assertThat(browser.fetch(list("/next"))).isInstanceOf(FetchOutcome.Ok.class);
    }

    @Test
    void takesNoCookieFromOnePageToTheNext() {
        page("/first", "<html><script>document.cookie = 'a=b'; document.title = document.cookie</script></html>");
        page("/second", "<html><script>document.title = 'cookies:' + document.cookie</script></html>");

        browser.fetch(list("/first"));

        assertThat(browser.fetch(list("/second")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Ok.class,
                        ok -> assertThat(ok.page().body()).contains("<title>cookies:</title>"));
    }

    @Test
    void passesOnWhatNeedsNoBrowser() {
        json("/api", "{\"a\":1}");

        assertThat(browser.fetch(list("/missing"))).isInstanceOf(FetchOutcome.Gone.class);
        assertThat(browser.fetch(list("/api")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Ok.class,
                        ok -> assertThat(ok.page().body()).isEqualTo("{\"a\":1}"));
    }

    @Test
    void wantsProgramsThatAreThere() {
        assertThatThrownBy(() -> BrowserFetcher.builder(http)
                        .chromium(Path.of("/nowhere"))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/nowhere");
    }

    @Test
    void isOfNoUseOnceItIsClosed() {
        page("/", "<html></html>");
        BrowserFetcher closed = BrowserFetcher.builder(http).build();

        closed.close();

        assertThat(closed.fetch(list("/"))).isEqualTo(new FetchOutcome.Unreachable(url("/"), "fetcher is closed"));
    }

    private static void page(String target, String body) {
        page(target, body, "text/html; charset=utf-8");
    }

    private static void script(String target, String body) {
        page(target, body, "text/javascript");
    }

    private static void json(String target, String body) {
        page(target, body, "application/json");
    }

    private static void page(String target, String body, String type) {
        PAGES.put(
                target,
                new MockResponse.Builder()
                        .addHeader("Content-Type", type)
                        .body(body)
                        .build());
    }

    private static PageRequest list(String target) {
        return PageRequest.list(url(target));
    }

    private static URI url(String target) {
        return URI.create("http://127.0.0.2:" + server.getPort() + target);
    }
}
