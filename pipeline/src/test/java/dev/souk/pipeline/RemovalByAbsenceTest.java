package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testkit.SoukPostgres;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A listing that whole visits no longer find is removed, and one that merely was not seen is not. */
@ExtendWith(SoukPostgres.class)
class RemovalByAbsenceTest {

    private static final SearchRequest BROMPTONS = House.search("brompton");

    /** The market's one page is all it has. */
    private record ShowsEverything(ListingSource site, UnaryOperator<ParsedPage> reading) implements ListingSource {

        @Override
        public SourceId id() {
            return site.id();
        }

        @Override
        public List<PageRequest> seeds(SearchRequest search) {
            return site.seeds(search);
        }

        @Override
        public ParsedPage parse(Page page) {
            return reading.apply(site.parse(page));
        }

        @Override
        public Optional<PageRequest> itemPage(Listing listing) {
            return site.itemPage(listing);
        }

        @Override
        public boolean showsEverything(SearchRequest search) {
            return true;
        }
    }

    private static SoukPipeline watching(House house, SearchRequest search) {
        return house.pipeline()
                .watch(new ShowsEverything(house.source(), UnaryOperator.identity()), search)
                .build();
    }

    private static ListingStatus status(House house, String id) {
        return house.database
                .listings()
                .byExternalId(house.source().id(), id)
                .orElseThrow()
                .listing()
                .status();
    }

    @Test
    void peopleAreToldOfAListingThatThreeVisitsNoLongerFindAndOfItsReturn(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = watching(house, BROMPTONS)) {
            house.market.put(House.brompton("1", 650)).put(House.brompton("2", 700));
            house.alert(House.bromptons(), AlertEvent.MATCH, AlertEvent.REMOVED, AlertEvent.RELISTED);
            souk.runOnce();
            house.email.clear();

            house.market.remove("1");
            assertThat(souk.runOnce().ingest().removed()).isZero();
            assertThat(souk.runOnce().ingest().removed()).isZero();
            assertThat(house.email.titles()).isEmpty();
            assertThat(souk.runOnce().ingest().removed()).isEqualTo(1);

            assertThat(house.email.titles()).containsExactly("No longer listed: Brompton M6L");
            assertThat(status(house, "2")).isEqualTo(ListingStatus.AVAILABLE);
            house.email.clear();

            house.market.put(House.brompton("1", 650));
            souk.runOnce();

            assertThat(house.email.titles()).containsExactly("Back again: Brompton M6L, 650 USD in Houston, TX");
        }
    }

    @Test
    void howManyVisitsIsSaidByTheHost(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .watch(new ShowsEverything(house.source(), UnaryOperator.identity()), BROMPTONS)
                        .removedAfterMisses(1)
                        .build()) {
            house.market.put(House.brompton("1", 650)).put(House.brompton("2", 700));
            souk.ingest();
            house.market.remove("2");

            assertThat(souk.ingest().removed()).isEqualTo(1);
        }
    }

    @Test
    void aSourceThatDoesNotShowEverythingProvesNothing(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.put(House.brompton("1", 650)).put(House.brompton("2", 700));
            souk.ingest();
            house.market.remove("1");

            IntStream.range(0, 5).forEach(i -> souk.ingest());

            assertThat(status(house, "1")).isEqualTo(ListingStatus.AVAILABLE);
        }
    }

    @Test
    void aSearchUpToAPriceProvesNothing(DataSource dataSource) {
        SearchRequest cheap = SearchRequest.builder()
                .location("houston")
                .text("brompton")
                .maxPrice(1_000L)
                .build();
        try (House house = new House(dataSource);
                SoukPipeline souk = watching(house, cheap)) {
            house.market.put(House.brompton("1", 650)).put(House.brompton("2", 700));
            souk.ingest();
            house.market.remove("1");

            IntStream.range(0, 5).forEach(i -> souk.ingest());

            assertThat(status(house, "1")).isEqualTo(ListingStatus.AVAILABLE);
        }
    }

    @Test
    void aVisitThatMetAWallOrAnErrorDoesNotCount(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = watching(house, BROMPTONS)) {
            house.market.put(House.brompton("1", 650)).put(House.brompton("2", 700));
            souk.ingest();
            house.market.remove("1");

            // Two, since a site that fails more often is left in peace for a while.
            for (int i = 0; i < 2; i++) {
                house.market.failNext(500);
                souk.ingest();
            }
            souk.ingest();
            souk.ingest();

            assertThat(status(house, "1")).isEqualTo(ListingStatus.AVAILABLE);
            assertThat(souk.ingest().removed()).isEqualTo(1);
        }
    }

    @Test
    void aListingThatOnlyAVisitWithUnreadPagesFoundIsMissedByTheNextThatSeeEverything(DataSource dataSource) {
        PageRequest nowhere = PageRequest.list(java.net.URI.create("http://127.0.0.1:9/2"));
        try (House house = new House(dataSource)) {
            house.market.put(House.brompton("1", 650)).put(House.brompton("2", 700));
            try (SoukPipeline cutShort = house.pipeline()
                    .watch(
                            new ShowsEverything(
                                    house.source(), page -> new ParsedPage.Found(page.listings(), List.of(nowhere))),
                            BROMPTONS)
                    .build()) {
                cutShort.ingest();
            }
            house.market.remove("1");

            try (SoukPipeline souk = watching(house, BROMPTONS)) {
                assertThat(souk.ingest().removed()).isZero();
                assertThat(souk.ingest().removed()).isZero();
                assertThat(souk.ingest().removed()).isEqualTo(1);
            }
        }
    }

    @Test
    void aVisitThatLeftPagesUnreadDoesNotCount(DataSource dataSource) {
        List<PageRequest> endless = IntStream.range(0, 30)
                .mapToObj(i -> PageRequest.list(java.net.URI.create("http://127.0.0.1:9/" + i)))
                .toList();
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .watch(
                                new ShowsEverything(
                                        house.source(), page -> new ParsedPage.Found(page.listings(), endless)),
                                BROMPTONS)
                        .removedAfterMisses(1)
                        .build()) {
            house.market.put(House.brompton("1", 650)).put(House.brompton("2", 700));
            souk.ingest();
            house.market.remove("1");

            souk.ingest();

            assertThat(status(house, "1")).isEqualTo(ListingStatus.AVAILABLE);
        }
    }
}
