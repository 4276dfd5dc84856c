package dev.souk.scraper.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.listing.Listing;
import dev.souk.scraper.ScrapeReport;
import dev.souk.scraper.Scraper;
import dev.souk.scraper.fetch.FakeTime;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.Fetchers;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.LoopbackOnly;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.Site;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The login at eBay's API over a real connection, to a site on loopback that answers as eBay's documentation says. */
@ExtendWith(LoopbackOnly.class)
class EbayLoginTest {

    private static final String TOKEN = "/identity/v1/oauth2/token";
    private static final String ITEM = "/buy/browse/v1/item/get_item_by_legacy_id?legacy_item_id=1";

    private final FakeTime time = new FakeTime();
    private final EbayCredentials credentials = EbayCredentials.of("app-id", "cert-secret");
    private final AtomicInteger tokens = new AtomicInteger();
    private final Site site = new Site();
    private final HttpFetcher http = Fetchers.local(time).build();
    private final Fetcher fetcher = new EbayLogin(http, time, credentials, site.url(""));

    /** The token that the API takes. */
    private volatile String valid = "any";

    @BeforeEach
    void answerAsEbayDoes() {
        site.page(
                TOKEN,
                request ->
                        json("{\"access_token\":\"v^1.1#t-%d==\",\"expires_in\":7200,\"token_type\":\"Application Access Token\"}"
                                        .formatted(tokens.incrementAndGet()))
                                .build());
        site.page(ITEM, this::item);
    }

    private MockResponse item(RecordedRequest request) {
        String sent = Objects.requireNonNullElse(request.getHeaders().get("Authorization"), "");
        boolean isGood = valid.equals("any") ? sent.startsWith("Bearer ") : sent.equals("Bearer " + valid);
        return isGood
                ? json("{\"itemId\":\"v1|1|0\",\"legacyItemId\":\"1\",\"title\":\"Bike\"}")
                        .build()
                : json("{\"errors\":[{\"errorId\":1001}]}").code(401).build();
    }

