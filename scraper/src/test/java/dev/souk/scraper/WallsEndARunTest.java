package dev.souk.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who meets a wall does not knock again. */
class WallsEndARunTest {

    private final List<String> asked = new ArrayList<>();

    /** The path says what the fetcher finds, or the source on the page. */
    private final Fetcher fetcher = request -> {
        URI url = request.url();
        asked.add(url.getPath());
        return switch (url.getPath().substring(2)) {
            case "captcha" -> new FetchOutcome.Captcha(url, "a test");
            case "login" -> new FetchOutcome.LoginWall(url, "a test");
            case "busy" -> new FetchOutcome.RateLimited(url, null);
            case "blocked" -> new FetchOutcome.Blocked(url, 403);
            case "gone" -> new FetchOutcome.Gone(url, 404);
            case "late" -> new FetchOutcome.TimedOut(url, Duration.ofSeconds(1));
            case "forbidden" -> new FetchOutcome.RobotsDenied(url, "Disallow: /");
            default -> new FetchOutcome.Ok(new Page(request, url, url.getPath().substring(2), Recorded.WHEN));
        };
    };

    @ParameterizedTest
    @CsvSource({
        "captcha fine fine, 1",
        "login fine fine, 1",
        "busy fine fine, 1",
        "read-captcha fine fine, 1",
        "read-login fine fine, 1",
        "read-busy fine fine, 1",
        "fine captcha fine, 2",
        "blocked blocked fine, 2",
        "blocked read-blocked fine, 2",
        "blocked fine blocked, 3",
        "read-unavailable read-unavailable fine, 3",
        "gone late forbidden, 3"
    })
    void aRunEndsAtAWallAndLeavesTheRest(String pages, int read) {
        List<PageRequest> items = new ArrayList<>();
        for (String page : pages.split(" ")) {
            items.add(PageRequest.item(URI.create("https://site.example/" + items.size() + page)));
        }

        ScrapeReport report = Scraper.builder(fetcher, Clock.fixed(Recorded.WHEN, ZoneOffset.UTC))
                .build()
                .run(new Items(), items, page -> {});

        assertThat(asked).hasSize(read);
        assertThat(report.unvisited()).isEqualTo(items.subList(read, 3));
        assertThat(report.isWalled()).isEqualTo(read < 3);
    }

    private static final class Items implements ListingSource {

        @Override
        public SourceId id() {
            return new SourceId("items");
        }

        @Override
        public List<PageRequest> seeds(SearchRequest search) {
            return List.of();
        }

        @Override
        public ParsedPage parse(Page page) {
            return switch (page.body()) {
                case "read-captcha" -> new ParsedPage.Captcha("a test");
                case "read-login" -> new ParsedPage.LoginWall("a test");
                case "read-busy" -> new ParsedPage.RateLimited("a test");
                case "read-unavailable" -> new ParsedPage.Unavailable("a test");
                case "read-blocked" -> new ParsedPage.Blocked("a test");
                default ->
                    ParsedPage.Found.one(RawListing.builder()
                            .externalId(page.url().getPath().substring(1, 2))
                            .title("listing")
                            .url(page.url().toString())
                            .build());
            };
        }
    }
}
