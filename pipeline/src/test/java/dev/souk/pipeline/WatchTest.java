package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.PageOutcome;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole way, from a page to a message. */
@ExtendWith(SoukPostgres.class)
class WatchTest {

    @Test
    void tellsTheUserOnceAboutAListingThatIsSeenTwice(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.put(House.brompton("1", 650).in("Houston", "TX"));
            house.alert(House.bromptons());

            souk.runOnce();
            souk.runOnce();

            assertThat(house.email.titles())
                    .containsExactly("Brompton M6L, 650 USD in Houston, TX: matches 'Folding bikes'");
        }
    }

    @Test
    void tellsOfALowerPriceOfAMatchedListingAsAnEventOfItsOwn(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.put(House.brompton("1", 650));
            house.alert(House.bromptons());
            souk.runOnce();
            house.email.clear();

            house.market.reprice("1", 550);
            RunReport report = souk.runOnce();

            assertThat(report.match().matches()).isZero();
            assertThat(house.email.titles()).containsExactly("Now 550 USD instead of 650 USD: Brompton M6L");
        }
    }

    @Test
    void saysNothingOfAHigherPrice(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.put(House.brompton("1", 650));
            house.alert(House.bromptons());
            souk.runOnce();
            house.email.clear();

            house.market.reprice("1", 700);
            souk.runOnce();

            assertThat(house.email.titles()).isEmpty();
        }
    }

    @Test
    void aDropBelowTheHighestPriceOfAnAlertIsAMatchAndNotADrop(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.put(House.brompton("1", 650));
            house.alert(AlertCriteria.builder().maxPrice(Money.of(600, "USD")).build());
            souk.runOnce();
            assertThat(house.email.titles()).isEmpty();

            house.market.reprice("1", 600);
            souk.runOnce();

            assertThat(house.email.delivered())
                    .singleElement()
                    .satisfies(delivery -> assertThat(
                                    delivery.notification().subject().event())
                            .isEqualTo(AlertEvent.MATCH));
        }
    }

    @Test
    void tellsOfASaleOnlyThoseWhoWantToKnow(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.put(House.brompton("1", 650));
            house.alert(House.bromptons(), AlertEvent.MATCH, AlertEvent.SOLD);
            house.alert(House.bromptons(), AlertEvent.MATCH);
            souk.runOnce();
            house.email.clear();

            house.market.sell("1");
            souk.runOnce();

            assertThat(house.email.titles()).containsExactly("Sold: Brompton M6L");
        }
    }

    @Test
    void readsThePageOfANewListingBeforeItIsMatched(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.put(House.brompton("1", 650).description("The frame is broken."));
            house.market.put(House.brompton("2", 650).at(29.75, -95.36));
            house.market.put(House.brompton("3", 650).at(30.27, -97.74));
            house.alert(AlertCriteria.builder()
                    .noneOf("broken")
                    .near(new GeoPoint(29.76, -95.37), 20)
                    .build());

            souk.runOnce();

            assertThat(house.email.delivered())
                    .extracting(delivery -> delivery.notification().subject().url())
                    .containsExactly(house.market.itemUri("2"));
        }
    }

    @Test
    void asksForThePageOfAListingOnlyOnce(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.put(House.brompton("1", 650));

            souk.runOnce();
            souk.runOnce();

            assertThat(house.market.requests())
                    .filteredOn(path -> path.contains("/item/"))
                    .hasSize(1);
        }
    }

    @Test
    void leavesWhatIsOverTheLimitOfItemPagesForTheNextVisit(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .watch(house.source(), House.search("brompton"))
                        .maxItemPages(2)
                        .build()) {
            for (int i = 1; i <= 5; i++) {
                house.market.put(House.brompton("" + i, 650));
            }

            assertThat(souk.ingest().watches().get(0).deferred()).isEqualTo(3);
            assertThat(souk.ingest().added()).isEqualTo(2);
            assertThat(souk.ingest().added()).isEqualTo(1);
            assertThat(souk.ingest().unchanged()).isEqualTo(5);
        }
    }

    @Test
    void aVisitWithoutAChangeInTheMarketWritesNothingToListingsAndSendsNothing(DataSource dataSource)
            throws SQLException {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.put(House.brompton("1", 650).description("Green.").photos(3));
            house.market.put(House.brompton("2", 700).photos(0));
            house.alert(House.bromptons());
            souk.runOnce();
            house.market.reprice("1", 600);
            souk.runOnce();
            String before = versionsOfListings(dataSource);
            house.email.clear();

            RunReport report = souk.runOnce();

            assertThat(versionsOfListings(dataSource)).isEqualTo(before);
            assertThat(report.ingest().unchanged()).isEqualTo(2);
            assertThat(report.match()).isEqualTo(MatchReport.NOTHING);
            assertThat(house.email.attempts()).isEmpty();
        }
    }

    /** Where each row stands and which transaction wrote it: another after any write, even one that changes nothing. */
    private static String versionsOfListings(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT string_agg(id || ' ' || ctid || ' ' || xmin, ', ' ORDER BY id) FROM souk.listings")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void aSiteThatFailsIsReportedByTypeAndLosesNothingOfTheOthers(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .watch(house.source(), House.search("brompton"))
                        .watch(house.source(), House.search("guitar"))
                        .build()) {
            house.market.put(House.brompton("1", 650));
            house.market.put(House.brompton("2", 650).title("Guitar"));
            house.market.failNext(404);

            IngestReport report = souk.ingest();

            assertThat(report.watches().get(0).troubles()).isEmpty();
            assertThat(report.watches().get(0).pages())
                    .extracting(page -> page.outcome())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            PageOutcome.NotFetched.class,
                            outcome -> assertThat(outcome.outcome()).isInstanceOf(FetchOutcome.Gone.class));
            assertThat(report.watches().get(1).added()).isEqualTo(1);
        }
    }

    @Test
    void aSourceThatThrowsIsReportedAndTheOtherWatchesAreVisited(DataSource dataSource) {
        try (House house = new House(dataSource)) {
            ListingSource facebook = house.source();
            ListingSource broken = new ListingSource() {
                @Override
                public SourceId id() {
                    return new SourceId("broken");
                }

                @Override
                public List<PageRequest> seeds(SearchRequest search) {
                    return facebook.seeds(search);
                }

                @Override
                public ParsedPage parse(Page page) {
                    return facebook.parse(page);
                }

                @Override
                public Optional<PageRequest> itemPage(Listing listing) {
                    throw new IllegalStateException("a bug in the source");
                }
            };
            house.market.put(House.brompton("1", 650));
            try (SoukPipeline souk = house.pipeline()
                    .watch(broken, House.search("brompton"))
                    .watch(facebook, House.search("brompton"))
                    .build()) {

                IngestReport report = souk.ingest();

                assertThat(report.watches().get(0).failure())
                        .hasValueSatisfying(e -> assertThat(e).hasMessage("a bug in the source"));
                assertThat(report.watches().get(1).added()).isEqualTo(1);
            }
        }
    }

    @Test
    void aNewListingWhosePageCannotBeHadJustNowIsLeftForTheNextVisit(DataSource dataSource) {
        try (House house = new House(dataSource)) {
            AtomicBoolean down = new AtomicBoolean(true);
            Fetcher flaky = request -> down.get() && request.kind() == PageRequest.Kind.ITEM
                    ? new FetchOutcome.Unreachable(request.url(), "answered 502")
                    : house.fetcher.fetch(request);
            house.market.put(House.brompton("1", 650));
            try (SoukPipeline souk = house.pipeline()
                    .fetcher(flaky)
                    .watch(house.source(), House.search("brompton"))
                    .build()) {

                IngestReport first = souk.ingest();
                down.set(false);
                IngestReport second = souk.ingest();

                assertThat(first.added()).isZero();
                assertThat(first.watches().get(0).deferred()).isEqualTo(1);
                assertThat(second.added()).isEqualTo(1);
            }
        }
    }

    @Test
    void newListingsBehindAWallAreLeftForTheNextVisitAndTheSiteIsAskedNoMore(DataSource dataSource) {
        try (House house = new House(dataSource)) {
            AtomicInteger items = new AtomicInteger();
            Fetcher walled = request -> {
                if (request.kind() == PageRequest.Kind.ITEM && items.getAndIncrement() < 1) {
                    return new FetchOutcome.Captcha(request.url(), "a test");
                }
                return house.fetcher.fetch(request);
            };
            for (int i = 1; i <= 3; i++) {
                house.market.put(House.brompton("" + i, 650).description("Green."));
            }
            try (SoukPipeline souk = house.pipeline()
                    .fetcher(walled)
                    .watch(house.source(), House.search("brompton"))
                    .build()) {

                WatchReport first = souk.ingest().watches().get(0);
                int askedFirst = items.get();
                IngestReport second = souk.ingest();

                assertThat(askedFirst).isEqualTo(1);
                assertThat(first.added()).isZero();
                assertThat(first.deferred()).isEqualTo(3);
                assertThat(first.troubles()).hasSize(1);
                assertThat(second.added()).isEqualTo(3);
            }
        }
    }

    @Test
    void withoutItemPagesListingsAreStoredWithWhatListsSay(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .watch(house.source(), House.search("brompton"))
                        .maxItemPages(0)
                        .build()) {
            house.market.put(House.brompton("1", 650).description("Green."));

            assertThat(souk.ingest().added()).isEqualTo(1);
            assertThat(house.market.requests()).hasSize(1);
        }
    }

    @Test
    void anEmptySearchIsEmptyByEvidence(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {

            IngestReport report = souk.ingest();

            assertThat(report.watches().get(0).pages())
                    .extracting(page -> page.outcome())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            PageOutcome.WithoutListings.class,
                            outcome -> assertThat(outcome.state()).isInstanceOf(ParsedPage.Empty.class));
        }
    }

    @Test
    void aListingIsStoredUnderTheAddressOfItsOwnPage(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.put(House.brompton("2", 650));

            souk.ingest();

            assertThat(house.database.listings().byExternalId(new SourceId("facebook"), "2"))
                    .hasValueSatisfying(stored -> assertThat(stored.listing().url())
                            .isEqualTo(URI.create(house.market.baseUri() + "/marketplace/item/2/")));
        }
    }
}