    private static MockResponse.Builder json(String body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body);
    }

    @AfterEach
    void close() {
        http.close();
        site.close();
    }

    private PageRequest request() {
        return PageRequest.item(site.url(ITEM));
    }

    @Test
    void asksForATokenOnceAndAgainShortlyBeforeItExpires() {
        fetcher.fetch(request());
        time.pass(Duration.ofMinutes(118));
        fetcher.fetch(request());
        time.pass(Duration.ofMinutes(1).plusSeconds(1));
        fetcher.fetch(request());

        assertThat(site.asked()).containsExactly(TOKEN, ITEM, ITEM, TOKEN, ITEM);
        assertThat(site.pageRequests())
                .extracting(request -> request.getHeaders().get("Authorization"))
                .containsExactly(
                        "Basic YXBwLWlkOmNlcnQtc2VjcmV0",
                        "Bearer v^1.1#t-1==",
                        "Bearer v^1.1#t-1==",
                        "Basic YXBwLWlkOmNlcnQtc2VjcmV0",
                        "Bearer v^1.1#t-2==");
        RecordedRequest asked = site.pageRequests().get(0);
        assertThat(asked.getHeaders().get("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(Objects.requireNonNull(asked.getBody()).utf8())
                .isEqualTo("grant_type=client_credentials&scope=https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope");
    }

    @Test
    void renewsATokenThatWasWithdrawnAndAsksOnceMore() {
        fetcher.fetch(request());
        valid = "v^1.1#t-2==";

        assertThat(fetcher.fetch(request())).isInstanceOf(FetchOutcome.Ok.class);
        assertThat(fetcher.fetch(request())).isInstanceOf(FetchOutcome.Ok.class);
        assertThat(site.asked()).containsExactly(TOKEN, ITEM, ITEM, TOKEN, ITEM, ITEM);
    }

    @Test
    void takesASecondRefusalForAnAnswer() {
        valid = "another's";

        assertThat(fetcher.fetch(request())).isInstanceOf(FetchOutcome.LoginWall.class);
        assertThat(site.asked()).containsExactly(TOKEN, ITEM, TOKEN, ITEM);
    }

    @Test
    void severalThreadsShareOneToken() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<FetchOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                outcomes.add(threads.submit(() -> fetcher.fetch(request())));
            }
            for (Future<FetchOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(FetchOutcome.Ok.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(tokens).hasValue(1);
    }

    @Test
    void neverShowsTheSecretOrTheToken() {
        List<Object> shown = new ArrayList<>(List.of(credentials, fetcher));
        Fetcher eavesdropper = request -> {
            shown.add(request);
            return http.fetch(request);
        };
        Fetcher overheard = new EbayLogin(eavesdropper, time, credentials, site.url(""));

        FetchOutcome outcome = overheard.fetch(request());
        valid = "another's";
        shown.add(outcome);
        shown.add(overheard.fetch(request()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FetchOutcome.Ok.class,
                        ok -> assertThat(ok.page().request()).isEqualTo(request()));
        assertThat(shown.toString()).doesNotContain("cert-secret", "t-1", "t-2", "YXBw");
    }

    @Test
    void sendsTheTokenToTheApiAlone() {
        try (Site other = new Site();
                HttpFetcher hasty =
                        Fetchers.local(time).timeout(Duration.ofSeconds(1)).build()) {
            other.page("/", "elsewhere");
            site.page(ITEM, 302, "Location", other.url("/").toString());

            fetcher.fetch(request());
            fetcher.fetch(PageRequest.list(other.url("/")));
            // The site speaks no TLS and lets whoever greets it so wait.
            new EbayLogin(hasty, time, credentials, site.url(""))
                    .fetch(PageRequest.list(
                            URI.create("https://127.0.0.1:" + site.url("").getPort() + "/")));

            assertThat(other.pageRequests())
                    .hasSize(2)
                    .noneMatch(request -> request.getHeaders().names().contains("Authorization"));
            assertThat(site.asked()).containsExactly(TOKEN, ITEM);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{\"error\":\"invalid_client\"}",
                "{\"access_token\":\"t\"}",
                "{\"access_token\":\"t\",\"expires_in\":-1}",
                "{\"access_token\":\"t\\r\\nX-Evil: 1\",\"expires_in\":7200}"
            })
    void saysThatThereIsNoTokenWhateverTheServiceAnswers(String answer) {
        site.page(TOKEN, answer);

        assertThat(fetcher.fetch(request()))
                .isEqualTo(new FetchOutcome.Unreachable(site.url(ITEM), "eBay's token service gave no token: OK"));
        assertThat(site.asked()).containsExactly(TOKEN);
    }

    @Test
    void saysThatTheCredentialsWereRefused() {
        site.page(TOKEN, 401);

        assertThat(fetcher.fetch(request()))
                .isEqualTo(new FetchOutcome.LoginWall(site.url(ITEM), "eBay's token service refused the credentials"));
    }

    @Test
    void leavesTheServiceAloneThatAsksForIt() {
        site.page(TOKEN, 429, "Retry-After", "60");

        assertThat(fetcher.fetch(request()))
                .isEqualTo(new FetchOutcome.RateLimited(site.url(ITEM), Duration.ofSeconds(60)));
    }

    @Test
    void runsASearchFromPageToPage() {
        ListingSource ebay = new EbayApiSource(site.url("").toString(), "EBAY_GB");
        SearchRequest search = SearchRequest.of("bike");
        String first = target(ebay.seeds(search).get(0).url());
        site.page(
                first,
                "{\"total\":2,\"next\":\"%s\",\"itemSummaries\":[{\"itemId\":\"v1|1|0\",\"title\":\"One\"}]}"
                        .formatted(site.url("/next?offset=200")));
        site.page("/next?offset=200", "{\"total\":2,\"itemSummaries\":[{\"itemId\":\"v1|2|0\",\"title\":\"Two\"}]}");
        List<Listing> listings = new ArrayList<>();

        ScrapeReport report =
                Scraper.builder(fetcher, time).build().run(ebay, search, page -> listings.addAll(page.listings()));

        assertThat(report.troubles()).isEmpty();
        assertThat(listings).extracting(Listing::title).containsExactly("One", "Two");
        assertThat(site.pageRequests().subList(1, 3)).allSatisfy(request -> {
            assertThat(request.getHeaders().get("X-EBAY-C-MARKETPLACE-ID")).isEqualTo("EBAY_GB");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer v^1.1#t-1==");
        });
        assertThat(ebay.itemPage(listings.get(0)).orElseThrow().url()).isEqualTo(site.url(ITEM));
    }

    private static String target(URI url) {
        return url.getRawPath() + "?" + url.getRawQuery();
    }

    @Test
    void wantsBothCredentials() {
        assertThatIllegalArgumentException().isThrownBy(() -> EbayCredentials.of("app-id", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> EbayCredentials.of("", "cert-secret"));
    }
}
