package dev.souk.scraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScraperTest {

    private final Clock clock = Clock.fixed(Recorded.WHEN, ZoneOffset.UTC);
    private final List<ScrapedPage> handedOn = new ArrayList<>();

    /** The path of a page says what it holds. */
    private final Fetcher fetcher = request -> switch (request.url().getPath()) {
        case "/missing" -> new FetchOutcome.Gone(request.url(), 404);
        case "/broken" -> throw new IllegalStateException("no fetcher should do this");
        default ->
            new FetchOutcome.Ok(new Page(request, request.url(), request.url().getQuery(), Recorded.WHEN));
    };

    @Test
    void handsOnTheListingsOfEachPage() {
        ScrapeReport report = run("/a?ids=1,2", "/b?ids=3");

        assertThat(handedOn).extracting(page -> page.listings().size()).containsExactly(2, 1);
        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.troubles()).isEmpty();
        assertThat(report.startedAt()).isEqualTo(Recorded.WHEN);
    }

    @Test
    void losesNothingOfOtherPagesWhenOneFails() {
        ScrapeReport report = run("/missing?", "/broken?", "/a?throw", "/a?blocked", "/a?ids=1");

        assertThat(handedOn).hasSize(1);
        assertThat(report.pages())
                .extracting(page -> page.outcome().getClass().getSimpleName())
                .containsExactly("NotFetched", "FetcherFailed", "ParserFailed", "WithoutListings", "Read");
        assertThat(report.pages().get(2).outcome())
                .isInstanceOfSatisfying(
                        PageOutcome.ParserFailed.class,
                        failed -> assertThat(failed.culprit()).hasMessage("thrown by the source"));
        assertThat(report.troubles()).hasSize(3);
    }

    @Test
    void handsOnAListingOnce() {
        ScrapeReport report = run("/a?ids=1,2,1", "/b?ids=2,3");

        assertThat(handedOn.stream().flatMap(page -> page.listings().stream()).map(Listing::title))
                .containsExactly("listing 1", "listing 2", "listing 3");
        assertThat(report.pages()).extracting(PageReport::repeated).containsExactly(1, 1);
    }

    @Test
    void handsOnAListingAgainWhenItsOwnPageComes() {
        scraper(20)
                .run(
                        new Numbers(),
                        List.of(
                                page("/a?ids=1"),
                                PageRequest.item(page("/b?ids=1").url())),
                        handedOn::add);

        assertThat(handedOn).hasSize(2);
    }

    @Test
    void spoilsOnlyTheBadListing() {
        ScrapeReport report = run("/a?ids=1,bad,2");

        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.field()).isEqualTo("title"));
    }

    @Test
    void reportsAPageWhoseListingsWereAllBad() {
        ScrapeReport report = run("/a?ids=bad,bad", "/b?ids=1,bad", "/c?ids=1");

        assertThat(report.troubles()).extracting(PageReport::outcome).containsExactly(new PageOutcome.Read(2, 2));
    }

    @Test
    void followsPagesUpToItsLimitAndNeverTwice() {
        ScrapeReport report = scraper(3).run(new Numbers(), List.of(page("/a?next=1")), handedOn::add);

        assertThat(report.pages())
                .extracting(visited -> visited.request().url().getQuery())
                .containsExactly("next=1", "next=2", "next=3");
        assertThat(report.unvisited()).hasSize(1);
        assertThat(report.outOfTime()).isFalse();
    }

    @Test
    void passesOnWhatTheSinkThrows() {
        assertThatThrownBy(() -> scraper(1).run(new Numbers(), List.of(page("/a?ids=1")), page -> {
                    throw new IllegalStateException("database is down");
                }))
                .hasMessage("database is down");
    }

    private ScrapeReport run(String... pages) {
        List<PageRequest> seeds = Arrays.stream(pages).map(ScraperTest::page).toList();
        return scraper(20).run(new Numbers(), seeds, handedOn::add);
    }

    private Scraper scraper(int maxPages) {
        return Scraper.builder(fetcher, clock).maxPages(maxPages).build();
    }

    private static PageRequest page(String path) {
        return PageRequest.list(URI.create("https://site.example" + path));
    }

    /** Reads pages that say {@code ids=1,2}, {@code next=1}, {@code blocked} or {@code throw}. */
    private static final class Numbers implements ListingSource {

        @Override
        public SourceId id() {
            return new SourceId("numbers");
        }

        @Override
        public List<PageRequest> seeds(SearchRequest search) {
            return List.of();
        }

        @Override
        public ParsedPage parse(Page page) {
            if (page.body().equals("throw")) {
                throw new IllegalStateException("thrown by the source");
            }
            if (page.body().equals("blocked")) {
                return new ParsedPage.Blocked("a test");
            }
            String value = page.body().substring(page.body().indexOf('=') + 1);
            if (page.body().startsWith("next=")) {
                int next = Integer.parseInt(value) + 1;
                return new ParsedPage.Found(List.of(), List.of(page("/a?next=" + next), page("/a?next=" + (next - 1))));
            }
            List<RawListing> listings = Stream.of(value.split(","))
                    .map(id -> RawListing.builder()
                            .externalId(id)
                            .title(id.equals("bad") ? null : "listing " + id)
                            .url("/item/" + id)
                            .build())
                    .toList();
            return new ParsedPage.Found(listings, List.of());
        }
    }
}
