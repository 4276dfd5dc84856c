package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.souk.core.watch.WatchDraft;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.ValidatorStore;
import dev.souk.scraper.fetch.Validators;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the newest come first a visit may end at what is known, and must not leave out what the one before has left. */
@ExtendWith(SoukPostgres.class)
class NewestFirstTest {

    private static final SourceId SHOP = new SourceId("shop");
    private static final SearchRequest BIKES =
            SearchRequest.builder().text("bike").newestFirst().build();
    private static final int PAGE = 3;

    private final HandClock clock = new HandClock();
    private final List<String> asked = new ArrayList<>();
    private int newest = 6;

    /** What a page gives instead; by default nothing happens. */
    private Function<String, Optional<FetchOutcome>> fault = path -> Optional.empty();

    private House house;
    private DSLContext sql;

    @BeforeEach
    void open(DataSource dataSource) {
        house = new House(dataSource);
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatWasOverTheLimitIsReadByTheNextVisitsThoughAllOfTheFirstPageIsKnown() {
        try (SoukPipeline souk = watching(builder -> builder.maxItemPages(2))) {
            assertThat(souk.ingest().added()).isEqualTo(2);
            assertThat(souk.ingest().added()).isEqualTo(2);
            assertThat(souk.ingest().added()).isEqualTo(2);

            assertThat(souk.ingest().added()).isZero();
            assertThat(stored()).isEqualTo(6);
        }
    }

    @Test
    void whenNothingWasLeftAVisitEndsAtWhatIsKnown() {
        try (SoukPipeline souk = watching(builder -> builder)) {
            souk.ingest();
            assertThat(listsOf(souk)).containsExactly("/0");

            newest += PAGE + 1;
            assertThat(listsOf(souk)).containsExactly("/0", "/1", "/2");
            assertThat(listsOf(souk)).containsExactly("/0");
            assertThat(stored()).isEqualTo(10);
        }
    }

    @Test
    void aPageThatDidNotComeIsReadByTheNextVisit() {
        try (SoukPipeline souk = watching(builder -> builder)) {
            souk.ingest();
            newest += 2 * PAGE;
            fault = path -> path.equals("/1")
                    ? Optional.of(new FetchOutcome.TimedOut(uri(path), Duration.ofSeconds(1)))
                    : Optional.empty();
            assertThat(souk.ingest().added()).isEqualTo(PAGE);

            fault = path -> Optional.empty();
            assertThat(souk.ingest().added()).isEqualTo(PAGE);
            assertThat(stored()).isEqualTo(12);
        }
    }

    @Test
    void whatAVisitThatDiedHadNotReadIsReadByTheNext() {
        for (boolean shared : new boolean[] {false, true}) {
            try (SoukPipeline souk = shared ? sharing() : watching(builder -> builder)) {
                souk.ingest();
                newest += 2 * PAGE;
                fault = path -> {
                    if (path.equals("/1")) {
                        throw new HostDied();
                    }
                    return Optional.empty();
                };
                due();
                assertThatExceptionOfType(HostDied.class).isThrownBy(souk::ingest);

                fault = path -> Optional.empty();
                due();
                assertThat(souk.ingest().added()).isEqualTo(PAGE);
                assertThat(stored()).isEqualTo(newest);
            }
        }
    }

    @Test
    void whatAnotherSearchHasStoredEndsNoFirstVisit() {
        try (SoukPipeline wide = house.pipeline()
                .fetcher(this::fetch)
                .watch(new Shop(), SearchRequest.builder().newestFirst().build())
                .maxListPages(1)
                .build()) {
            assertThat(wide.ingest().added()).isEqualTo(PAGE);
        }
        try (SoukPipeline souk = watching(builder -> builder)) {
            assertThat(souk.ingest().added()).isEqualTo(newest - PAGE);
        }
    }

    @Test
    void whatAnotherSearchHasStoredSinceEndsNoVisitEither() {
        try (SoukPipeline souk = watching(builder -> builder);
                SoukPipeline wide = house.pipeline()
                        .fetcher(this::fetch)
                        .watch(new Shop(), SearchRequest.builder().newestFirst().build())
                        .maxListPages(1)
                        .build()) {
            souk.ingest();
            newest += 2 * PAGE;
            assertThat(wide.ingest().added()).isEqualTo(PAGE);

            assertThat(souk.ingest().added()).isEqualTo(PAGE);
        }
    }

    @Test
    void aListThatIsAlwaysInTroubleIsReadOnOnceInAnHourAndItsNewestAtEachVisit() {
        newest = 4 * PAGE;
        fault = path -> path.equals("/2") ? Optional.of(new FetchOutcome.Blocked(uri(path), 403)) : Optional.empty();
        try (SoukPipeline souk = watching(builder -> builder)) {
            assertThat(listsOf(souk)).containsExactly("/0", "/1", "/2");
            assertThat(listsOf(souk)).containsExactly("/0");
            newest++;
            assertThat(listsOf(souk)).containsExactly("/0", "/1");
            assertThat(listsOf(souk)).containsExactly("/0");

            sql.execute("UPDATE souk.searches SET read_on_at = read_on_at - interval '1 hour'");
            assertThat(listsOf(souk)).containsExactly("/0", "/1", "/2");
            assertThat(listsOf(souk)).containsExactly("/0");
        }
    }

    @Test
    void whatWasLeftForLackOfTimeIsReadByTheNextThoughTheFirstPageHasNotChanged() {
        try (SoukPipeline souk = watching(
                builder -> builder.validators(ValidatorStore.inMemory(10)).clock(clock))) {
            fault = path -> {
                clock.pass(Duration.ofMinutes(4));
                return Optional.empty();
            };
            assertThat(souk.ingest().added()).isEqualTo(PAGE);

            fault = path -> Optional.empty();
            assertThat(souk.ingest().added()).isEqualTo(PAGE);
            assertThat(stored()).isEqualTo(6);
        }
    }

    private SoukPipeline watching(UnaryOperator<PipelineBuilder> with) {
        return with.apply(house.pipeline().fetcher(this::fetch).watch(new Shop(), BIKES))
                .build();
    }

    private SoukPipeline sharing() {
        house.database.watches().add(WatchDraft.of(SHOP, BIKES, Duration.ofMinutes(1), Duration.ofHours(1)));
        return house.pipeline().fetcher(this::fetch).watchStored(new Shop()).build();
    }

    private void due() {
        sql.execute("UPDATE souk.watches SET due_at = now(), lease_token = NULL");
    }

    private int stored() {
        return sql.fetchCount(DSL.table("souk.listings"));
    }

    private List<String> listsOf(SoukPipeline souk) {
        asked.clear();
        souk.ingest();
        return asked.stream().filter(path -> !path.startsWith("/item")).toList();
    }

    /** A page of a list is the newest but so many pages; that of an item has its number. */
    private FetchOutcome fetch(PageRequest request) {
        String path = request.url().getPath();
        asked.add(path);
        return fault.apply(path).orElseGet(() -> {
            boolean isList = request.kind() == PageRequest.Kind.LIST;
            String etag = "\"" + newest + "\"";
            if (isList && etag.equals(request.known().etag())) {
                return new FetchOutcome.NotModified(request.url());
            }
            String body = isList ? list(Integer.parseInt(path.substring(1))) : path.substring("/item/".length());
            return new FetchOutcome.Ok(
                    new Page(request, request.url(), body, clock.instant(), new Validators(etag, null)));
        });
    }

    private String list(int page) {
        return IntStream.iterate(newest - page * PAGE, number -> number > 0, number -> number - 1)
                .limit(PAGE)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    private static URI uri(String path) {
        return URI.create("https://shop.example" + path);
    }

    /** What a host does that is killed, as far as a test in one process can. */
    private static final class HostDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Bikes by their numbers. */
    private static final class Shop implements ListingSource {

        @Override
        public SourceId id() {
            return SHOP;
        }

        @Override
        public SourceCapabilities capabilities() {
            return SourceCapabilities.searchBy().orderedBy(SearchRequest.Order.NEWEST);
        }

        @Override
        public List<PageRequest> seeds(SearchRequest search) {
            return List.of(PageRequest.list(uri("/0")));
        }

        @Override
        public Optional<PageRequest> itemPage(Listing listing) {
            return Optional.of(PageRequest.item(uri("/item/" + listing.key().externalId())));
        }

        @Override
        public ParsedPage parse(Page page) {
            if (page.body().isEmpty()) {
                return new ParsedPage.Empty("no bikes");
            }
            List<RawListing> bikes = List.of(page.body().split(" ")).stream()
                    .map(number -> RawListing.builder()
                            .externalId(number)
                            .url(uri("/item/" + number).toString())
                            .title("bike " + number)
                            .build())
                    .toList();
            boolean isLast = page.request().kind() == PageRequest.Kind.ITEM || bikes.size() < PAGE;
            String path = page.url().getPath();
            return new ParsedPage.Found(
                    bikes,
                    isLast
                            ? List.of()
                            : List.of(PageRequest.list(uri("/" + (Integer.parseInt(path.substring(1)) + 1)))));
        }
    }
}
