package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.scrape.ScrapeRun;
import dev.souk.core.scrape.StoredScrapeRun;
import dev.souk.model.SourceId;
import dev.souk.scraper.drift.Drift;
import dev.souk.scraper.drift.Measure;
import dev.souk.scraper.drift.ScrapeListener;
import dev.souk.scraper.drift.Usual;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A site that changes while it is watched. */
@ExtendWith(SoukPostgres.class)
class DriftTest {

    private static final SourceId SITE = new SourceId("site");
    private static final PageRequest LIST = PageRequest.list(URI.create("https://site.example/list"));

    private final List<Drift> heard = new CopyOnWriteArrayList<>();
    private final List<Drift> over = new CopyOnWriteArrayList<>();

    /** What the site shows. */
    private ParsedPage shown = cards(100, 97);

    private boolean seedsFail;

    @Test
    void hearsOnceThatAFieldIsMissingAndFindsItInEveryReportAndInTheTables(DataSource dataSource) {
        String words = "site, lists: price 97 % before, 4 % now";
        try (House house = new House(dataSource);
                SoukPipeline souk = watching(house, 1)) {
            learn(souk);
            assertThat(heard).isEmpty();

            shown = cards(100, 4);
            IngestReport first = souk.ingest();
            IngestReport second = souk.ingest();

            assertThat(heard).extracting(Drift::toString).containsExactly(words);
            assertThat(first.drifts()).isEqualTo(heard);
            assertThat(second.drifts()).isEqualTo(heard);
            assertThat(runs(house)).extracting(ScrapeRun::drifts).startsWith(List.of(words), List.of(words), List.of());
            assertThat(house.database.baselines().fallen()).singleElement().satisfies(fallen -> {
                assertThat(fallen.measure()).isEqualTo("price");
                assertThat(fallen.now()).isEqualTo(0.04);
            });
        }
    }

    @Test
    void twoHostsTellOfADriftOnce(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline one = watching(house, 1);
                SoukPipeline other = watching(house, 1)) {
            learn(one);
            shown = cards(100, 4);

            other.ingest();
            one.ingest();

            assertThat(heard).hasSize(1);
        }
    }

    @Test
    void hearsThatItIsOver(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = watching(house, 1)) {
            learn(souk);
            shown = cards(100, 4);
            souk.ingest();
            shown = cards(100, 97);

            IngestReport report = souk.ingest();

            assertThat(over).extracting(Drift::now).containsExactly(0.04);
            assertThat(report.drifts()).isEmpty();
            assertThat(house.database.baselines().fallen()).isEmpty();
        }
    }

    @Test
    void whatIsForgottenIsLearntAnew(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = watching(house, 1)) {
            learn(souk);
            shown = cards(100, 4);
            souk.ingest();

            house.database.baselines().forget(SITE);

            assertThat(souk.ingest().drifts()).isEmpty();
            assertThat(heard).hasSize(1);
        }
    }

    @Test
    void hearsThatPagesAreNotUnderstoodAnyMore(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = watching(house, 10)) {
            learn(souk);
            shown = new ParsedPage.LayoutChanged("no card");

            souk.ingest();

            assertThat(heard).extracting(Drift::measure).containsExactly(Measure.PAGES_UNDERSTOOD);
        }
    }

    @Test
    void hearsThatFullPagesAreEmptyAllAtOnce(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = watching(house, 10)) {
            learn(souk);
            shown = new ParsedPage.Empty("0 results");

            souk.ingest();

            assertThat(heard).extracting(Drift::measure).containsExactly(Measure.LISTINGS_ON_A_PAGE);
        }
    }

    @Test
    void keepsWhatAVisitReadAndRejectedAndWhy(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = watching(house, 1)) {
            shown = new ParsedPage.Found(
                    List.of(
                            RawListing.builder().externalId("1").url("/1").build(),
                            RawListing.builder()
                                    .externalId("2")
                                    .title("bike")
                                    .url("/2")
                                    .build()),
                    List.of());

            IngestReport report = souk.ingest();

            assertThat(report.rejected()).isEqualTo(1);
            assertThat(runs(house)).singleElement().satisfies(run -> {
                assertThat(run.search()).isEqualTo("text=bike&order=best_match");
                assertThat(run.pages()).containsExactly(Map.entry("OK", 1));
                assertThat(run.listings()).isEqualTo(2);
                assertThat(run.added()).isEqualTo(1);
                assertThat(run.rejected()).containsExactly(Map.entry("title: a listing needs a title", 1));
                assertThat(run.took()).isPositive();
                assertThat(run.failure()).isEmpty();
            });
        }
    }

    @Test
    void aVisitThatWasBrokenOffIsKeptWithItsReasonAndTeachesNothing(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = watching(house, 1)) {
            shown = cards(1, 1);
            seedsFail = true;

            souk.ingest();

            assertThat(runs(house))
                    .singleElement()
                    .satisfies(run ->
                            assertThat(run.failure()).contains("java.lang.IllegalStateException: a bug in the source"));
            assertThat(house.database.baselines().of(SITE, "LIST")).isEmpty();
        }
    }

    @Test
    void aListenerThatThrowsStopsNothing(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = SoukPipeline.builder(house.database)
                        .fetcher(DriftTest::fetch)
                        .scrapeListener(drift -> {
                            throw new IllegalStateException("pager is broken");
                        })
                        .watch(source(1), SearchRequest.of("bike"))
                        .build()) {
            learn(souk);
            shown = cards(100, 4);

            IngestReport report = souk.ingest();

            assertThat(report.watches().get(0).failure()).isEmpty();
            assertThat(report.drifts()).hasSize(1);
        }
    }

    private static void learn(SoukPipeline souk) {
        for (int i = 0; i < Usual.LEAST_SAMPLES; i++) {
            souk.ingest();
        }
    }

    private static List<ScrapeRun> runs(House house) {
        return house.database.scrapeRuns().slice(SITE, null, 100).items().stream()
                .map(StoredScrapeRun::run)
                .toList();
    }

    private SoukPipeline watching(House house, int pages) {
        return SoukPipeline.builder(house.database)
                .fetcher(DriftTest::fetch)
                .scrapeListener(new ScrapeListener() {
                    @Override
                    public void drifted(Drift drift) {
                        heard.add(drift);
                    }

                    @Override
                    public void recovered(Drift drift) {
                        over.add(drift);
                    }
                })
                .watch(source(pages), SearchRequest.of("bike"))
                .build();
    }

    private static FetchOutcome fetch(PageRequest request) {
        return new FetchOutcome.Ok(new Page(request, request.url(), "", Instant.parse("2026-11-23T12:00:00Z")));
    }

    private static ParsedPage cards(int count, int priced) {
        return new ParsedPage.Found(
                IntStream.range(0, count)
                        .mapToObj(i -> RawListing.builder()
                                .externalId("" + i)
                                .title("bike " + i)
                                .url("/" + i)
                                .price(i < priced ? RawListing.Price.of("100", "EUR") : RawListing.Price.UNKNOWN)
                                .build())
                        .toList(),
                List.of());
    }

    private ListingSource source(int pages) {
        return new ListingSource() {

            @Override
            public SourceId id() {
                return SITE;
            }

            @Override
            public List<PageRequest> seeds(SearchRequest search) {
                if (seedsFail) {
                    throw new IllegalStateException("a bug in the source");
                }
                return IntStream.range(0, pages)
                        .mapToObj(i -> PageRequest.list(URI.create(LIST.url() + "?page=" + i)))
                        .toList();
            }

            @Override
            public ParsedPage parse(Page page) {
                return shown;
            }
        };
    }
}
