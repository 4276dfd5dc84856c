package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a page asks for while a browser shows it. */
@ExtendWith(LoopbackOnly.class)
class SubresourceTest {

    private final Site site = new Site();
    private final Site other = new Site();
    private final HttpFetcher fetcher = Fetchers.local(new FakeTime())
            .maxBodyBytes(1000)
            .header(origin(site), "Authorization", "Bearer own")
            .header(origin(other), "Authorization", "Bearer other")
            .build();

    private static String origin(Site site) {
        return site.url("").toString();
    }

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
        other.close();
    }

    @Test
    void comesAsTheSiteSentIt() {
        site.page(
                "/api",
                new MockResponse.Builder()
                        .code(201)
                        .addHeader("Content-Type", "application/json")
                        .addHeader("Access-Control-Allow-Origin", "*")
                        .addHeader("Set-Cookie", "a=b")
                        .body("[1]"));

        Subresource part = fetcher.subresource(PageRequest.item(site.url("/api")), site.url("/"))
                .orElseThrow();

        assertThat(part.status()).isEqualTo(201);
        assertThat(part.headers())
                .isEqualTo(Map.of("content-type", "application/json", "access-control-allow-origin", "*"));
        assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo("[1]");
        assertThat(part.size()).isEqualTo(3);
    }

    @Test
    void theHostsHeadersGoToThePagesOwnSiteAlone() {
        site.page("/api", "mine")
                .page("/away", 302, "Location", other.url("/api").toString());
        other.page(
                "/api",
                new MockResponse.Builder()
                        .addHeader("Access-Control-Allow-Origin", "*")
                        .body("theirs"));

        assertThat(fetcher.subresource(PageRequest.item(site.url("/api")), site.url("/")))
                .isPresent();
        assertThat(fetcher.subresource(PageRequest.item(other.url("/api")), site.url("/")))
                .isPresent();
        assertThat(fetcher.subresource(PageRequest.item(site.url("/away")), site.url("/")))
                .isPresent();

        assertThat(site.pageRequests())
                .extracting(request -> request.getHeaders().get("Authorization"))
                .containsOnly("Bearer own");
        assertThat(other.pageRequests())
                .hasSize(2)
                .noneMatch(request -> request.getHeaders().names().contains("Authorization"));
    }

    @Test
    void whatARedirectBringsFromAnotherSiteIsWithheldUnlessThatOneLetsThePageReadIt() {
        site.page("/away", 302, "Location", other.url("/data").toString());
        for (String reader : new String[] {"*", origin(site), "http://elsewhere.example"}) {
            other.page(
                    "/data",
                    new MockResponse.Builder()
                            .addHeader("Access-Control-Allow-Origin", reader)
                            .body("x"));

            assertThat(fetcher.subresource(PageRequest.item(site.url("/away")), site.url("/"))
                            .isPresent())
                    .as(reader)
                    .isEqualTo(!reader.contains("elsewhere"));
        }
        other.page("/data", "x");

        assertThat(fetcher.subresource(PageRequest.item(site.url("/away")), site.url("/")))
                .isEmpty();
    }

    @Test
    void isAskedOfRobotsTxtAndTheGuardAndBounded() {
        site.robots("User-agent: *", "Disallow: /private").page("/private", "x").page("/large", "x".repeat(1001));

        assertThat(fetcher.subresource(PageRequest.item(site.url("/private")), site.url("/")))
                .isEmpty();
        assertThat(fetcher.subresource(PageRequest.item(site.url("/large")), site.url("/")))
                .isEmpty();
        assertThat(site.asked()).containsExactly("/large");
        try (HttpFetcher guarded = Fetchers.guarded().build()) {
            assertThat(guarded.subresource(PageRequest.item(site.url("/large")), site.url("/")))
                    .isEmpty();
        }
        assertThat(site.asked()).hasSize(1);
    }

    @Test
    void needsThePermissionThatThePageNeeds() {
        PageRequest request =
                PageRequest.item(site.url("/api")).under(SourcePolicy.needsPermission("ask the site first"));

        assertThatThrownBy(() -> fetcher.subresource(request, site.url("/")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ask the site first");
    }

    @Test
    void leavesOutHeadersThatCannotBeSent() {
        PageRequest request = PageRequest.item(site.url("/"))
                .withSendable(Map.of(
                        "X-Version", "7", "Host", "elsewhere", "User-Agent", "me", "a b", "c", "X-Evil", "a\r\nb: c"));

        assertThat(request.headers()).isEqualTo(Map.of("x-version", "7"));
    }
}
