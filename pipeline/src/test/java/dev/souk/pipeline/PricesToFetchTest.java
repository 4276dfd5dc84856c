package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.alert.PriceRange.Unknown;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A board whose lists tell no prices, and an alert that waits for one. */
@ExtendWith(SoukPostgres.class)
class PricesToFetchTest {

    private static final SourceId BOARD = new SourceId("board");

    private final List<URI> itemPages = new ArrayList<>();
    private final HandClock clock = new HandClock();
    private RawListing.Price onItemPage = RawListing.Price.UNKNOWN;
    private boolean isDown;
    private List<String> ids = List.of("1");
    private House house;

    @BeforeEach
    void open(DataSource dataSource) {
        house = new House(dataSource);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aKnownListingWithoutAPriceIsMatchedOnceItsOwnPageHasToldIt() {
        house.alert(waiting(Unknown.FETCH).build());
        storeWithoutPrices();
        onItemPage = RawListing.Price.of("650", "EUR");
        try (SoukPipeline souk = watching().build()) {
            assertThat(house.email.titles()).isEmpty();

            souk.runOnce();
            souk.runOnce();

            assertThat(house.email.titles()).hasSize(1);
            assertThat(itemPages).hasSize(1);
        }
    }

    @Test
    void aPageThatTellsNoPriceIsLeftAloneForADay() {
        house.alert(waiting(Unknown.FETCH).build());
        storeWithoutPrices();
        try (SoukPipeline souk = watching().build()) {
            souk.runOnce();
            clock.pass(Duration.ofHours(23));
            souk.runOnce();
            assertThat(itemPages).hasSize(1);
            clock.pass(Duration.ofHours(1));

            souk.runOnce();

            assertThat(itemPages).hasSize(2);
            assertThat(house.email.titles()).isEmpty();
        }
    }

    @Test
    void aClockThatIsSetBackLeavesAPageAloneForNoLongerThanADay() {
        house.alert(waiting(Unknown.FETCH).build());
        storeWithoutPrices();
        try (SoukPipeline souk = watching().build()) {
            souk.runOnce();
            clock.pass(Duration.ofDays(-1));
            souk.runOnce();
            assertThat(itemPages).hasSize(1);

            clock.pass(Duration.ofDays(1));
            souk.runOnce();

            assertThat(itemPages).hasSize(2);
        }
    }

    @Test
    void thePageOfANewListingIsNotReadAgainOnTheNextVisit() {
        house.alert(waiting(Unknown.FETCH).build());
        try (SoukPipeline souk = watching().build()) {
            souk.runOnce();
            souk.runOnce();

            assertThat(itemPages).hasSize(1);
        }
    }

    @Test
    void noPageIsReadForAlertsThatDoNotAskForIt() {
        house.alert(waiting(Unknown.REJECT).build());
        house.alert(waiting(Unknown.ACCEPT).build());
        house.alert(waiting(Unknown.FETCH).withoutSource(BOARD).build());
        storeWithoutPrices();
        try (SoukPipeline souk = watching().build()) {
            souk.runOnce();

            assertThat(itemPages).isEmpty();
        }
    }

    @Test
    void aPageThatCannotBeHadJustNowLeavesTheListingAsItIsAndIsTriedAgain() {
        house.alert(waiting(Unknown.FETCH).build());
        storeWithoutPrices();
        isDown = true;
        try (SoukPipeline souk = watching().build()) {
            WatchReport report = souk.ingest().watches().get(0);
            assertThat(report.unchanged()).isEqualTo(1);
            assertThat(report.deferred()).isZero();
            isDown = false;
            onItemPage = RawListing.Price.of("650", "EUR");

            souk.runOnce();

            assertThat(house.email.titles()).hasSize(1);
        }
    }

    @Test
    void newListingsComeFirstAndTheRestWaitsForTheNextVisit() {
        house.alert(waiting(Unknown.FETCH).build());
        storeWithoutPrices();
        ids = List.of("1", "2");
        try (SoukPipeline souk = watching().maxItemPages(1).build()) {
            assertThat(souk.ingest().added()).isEqualTo(1);
            assertThat(itemPages).containsExactly(URI.create("https://board.example/2"));

            souk.ingest();

            assertThat(itemPages).endsWith(URI.create("https://board.example/1"));
        }
    }

    private static AlertCriteria.Builder waiting(Unknown unknown) {
        return AlertCriteria.builder()
                .price(PriceRange.upTo(Money.of(700, "EUR")).with(unknown));
    }

    /** As a host does that reads no item pages. */
    private void storeWithoutPrices() {
        try (SoukPipeline lists = watching().maxItemPages(0).build()) {
            assertThat(lists.ingest().added()).isEqualTo(1);
        }
    }

    private PipelineBuilder watching() {
        return house.pipeline().clock(clock).fetcher(this::fetch).watch(new Board(), SearchRequest.of("brompton"));
    }

    private FetchOutcome fetch(PageRequest request) {
        if (request.kind() == PageRequest.Kind.ITEM) {
            itemPages.add(request.url());
            if (isDown) {
                return new FetchOutcome.Unreachable(request.url(), "answered 502");
            }
        }
        return new FetchOutcome.Ok(new Page(request, request.url(), "", clock.instant()));
    }

    private final class Board implements ListingSource {

        @Override
        public SourceId id() {
            return BOARD;
        }

        @Override
        public List<PageRequest> seeds(SearchRequest search) {
            return List.of(PageRequest.list(URI.create("https://board.example/")));
        }

        @Override
        public ParsedPage parse(Page page) {
            if (page.request().kind() == PageRequest.Kind.ITEM) {
                return ParsedPage.Found.one(listing(page.url().getPath().substring(1))
                        .price(onItemPage)
                        .build());
            }
            return new ParsedPage.Found(
                    ids.stream().map(id -> listing(id).build()).toList(), List.of());
        }

        private RawListing.Builder listing(String id) {
            return RawListing.builder()
                    .externalId(id)
                    .url("https://board.example/" + id)
                    .title("Brompton M6L");
        }

        @Override
        public Optional<PageRequest> itemPage(Listing listing) {
            return Optional.of(PageRequest.item(listing.url()));
        }
    }
}
