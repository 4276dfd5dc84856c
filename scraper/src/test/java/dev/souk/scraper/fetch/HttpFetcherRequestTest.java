package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LoopbackOnly.class)
class HttpFetcherRequestTest {

    private static final String JSON = "application/json";

    private final FakeTime time = new FakeTime();

    @Test
    void sendsABodyByPost() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/api", "{}");

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(site.url("/api"))
                    .withBody("application/json; charset=utf-8", "{\"q\":\"Möbel\"}")
                    .withHeader("Accept", JSON)
                    .withHeader("X-Api-Version", "2"));

            assertThat(outcome).isInstanceOf(FetchOutcome.Ok.class);
            RecordedRequest request = site.last();
            assertThat(request.getMethod()).isEqualTo("POST");
            assertThat(body(request)).isEqualTo("{\"q\":\"Möbel\"}");
            assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
            assertThat(request.getHeaders().values("Accept")).containsExactly(JSON);
            assertThat(request.getHeaders().get("X-Api-Version")).isEqualTo("2");
            assertThat(request.getHeaders().get("User-Agent")).startsWith("Souk/");
        }
    }

    @ParameterizedTest
    @CsvSource({"301, GET", "302, GET", "303, GET", "307, POST", "308, POST"})
    void repeatsAPostOnlyWhereTheRedirectAsksForIt(int status, String method) {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/api", status, "Location", "/new").page("/new", "{}");

            fetcher.fetch(PageRequest.list(site.url("/api"))
                    .withBody(JSON, "{}")
                    .withHeader("Authorization", "Bearer secret"));

            assertThat(site.last().getMethod()).isEqualTo(method);
            assertThat(site.last().getHeaders().get("Authorization")).isEqualTo("Bearer secret");
        }
    }

    @Test
    void doesNotCarryABodyToAnotherSite() {
        try (Site site = new Site();
                Site other = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/api", 307, "Location", other.url("/api").toString());

            FetchOutcome outcome =
                    fetcher.fetch(PageRequest.list(site.url("/api")).withBody(JSON, "{\"secret\":1}"));

            assertThat(outcome)
                    .isEqualTo(
                            new FetchOutcome.Unreachable(site.url("/api"), "redirected with its body to another site"));
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aHeaderOfARequestDoesNotFollowARedirectToAnotherSite() {
        try (Site site = new Site();
                Site other = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/", 302, "Location", other.url("/").toString());
            other.page("/", "fine");

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(site.url("/"))
                    .withHeader("Authorization", "Bearer secret")
                    .withHeader("Cookie", "session=secret")
                    .withHeader("X-Api-Key", "secret"));

            assertThat(outcome).isInstanceOf(FetchOutcome.Ok.class);
            assertThat(other.requests())
                    .isNotEmpty()
                    .noneMatch(request -> request.getHeaders().toString().contains("secret"));
            assertThat(site.robotsRequests())
                    .isNotEmpty()
                    .noneMatch(request -> request.getHeaders().toString().contains("secret"));
        }
    }

    @Test
    void sendsTheHostsHeadersAndCookiesToTheirOriginAlone() {
        try (Site site = new Site();
                Site other = new Site();
                HttpFetcher fetcher = Fetchers.local(time)
                        .header(origin(site), "Authorization", "Bearer secret")
                        .cookie(origin(site), "consent", "yes")
                        .cookie(origin(site), "lang", "de")
                        .build()) {
            site.page("/", 302, "Location", other.url("/").toString()).page("/mine", "mine");
            other.page("/", 302, "Location", site.url("/mine").toString());

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(site.url("/")));

            assertThat(outcome).isInstanceOf(FetchOutcome.Ok.class);
            assertThat(site.pageRequests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.getHeaders().values("Authorization")).containsExactly("Bearer secret");
                assertThat(request.getHeaders().values("Cookie")).containsExactly("consent=yes; lang=de");
            });
            assertThat(other.requests())
                    .isNotEmpty()
                    .allSatisfy(request ->
                            assertThat(request.getHeaders().names()).doesNotContain("Authorization", "Cookie"));
        }
    }

    @Test
    void keepsSecretsOutOfTextAndMessages() {
        PageRequest request = PageRequest.list(URI.create("http://127.0.0.1/"))
                .withHeader("Authorization", "Bearer secret")
                .withBody(JSON, "{\"password\":\"secret\"}");

        assertThat(request.toString()).contains("authorization").doesNotContain("secret");
        assertThat(request.body().orElseThrow().toString()).doesNotContain("secret");
        assertThat(ForwardProxy.http("127.0.0.1", 1)
                        .withPassword("secret", "secret")
                        .toString())
                .doesNotContain("secret");
        assertThatThrownBy(() -> request.withHeader("X-Key", "secret\r\nX-Evil: 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("x-key")
                .doesNotContain("secret");
        assertThatThrownBy(() -> Fetchers.local().cookie("https://example.org", "session", "secret; Path=/"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("session")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"User-Agent", "host", "Content-Length", "Transfer-Encoding", "If-None-Match", "a b", "", "x\n"})
    void doesNotLetARequestSayWhatTheFetcherSays(String name) {
        PageRequest request = PageRequest.list(URI.create("http://127.0.0.1/"));

        assertThatThrownBy(() -> request.withHeader(name, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fetchers.local().header("http://127.0.0.1", name, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.org", "https://example.org/path", "ftp://example.org", "https://example.org/?q=1", ""})
    void wantsAnOriginForAHeader(String origin) {
        assertThatThrownBy(() -> Fetchers.local().header(origin, "X-Key", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("origin");
    }

    @Test
    void saysThatAPageHasNotChanged() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page(
                    "/",
                    new MockResponse.Builder()
                            .addHeader("ETag", "W/\"7\"")
                            .addHeader("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT")
                            .body("a sofa"));
            PageRequest request = PageRequest.list(site.url("/"));
            Validators validators =
                    ((FetchOutcome.Ok) fetcher.fetch(request)).page().validators();
            site.page("/", 304);

            FetchOutcome outcome = fetcher.fetch(request.ifChangedSince(validators));

            assertThat(validators).isEqualTo(new Validators("W/\"7\"", "Mon, 23 Nov 2026 10:00:00 GMT"));
            assertThat(outcome).isEqualTo(new FetchOutcome.NotModified(site.url("/")));
            Headers sent = site.last().getHeaders();
            assertThat(sent.get("If-None-Match")).isEqualTo("W/\"7\"");
            assertThat(sent.get("If-Modified-Since")).isEqualTo("Mon, 23 Nov 2026 10:00:00 GMT");
        }
    }

    @Test
    void doesNotTakeValidatorsThatCannotBeSentBack() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/", 200, "ETag", "\"" + "x".repeat(400) + "\"", "Last-Modified", "gestern für immer");

            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Ok.class,
                            ok -> assertThat(ok.page().validators()).isEqualTo(Validators.NONE));
        }
    }

    @Test
    void asksForNothingWithoutThePermissionThatATermNeeds() {
        SourcePolicy policy = SourcePolicy.needsPermission("in writing");
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time).build()) {
            site.page("/", "fine");
            PageRequest request = PageRequest.list(site.url("/"));

            assertThatThrownBy(() -> fetcher.fetch(request.under(policy)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("in writing");
            assertThat(site.requests()).isEmpty();
            assertThat(fetcher.fetch(request.under(policy.withPermission()))).isInstanceOf(FetchOutcome.Ok.class);
        }
    }

    @Test
    void theInMemoryStoreForgetsThePageUsedLongestAgo() {
        ValidatorStore store = ValidatorStore.inMemory(2);
        List<PageRequest> pages = List.of(
                PageRequest.list(URI.create("http://a.example/1")),
                PageRequest.list(URI.create("http://a.example/2")),
                PageRequest.list(URI.create("http://a.example/3")));
        Validators seven = new Validators("\"7\"", null);

        store.keep(pages.get(0), seven);
        store.keep(pages.get(1), seven);
        store.find(pages.get(0));
        store.keep(pages.get(2), seven);

        assertThat(pages).extracting(store::find).containsExactly(seven, Validators.NONE, seven);
        store.keep(pages.get(0), Validators.NONE);
        assertThat(store.find(pages.get(0))).isEqualTo(Validators.NONE);
        assertThat(store.find(pages.get(2).withHeader("Accept-Language", "de"))).isEqualTo(Validators.NONE);
    }

    private static String origin(Site site) {
        return site.url("/").toString();
    }

    private static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }
}
