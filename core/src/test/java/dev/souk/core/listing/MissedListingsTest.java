package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
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

/** What was removed since no search showed it, and is shown again. */
@ExtendWith(MigratedPostgres.class)
class MissedListingsTest {

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
    void aListingThatWasOnlyMissedIsRelistedByAPageThatShowsItWithoutAWordOnItsStatus() {
        run("bikes", "1");
        IntStream.range(0, 3).forEach(i -> run("bikes"));
        assertThat(status("1")).isEqualTo(ListingStatus.REMOVED);

        Listing shownAgain = listing("1").toBuilder().category("Bikes").build();
        UpsertResult shown = listings.upsertAll(List.of(shownAgain));

        assertThat(shown.changed()).extracting(UpsertOutcome.Changed::kind).containsExactly(ChangeKind.RELISTED);
        assertThat(status("1")).isEqualTo(ListingStatus.AVAILABLE);
        IntStream.range(0, 3).forEach(i -> run("bikes", "1"));
        assertThat(status("1")).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(changes()).containsExactly("appeared 1", "removed 1", "relisted 1");
    }

    @Test
    void aListingThatComesAndGoesIsRelistedEachTime() {
        run("bikes", "1");
        for (int i = 0; i < 3; i++) {
            run("bikes");
            run("bikes");
            assertThat(run("bikes")).containsExactly("1");

            assertThat(run("bikes", "1")).isEmpty();
            assertThat(status("1")).isEqualTo(ListingStatus.AVAILABLE);
        }

        assertThat(changes())
                .containsExactly(
                        "appeared 1", "removed 1", "relisted 1", "removed 1", "relisted 1", "removed 1", "relisted 1");
    }

    @Test
    void aListingThatWasOnlyMissedIsRelistedByARunThatSawItAndCouldNotReadIt() {
        run("bikes", "1");
        IntStream.range(0, 3).forEach(i -> run("bikes"));

        UpsertResult removed = runs.complete(runs.begin(EBAY, "bikes"), keys("1"), 3);

        assertThat(removed.outcomes()).as("only what became removed").isEmpty();
        assertThat(status("1")).isEqualTo(ListingStatus.AVAILABLE);
    }

    @Test
    void aListingOfWhichAPageSaidThatItIsGoneStaysRemovedAlsoIfItWasMissedBefore() {
        run("bikes", "1", "2", "3");
        listings.markRemoved(EBAY, List.of("1"));
        IntStream.range(0, 3).forEach(i -> run("bikes"));
        listings.markRemoved(EBAY, List.of("2"));
        listings.upsertAll(
                List.of(listing("3").toBuilder().status(ListingStatus.REMOVED).build()));

        run("bikes", "1", "2", "3");

        assertThat(Stream.of("1", "2", "3").map(this::status)).containsOnly(ListingStatus.REMOVED);
    }

    @Test
    void aPageOfTheArchiveDoesNotRelistWhatWasMissedSince() {
        run("bikes", "1");
        IntStream.range(0, 3).forEach(i -> run("bikes"));
        Listing better = listing("1").toBuilder().category("Bikes").build();

        listings.restateAll(List.of(better));
        assertThat(status("1")).isEqualTo(ListingStatus.REMOVED);

        listings.upsertAll(List.of(better));
        assertThat(status("1")).isEqualTo(ListingStatus.AVAILABLE);
    }

    @Test
    void aPageOfTheArchiveThatSaysNothingNewOfWhatIsMissedWritesNothing() {
        run("bikes", "1");
        IntStream.range(0, 3).forEach(i -> run("bikes"));
        String version = "select ctid::text || xmin::text from souk.listings";
        Object before = sql.fetchValue(version);

        listings.restateAll(List.of(listing("1")));

        assertThat(sql.fetchValue(version)).isEqualTo(before);
        listings.restateAll(List.of(listing("1").toBuilder().category("Bikes").build()));
        assertThat(sql.fetchValue(version)).isNotEqualTo(before);
        assertThat(status("1")).isEqualTo(ListingStatus.REMOVED);
    }

    /** A complete run that stores and sees these; who became removed. */
    private List<String> run(String search, String... ids) {
        SearchRun run = runs.begin(EBAY, search);
        store(ids);
        return runs.complete(run, keys(ids), 3).changed().stream()
                .map(changed -> changed.key().externalId())
                .toList();
    }

    private void store(String... ids) {
        listings.upsertAll(Stream.of(ids).map(MissedListingsTest::listing).toList());
    }

    private static List<ListingKey> keys(String... ids) {
        return Stream.of(ids).map(id -> new ListingKey(EBAY, id)).toList();
    }

    private static Listing listing(String id) {
        return Listing.builder(new ListingKey(EBAY, id), "Bike " + id, URI.create("https://market.example/" + id))
                .price(Money.of(100, "EUR"))
                .status(ListingStatus.UNKNOWN)
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
