package dev.souk.scraper.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** What scripts ask for, and what is not asked for whatever they try. */
class BrowserRequestsTest extends BrowserOnThisMachine {

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
    void sendsWhatAScriptSends() {
        page("/list", """
                <html><body><link rel=stylesheet href=/a.css onload="this.title='styled'"><script>
                fetch('/api', {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Version': '7'}, body: '{"q":"ü"}'})
                    .then(r => r.json().then(all => document.title = r.status + ' ' + all[0]));
                </script></body></html>
                """);
        PAGES.put(
                "/api",
                new MockResponse.Builder().code(201).body("[\"a sofa\"]").build());

        assertThat(browser.fetch(list("/list")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Ok.class,
                        ok -> assertThat(ok.page().body())
                                .contains("<title>201 a sofa</title>")
                                .contains("title=\"styled\""));
        RecordedRequest sent = Objects.requireNonNull(LAST.get("/api"));
        assertThat(sent.getMethod()).isEqualTo("POST");
        assertThat(Objects.requireNonNull(sent.getBody()).utf8()).isEqualTo("{\"q\":\"ü\"}");
        assertThat(sent.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(sent.getHeaders().get("X-Version")).isEqualTo("7");
        assertThat(sent.getHeaders().get("User-Agent")).startsWith("Souk/");
        assertThat(ASKED).doesNotContain("/a.css");
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
                        .pacedBy(pace)
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
                            ? answer.addHeader("Access-Control-Allow-Origin", "*")
                                    .build()
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
}
