package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.SourceId;
import dev.souk.scraper.ScrapeReport;
import dev.souk.scraper.Scraper;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.testkit.SoukPostgres;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages that are kept in the database, and read again. */
@ExtendWith(SoukPostgres.class)
class TableArchiveTest {

    /** Never too old, whenever this runs: the database's clock decides. */
    private static final Instant FRESH = Instant.parse("2999-11-26T12:00:00Z");

    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final Instant LATER = Instant.parse("3000-01-01T00:00:00Z");
    private static final SourceId SITE = new SourceId("site");

    private SoukDatabase database;
    private DSLContext sql;

    @BeforeEach
    void open(DataSource dataSource) {
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    @Test
    void givesBackToAnyHostWhatOneKept(DataSource dataSource) {
        Page page = new Page(
                PageRequest.item(URI.create("https://site.example/1?a=b")),
                URI.create("https://site.example/sofa"),
                "<p>Sofa für 50 €\r\n\n\u0000 😀</p>\n",
                FRESH);
        SoukDatabase other = SoukDatabase.over(dataSource, FieldProtection.plaintext());

        TableArchive.builder(database).build().keep(SITE, page);

        assertThat(read(TableArchive.builder(other).build(), SITE)).containsExactly(page);
    }

    @Test
    void aWatchKeepsEveryPageAndReadAgainTheyTellNobody(DataSource dataSource) {
        TableArchive archive = TableArchive.builder(database).build();
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline()
                        .watch(house.source(), House.search("brompton"))
                        .archive(archive)
                        .build()) {
            house.market.put(House.brompton("1", 650).description("Green."));
            house.alert(House.bromptons());
            souk.runOnce();
            sql.execute("DELETE FROM souk.listings");
            house.email.clear();
            int requests = house.market.requestCount();

            ScrapeReport report = reparse(house.source(), archive);
            RunReport next = new RunReport(new IngestReport(List.of()), souk.match(), souk.dispatch());

            assertThat(report.pages())
                    .extracting(page -> page.request().kind())
                    .containsExactly(PageRequest.Kind.LIST, PageRequest.Kind.ITEM);
            assertThat(sql.fetchSingle("SELECT description FROM souk.listings").get(0))
                    .isEqualTo("Green.");
            assertThat(next.match()).isEqualTo(MatchReport.NOTHING);
            assertThat(house.email.attempts()).isEmpty();
            assertThat(house.market.requestCount()).as("nothing is fetched").isEqualTo(requests);
        }
    }

    private ScrapeReport reparse(ListingSource source, TableArchive archive) {
        return Scraper.builder(request -> new FetchOutcome.Unreachable(request.url(), "not asked"), Clock.systemUTC())
                .build()
                .reparse(
                        source,
                        archive,
                        LONG_AGO,
                        LATER,
                        page -> database.listings().restateAll(page.listings()));
    }

    @Test
    void deletesWhatIsTooOldAndThenTheOldestUntilTheRestFits() {
        TableArchive archive = TableArchive.builder(database)
                .keepFor(Duration.ofDays(3))
                .keepAtMost(70)
                .build();
        keep(archive, "new", "now()");
        keep(archive, "younger", "now() - interval '2 days'");
        keep(archive, "older", "now() - interval '2 days 1 second'");
        keep(archive, "too old", "now() - interval '4 days'");

        assertThat(archive.purge()).isEqualTo(2);
        assertThat(read(archive, SITE)).extracting(Page::body).containsExactly("younger", "new");
        assertThat(archive.purge()).isZero();
    }

    @Test
    void looksForOldPagesItselfNowAndThen() {
        TableArchive archive = TableArchive.builder(database)
                .keepFor(Duration.ofDays(3))
                .purgeEvery(3)
                .build();
        for (int i = 0; i < 4; i++) {
            keep(archive, "old " + i, "now() - interval '4 days'");
        }

        assertThat(read(archive, SITE)).extracting(Page::body).containsExactly("old 3");
    }

    @Test
    void aPageThatCannotBeKeptIsNoFailure() {
        sql.execute("ALTER TABLE souk.raw_pages RENAME TO elsewhere");

        TableArchive.builder(database).build().keep(SITE, page("lost", FRESH));

        sql.execute("ALTER TABLE souk.elsewhere RENAME TO raw_pages");
        assertThat(read(TableArchive.builder(database).build(), SITE)).isEmpty();
    }

    @Test
    void saysSoWhereSomebodyElseWroteIntoTheTable() {
        TableArchive archive = TableArchive.builder(database).build();
        archive.keep(SITE, page("whole", FRESH));
        sql.execute("UPDATE souk.raw_pages SET page_kind = 'nonsense'");

        assertThatThrownBy(() -> read(archive, SITE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("RawPage[site, https://site.example/");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        TableArchive.Builder builder = TableArchive.builder(database);

        assertThatThrownBy(() -> builder.keepFor(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.keepAtMost(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.purgeEvery(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A page that came at another time by the database's clock. */
    private void keep(TableArchive archive, String body, String when) {
        archive.keep(SITE, page(body, FRESH));
        sql.execute(
                "UPDATE souk.raw_pages SET fetched_at = " + when + " WHERE fetched_at = ?::timestamptz",
                FRESH.toString());
    }

    private static Page page(String body, Instant fetchedAt) {
        URI url = URI.create("https://site.example/");
        return new Page(PageRequest.list(url), url, body, fetchedAt);
    }

    private static List<Page> read(TableArchive archive, SourceId source) {
        List<Page> found = new ArrayList<>();
        archive.read(source, LONG_AGO, LATER, found::add);
        return found;
    }
}
