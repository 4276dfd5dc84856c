package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.watch.WatchDraft;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.ValidatorStore;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Watches that ask for pages only if they have changed. */
@ExtendWith(SoukPostgres.class)
class UnchangedPagesTest {

    private final ValidatorStore validators = ValidatorStore.inMemory(100);
    private final List<PageRequest> asked = new ArrayList<>();
    private House house;

    @BeforeEach
    void open(DataSource dataSource) {
        house = new House(dataSource);
        house.market.put(House.brompton("1", 650));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aSecondVisitIsToldThatNothingHasChangedAndCountsThat() {
        try (SoukPipeline souk = watching(house.source()).build()) {
            souk.ingest();
            asked.clear();

            IngestReport second = souk.ingest();

            assertThat(kinds(second)).containsExactly(FetchOutcome.Kind.NOT_MODIFIED);
            assertThat(second.watches().get(0).troubles()).isEmpty();
            assertThat(asked)
                    .singleElement()
                    .satisfies(page -> assertThat(page.known().etag()).isNotNull());
            assertThat(house.database
                            .scrapeRuns()
                            .slice(null, 1)
                            .items()
                            .get(0)
                            .run()
                            .pages())
                    .isEqualTo(Map.of("NOT_MODIFIED", 1));
            assertThat(house.database.baselines().fallen()).isEmpty();
        }
    }

    @Test
    void aStoredWatchDoesSoTooAndHasNoProblemThen(DataSource dataSource) {
        house.database
                .watches()
                .add(WatchDraft.of(
                        new SourceId("facebook"),
                        House.search("brompton"),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1)));
        try (SoukPipeline souk = house.pipeline()
                .watchStored(house.source())
                .validators(validators)
                .build()) {
            souk.ingest();

            DSL.using(dataSource, SQLDialect.POSTGRES).execute("UPDATE souk.watches SET due_at = now()");

            assertThat(kinds(souk.ingest())).containsExactly(FetchOutcome.Kind.NOT_MODIFIED);
            assertThat(house.database.watches().slice(null, 1).items().get(0).problem())
                    .isEmpty();
        }
    }

    @Test
    void whatChangesIsReadAgain() {
        try (SoukPipeline souk = watching(house.source()).build()) {
            souk.ingest();
            house.market.reprice("1", 550);

            IngestReport second = souk.ingest();

            assertThat(second.changed()).isEqualTo(1);
            assertThat(kinds(souk.ingest())).containsExactly(FetchOutcome.Kind.NOT_MODIFIED);
        }
    }

    @Test
    void aListThatStillHoldsListingsForTheNextVisitIsAskedForInFull() {
        house.market.put(House.brompton("2", 700)).put(House.brompton("3", 750));
        try (SoukPipeline souk = watching(house.source()).maxItemPages(2).build()) {

            assertThat(souk.ingest().watches().get(0).deferred()).isEqualTo(1);
            assertThat(souk.ingest().added()).isEqualTo(1);
            assertThat(kinds(souk.ingest())).containsExactly(FetchOutcome.Kind.NOT_MODIFIED);
        }
    }

    @Test
    void aVisitWithAPageThatDidNotComeIsMadeAgainInFull() {
        AtomicBoolean down = new AtomicBoolean(true);
        PageRequest behind = PageRequest.list(house.market.baseUri().resolve("/marketplace/houston/search/?query=m6l"));
        Fetcher flaky = request -> request.url().equals(behind.url()) && down.get()
                ? new FetchOutcome.Unreachable(request.url(), "answered 502")
                : fetch(request);
        try (SoukPipeline souk = watching(new Shop(house.source(), List.of(behind), false))
                .fetcher(flaky)
                .build()) {
            souk.ingest();
            down.set(false);

            assertThat(kinds(souk.ingest())).startsWith(FetchOutcome.Kind.OK, FetchOutcome.Kind.OK);
            assertThat(kinds(souk.ingest())).containsExactly(FetchOutcome.Kind.NOT_MODIFIED);
        }
    }

    @Test
    void thePageOfAListingIsAskedForInFullAndNotRemembered() {
        try (SoukPipeline souk = watching(house.source()).build()) {
            souk.ingest();

            assertThat(asked)
                    .filteredOn(page -> page.kind() == PageRequest.Kind.ITEM)
                    .singleElement()
                    .satisfies(page -> {
                        assertThat(page.known().isEmpty()).isTrue();
                        assertThat(validators.find(page).isEmpty()).isTrue();
                    });
        }
    }

    /** Or the one that was left out were passed over from then on, with the list that has not changed. */
    @Test
    void listingsThatShareAPageAreAllStored() {
        house.market.put(House.brompton("2", 700));
        try (SoukPipeline souk = watching(new Stall(house.source())).build()) {
            assertThat(souk.ingest().added()).isEqualTo(2);
            assertThat(asked)
                    .filteredOn(page -> page.kind() == PageRequest.Kind.ITEM)
                    .hasSize(1);
        }
    }

    @Test
    void aSearchThatShowsWhatIsGoneIsAskedForInFull() {
        try (SoukPipeline souk =
                watching(new Shop(house.source(), List.of(), true)).build()) {
            souk.ingest();

            assertThat(kinds(souk.ingest())).containsExactly(FetchOutcome.Kind.OK);
        }
    }

    private PipelineBuilder watching(ListingSource source) {
        return house.pipeline()
                .fetcher(this::fetch)
                .watch(source, House.search("brompton"))
                .validators(validators);
    }

    private FetchOutcome fetch(PageRequest request) {
        asked.add(request);
        return house.fetcher.fetch(request);
    }

    private static List<FetchOutcome.Kind> kinds(IngestReport report) {
        return report.watches().get(0).pages().stream()
                .map(page -> page.outcome().kind())
                .toList();
    }

    /** The market as a source whose lists lead to further pages, or show everything. */
    private record Shop(ListingSource market, List<PageRequest> further, boolean showsAll) implements ListingSource {

        @Override
        public SourceId id() {
            return market.id();
        }

        @Override
        public List<PageRequest> seeds(SearchRequest search) {
            return market.seeds(search);
        }

        @Override
        public ParsedPage parse(Page page) {
            return market.parse(page) instanceof ParsedPage.Found found
                    ? new ParsedPage.Found(found.listings(), further)
                    : market.parse(page);
        }

        @Override
        public boolean showsEverything(SearchRequest search) {
            return showsAll;
        }
    }

    /** The market as a source that has one page for all of its listings. */
    private record Stall(ListingSource market) implements ListingSource {

        @Override
        public SourceId id() {
            return market.id();
        }

        @Override
        public List<PageRequest> seeds(SearchRequest search) {
            return market.seeds(search);
        }

        @Override
        public ParsedPage parse(Page page) {
            return market.parse(page);
        }

        @Override
        public Optional<PageRequest> itemPage(Listing listing) {
            return Optional.of(PageRequest.item(listing.url().resolve("/marketplace/item/1/")));
        }
    }
}
