package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a run has found that was never handed in. */
@ExtendWith(MigratedPostgres.class)
class UnfinishedRunsTest {

    private static final SourceId EBAY = new SourceId("ebay");

    private DSLContext sql;
    private ListingRepository listings;
    private SearchRuns runs;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        Transactions transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
        listings = new ListingRepository(transactions);
        runs = new SearchRuns(transactions);
    }

    @Test
    void aListingThatOnlyARunFoundWhichWasNotHandedInIsMissedByTheNext() {
        run("bikes", "there");
        store(runs.begin(EBAY, "bikes"), "there", "gone");

        IntStream.range(0, 2).forEach(i -> run("bikes", "there"));

        assertThat(run("bikes", "there")).containsExactly("gone");
    }

    @Test
    void whatTheVeryFirstRunFoundIsNotForgottenWhileTheNextMayStillComplete() {
        store(runs.begin(EBAY, "bikes"), "there", "gone");

        assertThat(runs.forgetIdle(Duration.ofDays(90))).isZero();

        IntStream.range(0, 2).forEach(i -> run("bikes", "there"));
        assertThat(run("bikes", "there")).containsExactly("gone");
    }

    @Test
    void aSearchThatIsNeverReadToItsEndHoldsNothingOpenForLongerThanADay() {
        run("bikes", "1");
        store(runs.begin(EBAY, "endless"), "2");
        run("bikes", "1", "2");
        IntStream.range(0, 3).forEach(i -> run("bikes", "1"));
        assertThat(status("2")).isEqualTo(ListingStatus.AVAILABLE);
        sql.execute("update souk.searches set completed_at = completed_at - interval '25 hours'");

        assertThat(runs.forgetIdle(Duration.ofDays(90))).isEqualTo(1);

        assertThat(run("bikes", "1")).containsExactly("2");
    }

    @Test
    void aListingThatIsBackInARunThatWasNotHandedInIsMissedByTheNext() {
        run("bikes", "1");
        IntStream.range(0, 3).forEach(i -> run("bikes"));
        store(runs.begin(EBAY, "bikes"), "1");

        IntStream.range(0, 2).forEach(i -> run("bikes"));

        assertThat(run("bikes")).containsExactly("1");
        assertThat(changes()).containsExactly("appeared 1", "removed 1", "relisted 1", "removed 1");
    }

    @Test
    void aListingIsStoredForASearchThatIsForgottenWhileItRuns() {
        SearchRun run = runs.begin(EBAY, "bikes");
        store(run, "1");
        runs.forget(EBAY, "bikes");
        store(run, "2");

        IntStream.range(0, 2).forEach(i -> run("bikes", "1"));
        assertThat(run("bikes", "1")).containsExactly("2");
    }

    /** A complete run that stores and sees these; who became removed. */
    private List<String> run(String search, String... ids) {
        SearchRun run = runs.begin(EBAY, search);
        store(run, ids);
        return runs.complete(run, Stream.of(ids).map(UnfinishedRunsTest::key).toList(), 3).changed().stream()
                .map(changed -> changed.key().externalId())
                .toList();
    }

    private void store(SearchRun run, String... ids) {
        runs.store(run, Stream.of(ids).map(UnfinishedRunsTest::listing).toList());
    }

    private static ListingKey key(String id) {
        return new ListingKey(EBAY, id);
    }

    private static Listing listing(String id) {
        return Listing.builder(key(id), "Bike " + id, URI.create("https://market.example/" + id))
                .build();
    }

    private ListingStatus status(String id) {
        return listings.byExternalId(EBAY, id).orElseThrow().listing().status();
    }

    private List<String> changes() {
        return sql.fetch("select kind || ' ' || external_id from souk.listing_changes c"
                        + " join souk.listings l on l.id = c.listing_id order by c.id")
                .getValues(0, String.class);
    }
}
