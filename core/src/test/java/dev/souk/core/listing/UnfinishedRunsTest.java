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
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs of a search of which only some pages were stored. */
@ExtendWith(MigratedPostgres.class)
class UnfinishedRunsTest {

    private static final SourceId EBAY = new SourceId("ebay");

    private DataSource database;
    private SearchRuns runs;

    @BeforeEach
    void open(DataSource dataSource) {
        database = dataSource;
        runs = new SearchRuns(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
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
    void aSearchThatIsNeverReadToItsEndHoldsNothingOpen() {
        run("bikes", "1");
        store(runs.begin(EBAY, "endless"), "2");
        run("bikes", "1", "2");

        IntStream.range(0, 2).forEach(i -> run("bikes", "1"));

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
        List<ListingKey> keys =
                Stream.of(ids).map(id -> new ListingKey(EBAY, id)).toList();
        return runs.complete(run, keys, 3).changed().stream()
                .map(changed -> changed.key().externalId())
                .toList();
    }

    private void store(SearchRun run, String... ids) {
        runs.store(
                run,
                Stream.of(ids)
                        .map(id -> Listing.builder(
                                        new ListingKey(EBAY, id),
                                        "Bike " + id,
                                        URI.create("https://market.example/" + id))
                                .status(ListingStatus.UNKNOWN)
                                .build())
                        .toList());
    }

    private List<String> changes() {
        return DSL.using(database, SQLDialect.POSTGRES)
                .fetch("select kind || ' ' || external_id from souk.listing_changes c"
                        + " join souk.listings l on l.id = c.listing_id order by c.id")
                .getValues(0, String.class);
    }
}
