package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.json.AlertCriteriaJson;
import dev.souk.core.json.InvalidCriteriaException;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.listing.StoredListing;
import dev.souk.scraper.PageOutcome;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever comes in: a typed outcome that names the culprit, and nothing else of the batch is lost. */
@ExtendWith(SoukPostgres.class)
class BadInputTest {

    private static final URI PAGE = URI.create("https://market.example/list");
    private static final SourceId SOURCE = new SourceId("example");

    /** A site whose one page holds these listings. */
    private static ListingSource offering(RawListing... listings) {
        return new ListingSource() {
            @Override
            public SourceId id() {
                return SOURCE;
            }

            @Override
            public List<PageRequest> seeds(SearchRequest search) {
                return List.of(PageRequest.list(PAGE));
            }

            @Override
            public ParsedPage parse(Page page) {
                return new ParsedPage.Found(List.of(listings), List.of());
            }
        };
    }

    private static RawListing.Builder raw(String id) {
        return RawListing.builder()
                .externalId(id)
                .url("https://market.example/" + id)
                .title("Brompton " + id);
    }

    private static Fetcher always(String body) {
        return request ->
                new FetchOutcome.Ok(new Page(request, request.url(), body, Instant.parse("2026-11-23T10:00:00Z")));
    }

    @Test
    void aListingThatCannotBeReadIsRejectedByFieldAndTheOthersAreStored(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .fetcher(always(""))
                        .watch(
                                offering(
                                        raw("1").build(),
                                        RawListing.builder().externalId("2").build(),
                                        raw("3").title("Brompton, NUL \0 and half a character " + (char) 0xd800)
                                                .build(),
                                        raw("4").price(new RawListing.Price("100", "QQQ", null, null))
                                                .build()),
                                SearchRequest.of("brompton"))
                        .build()) {

            IngestReport report = souk.ingest();

            assertThat(report.added()).isEqualTo(3);
            assertThat(report.rejected()).isEqualTo(1);
            assertThat(report.watches().get(0).pages().get(0).rejected())
                    .singleElement()
                    .extracting(Normalized.Rejected::field)
                    .isEqualTo("title");
            assertThat(house.database.listings().byExternalId(SOURCE, "4"))
                    .map(StoredListing::listing)
                    .hasValueSatisfying(listing -> assertThat(listing.price()).isNull());
        }
    }

    @Test
    void aListingWithoutPriceAndPlaceIsStoredAndMatched(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .fetcher(always(""))
                        .watch(offering(raw("1").build()), SearchRequest.of("brompton"))
                        .build()) {
            house.alert(House.bromptons());

            souk.runOnce();

            assertThat(house.email.titles()).containsExactly("Brompton 1: matches 'Folding bikes'");
        }
    }

    @Test
    void threeMegabytesOfNoiseAreALayoutThatChanged(DataSource dataSource) {
        Random random = new Random(20261123);
        StringBuilder noise = new StringBuilder("<html>");
        while (noise.length() < 3_000_000) {
            noise.append((char) (' ' + random.nextInt(95)));
        }
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .fetcher(always(noise.toString()))
                        .watch(house.source(), House.search("brompton"))
                        .build()) {

            IngestReport report = souk.ingest();

            assertThat(report.watches().get(0).troubles())
                    .singleElement()
                    .satisfies(page -> assertThat(page.outcome())
                            .isInstanceOfSatisfying(
                                    PageOutcome.WithoutListings.class,
                                    outcome ->
                                            assertThat(outcome.state()).isInstanceOf(ParsedPage.LayoutChanged.class)));
        }
    }

    @Test
    void anUnreachableSiteIsNamed(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.watching()) {
            house.market.close();

            IngestReport report = souk.ingest();

            assertThat(report.watches().get(0).troubles())
                    .singleElement()
                    .satisfies(page -> assertThat(page.outcome())
                            .isInstanceOfSatisfying(
                                    PageOutcome.NotFetched.class,
                                    outcome -> assertThat(outcome.outcome())
                                            .isInstanceOfSatisfying(
                                                    FetchOutcome.Unreachable.class,
                                                    unreachable -> assertThat(unreachable.reason())
                                                            .isNotBlank())));
        }
    }

    @Test
    void criteriaWithAWrongTypeAreRefusedByPath() {
        assertThatThrownBy(() -> AlertCriteriaJson.read("{\"price\": {\"max\": \"cheap\", \"currency\": \"EUR\"}}"))
                .isInstanceOfSatisfying(
                        InvalidCriteriaException.class,
                        e -> assertThat(e.path()).isEqualTo("price.max"));
    }

    @Test
    void anAlertThatSomebodySpoiltInTheDatabaseStopsNoOther(DataSource dataSource) throws SQLException {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .fetcher(always(""))
                        .watch(offering(raw("1").build()), SearchRequest.of("brompton"))
                        .build()) {
            Alert spoilt = house.alert(House.bromptons());
            house.alert(House.bromptons());
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE souk.alerts SET criteria = '{\"keywords\": 7}' WHERE id = " + spoilt.id());
            }

            souk.runOnce();

            assertThat(house.email.titles()).hasSize(1);
        }
    }
}
