package dev.souk.scraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.GeoPoint;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SearchRequest.Order;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.text.IsoTime;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a search leaves out that the site does not, and where it ends. */
class SearchToTheEndTest {

    private static final GeoPoint HERE = new GeoPoint(52.52, 13.4);

    private final List<Listing> handedOn = new ArrayList<>();
    private final Fetcher fetcher = request -> new FetchOutcome.Ok(new Page(request, request.url(), "", Recorded.WHEN));
    private final Scraper scraper = Scraper.builder(fetcher, Clock.fixed(Recorded.WHEN, ZoneOffset.UTC))
            .maxPages(50)
            .build();

    @Test
    void looksForEverythingItselfOnASiteThatHonoursNothing() {
        SearchRequest search = SearchRequest.builder()
                .text("red bike")
                .minPrice(100L)
                .maxPrice(200L)
                .near(HERE)
                .radiusKm(10)
                .conditions(Condition.LIKE_NEW, Condition.NEW)
                .daysSinceListed(3)
                .category("bikes")
                .location("Berlin")
                .build();

        ScrapeReport report = run(new OnePage(SourceCapabilities.NONE), search, KnownListings.NONE);

        assertThat(handedOn)
                .extracting(listing -> listing.key().externalId())
                .containsExactly("right", "right-by-description", "says-nothing", "blurred");
        assertThat(report.pages().get(0).outside()).isEqualTo(8);
        assertThat(report.pages().get(0).accepted()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(Criterion.class)
    void leavesToTheSiteWhatItKeepsTo(Criterion criterion) {
        SearchRequest search = SearchRequest.builder()
                .text("red bike")
                .maxPrice(200L)
                .near(HERE)
                .radiusKm(10)
                .conditions(Condition.LIKE_NEW)
                .daysSinceListed(3)
                .category("bikes")
                .location("Berlin")
                .build();
        String outside = "outside-" + criterion;

        run(new OnePage(SourceCapabilities.NONE), search, KnownListings.NONE);
        assertThat(handedOn).extracting(listing -> listing.key().externalId()).doesNotContain(outside);

        run(new OnePage(SourceCapabilities.searchBy(criterion)), search, KnownListings.NONE);
        assertThat(handedOn).extracting(listing -> listing.key().externalId()).contains(outside);
    }

    @Test
    void goesOnUntilKnownListingsFillAPage() {
        SearchRequest search = SearchRequest.builder().newestFirst().build();

        ScrapeReport report = run(new ManyPages(Order.NEWEST), search, upFrom(35));

        assertThat(report.pages()).hasSize(5);
        assertThat(handedOn).hasSize(50);
        assertThat(report.unvisited())
                .singleElement()
                .satisfies(next -> assertThat(next.url()).hasToString("https://site.example/5"));
    }

    @Test
    void endsWhereAllThatWasAskedForIsKnownWhateverElseThePageShows() {
        SearchRequest search =
                SearchRequest.builder().newestFirst().maxPrice(100L).build();

        ScrapeReport report = run(new HalfTooDear(), search, keys -> Set.copyOf(keys));

        assertThat(report.pages()).as("of the first page nothing was asked for").hasSize(2);
        assertThat(report.unvisited()).hasSize(1);
    }

    @Test
    void aListingThatIsRepeatedOnEveryPageEndsNothing() {
        SearchRequest search =
                SearchRequest.builder().newestFirst().maxPrice(100L).build();

        ScrapeReport report = run(new OnePromoted(), search, keys -> Set.of());

        assertThat(report.pages()).hasSize(20);
        assertThat(handedOn).extracting(listing -> listing.key().externalId()).containsExactly("promoted", "19");
    }

    @Test
    void endsAtAPageOfWhichEverythingWasSeen() {
        SearchRequest search = SearchRequest.builder().newestFirst().build();

        assertThat(run(new SamePages(), search, keys -> Set.of()).pages()).hasSize(2);
    }

    @Test
    void endsWhereEverythingIsTooOldThoughNothingOfItIsKnown() {
        SearchRequest week =
                SearchRequest.builder().newestFirst().daysSinceListed(7).build();

        assertThat(run(new ADayAPage(false), week, KnownListings.NONE).pages())
                .as("a page for each of seven days, one on the line, and one too old")
                .hasSize(9);
        assertThat(run(new ADayAPage(true), week, KnownListings.NONE).pages())
                .as("a site that says that it keeps to the age")
                .hasSize(20);
        assertThat(run(
                                new ADayAPage(false),
                                SearchRequest.builder().daysSinceListed(7).build(),
                                KnownListings.NONE)
                        .pages())
                .as("the best first")
                .hasSize(20);
    }

    /** Half of the day that it tells is within. */
    @Test
    void aListingThatTellsOnlyADateIsAsYoungAsItMayBe() {
        SearchRequest day = SearchRequest.builder().daysSinceListed(1).build();

        run(new Dated(), day, KnownListings.NONE);

        assertThat(handedOn)
                .extracting(listing -> listing.key().externalId())
                .containsExactly("2026-11-23", "2026-11-22", "2026-11-22T00:00:00+01:00", "2026-11-22T12:00:00Z");
    }

    @Test
    void goesOnPastKnownListingsWhereNewOnesMayStandAnywhere() {
        SearchRequest newest = SearchRequest.builder().newestFirst().build();

        assertThat(run(new ManyPages(Order.NEWEST), SearchRequest.of("listing"), upFrom(0))
                        .pages())
                .as("the best first")
                .hasSize(20);
        assertThat(run(new ManyPages(Order.CHEAPEST), newest, upFrom(0)).pages())
                .as("a site that cannot put the newest first")
                .hasSize(20);
        assertThat(run(new ManyPages(Order.NEWEST), newest, KnownListings.NONE).pages())
                .as("nothing known")
                .hasSize(20);
    }

    @Test
    void asksForNoFurtherPageWhenItsTimeIsUp() {
        Instant[] now = {Recorded.WHEN};
        Fetcher slow = request -> {
            now[0] = now[0].plusSeconds(60);
            return fetcher.fetch(request);
        };
        Scraper hurried = Scraper.builder(slow, clock(now))
                .maxPages(50)
                .maxTime(Duration.ofMinutes(3))
                .build();

        ScrapeReport report = hurried.run(
                new ManyPages(Order.NEWEST), SearchRequest.of("listing"), page -> handedOn.addAll(page.listings()));

        assertThat(report.pages()).hasSize(3);
        assertThat(report.unvisited()).hasSize(1);
        assertThat(report.outOfTime()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scraper.builder(slow, clock(now)).maxTime(Duration.ZERO));
    }

    private static Clock clock(Instant[] now) {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        };
    }

    private ScrapeReport run(ListingSource source, SearchRequest search, KnownListings known) {
        handedOn.clear();
        return scraper.run(source, search, known, page -> handedOn.addAll(page.listings()));
    }

    private static KnownListings upFrom(int number) {
        return keys -> keys.stream()
                .filter(key -> Integer.parseInt(key.externalId()) >= number)
                .collect(Collectors.<ListingKey>toSet());
    }

    /** Twenty pages in some order, which put the newest first. */
    private abstract static class Numbered implements ListingSource {

        abstract List<RawListing> listings(int page);

        @Override
        public SourceId id() {
            return new SourceId("numbered");
        }

        @Override
        public SourceCapabilities capabilities() {
            return SourceCapabilities.NONE.orderedBy(Order.NEWEST);
        }

        @Override
        public List<PageRequest> seeds(SearchRequest search) {
            return List.of(PageRequest.list(URI.create("https://site.example/0")));
        }

        @Override
        public ParsedPage parse(Page page) {
            int number = Integer.parseInt(page.url().getPath().substring(1));
            return new ParsedPage.Found(
                    listings(number),
                    number == 19
                            ? List.of()
                            : List.of(PageRequest.list(URI.create("https://site.example/" + (number + 1)))));
        }

        static RawListing.Builder listing(String id) {
            return RawListing.builder().externalId(id).title("listing " + id).url("/item/" + id);
        }
    }

    /** Has two on each page, of which one costs too much; on the first page both. */
    private static final class HalfTooDear extends Numbered {

        @Override
        List<RawListing> listings(int page) {
            return List.of(
                    listing(page + "a").price(RawListing.Price.of("200", "EUR")).build(),
                    listing(page + "b")
                            .price(RawListing.Price.of(page == 0 ? "200" : "50", "EUR"))
                            .build());
        }
    }

    /** Has the same listing on top of each page, and beneath it one that costs too much, but for the last page's. */
    private static final class OnePromoted extends Numbered {

        @Override
        List<RawListing> listings(int page) {
            return List.of(
                    listing("promoted").price(RawListing.Price.of("50", "EUR")).build(),
                    listing("" + page)
                            .price(RawListing.Price.of(page == 19 ? "50" : "200", "EUR"))
                            .build());
        }
    }

    /** Has the same on each page. */
    private static final class SamePages extends Numbered {

        @Override
        List<RawListing> listings(int page) {
            return List.of(listing("a").build(), listing("b").build());
        }
    }

    /** Has on each page what was listed a day before that of the last. */
    private static final class ADayAPage extends Numbered {

        private final boolean keepsToAge;

        ADayAPage(boolean keepsToAge) {
            this.keepsToAge = keepsToAge;
        }

        @Override
        public SourceCapabilities capabilities() {
            return keepsToAge
                    ? SourceCapabilities.searchBy(Criterion.SINCE).orderedBy(Order.NEWEST)
                    : super.capabilities();
        }

        @Override
        List<RawListing> listings(int page) {
            return List.of(listing("" + page)
                    .listedAt(Recorded.WHEN.minus(Duration.ofDays(page)).plusSeconds(1))
                    .build());
        }
    }

    /** One page, on which each listing is called after when it was listed. */
    private static final class Dated extends Numbered {

        @Override
        List<RawListing> listings(int page) {
            return page > 0
                    ? List.of()
                    : Stream.of(
                                    "2026-11-23",
                                    "2026-11-22",
                                    "2026-11-22T00:00:00+01:00",
                                    "2026-11-22T12:00:00Z",
                                    "2026-11-22T11:59:59Z",
                                    "2026-11-22T00:00:01Z",
                                    "2026-11-21",
                                    "2026-11-21T08:00:00Z")
                            .map(time ->
                                    listing(time).listedAt(IsoTime.read(time)).build())
                            .toList();
        }
    }

    /** Twenty pages of ten, counted from the newest, with one on top of every page. */
    private record ManyPages(Order order) implements ListingSource {

        @Override
        public SourceId id() {
            return new SourceId("many-pages");
        }

        @Override
        public SourceCapabilities capabilities() {
            return SourceCapabilities.searchBy(Criterion.values()).orderedBy(order);
        }

        @Override
        public List<PageRequest> seeds(SearchRequest search) {
            return List.of(PageRequest.list(URI.create("https://site.example/0")));
        }

        @Override
        public ParsedPage parse(Page page) {
            int number = Integer.parseInt(page.url().getPath().substring(1));
            List<RawListing> listings = IntStream.concat(
                            IntStream.of(0), IntStream.range(number * 10, number * 10 + 10))
                    .mapToObj(id -> RawListing.builder()
                            .externalId(String.valueOf(id))
                            .title("listing " + id)
                            .url("/item/" + id)
                            .build())
                    .toList();
            return new ParsedPage.Found(
                    listings,
                    number == 19
                            ? List.of()
                            : List.of(PageRequest.list(URI.create("https://site.example/" + (number + 1)))));
        }
    }
}
