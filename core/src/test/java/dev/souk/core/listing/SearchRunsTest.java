package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class SearchRunsTest {

    private static final SourceId EBAY = new SourceId("ebay");

    private DSLContext sql;
    private Transactions transactions;
    private ListingRepository listings;
    private SearchRuns runs;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        use(dataSource);
    }

    private void use(DataSource dataSource) {
        transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
        listings = new ListingRepository(transactions);
        runs = new SearchRuns(transactions);
    }

    @Test
    void aListingThatThreeCompleteRunsMissedIsRemovedAndPeopleAreTold() {
        run("bikes", "1", "2");

        assertThat(run("bikes", "1")).isEmpty();
        assertThat(run("bikes", "1")).isEmpty();
        assertThat(run("bikes", "1")).containsExactly("2");

        assertThat(status("1")).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(status("2")).isEqualTo(ListingStatus.REMOVED);
        assertThat(changes()).containsExactly("appeared 1", "appeared 2", "removed 2");
        assertThat(run("bikes", "1")).as("told once").isEmpty();
    }

    @Test
    void aListingThatIsFoundAgainIsMissedFromTheBeginning() {
        run("bikes", "1");
        run("bikes");
        run("bikes");

        run("bikes", "1");

        assertThat(run("bikes")).isEmpty();
        assertThat(run("bikes")).isEmpty();
        assertThat(run("bikes")).containsExactly("1");
    }

    @Test
    void aListingThatAPageSaysCanBeHadAgainIsRelisted() {
        run("bikes", "1");
        IntStream.range(0, 3).forEach(i -> run("bikes"));

        Listing back = listing("1").toBuilder().status(ListingStatus.AVAILABLE).build();
        assertThat(listings.upsertAll(List.of(back)).changed())
                .extracting(UpsertOutcome.Changed::kind)
                .containsExactly(ChangeKind.RELISTED);

        run("bikes", "1");
        assertThat(run("bikes")).isEmpty();
        assertThat(run("bikes")).isEmpty();
        assertThat(run("bikes")).containsExactly("1");
        assertThat(changes()).containsExactly("appeared 1", "removed 1", "relisted 1", "removed 1");
    }

    @Test
    void whatIsSeenOrSoldWhileARunIsRecordedIsNotRemoved() {
        run("bikes", "seen", "sold", "gone");
        SearchRun run = runs.begin(EBAY, "bikes");
        List<ListingKey> missed = List.copyOf(keys("gone", "seen", "sold"));
        store("seen");
        listings.upsertAll(
                List.of(listing("sold").toBuilder().status(ListingStatus.SOLD).build()));

        List<Listing> judged = transactions.call(dsl -> MissedListings.judge(dsl, run.startedAt(), missed, List.of()));

        assertThat(judged)
                .extracting(listing -> listing.key().externalId() + " " + listing.status())
                .containsExactly("gone REMOVED");
    }

    @Test
    void whatAnotherTransactionIsJustNotingAsSeenIsNotRemovedAndNobodyWaits() {
        run("bikes", "1", "2");
        SearchRun run = runs.begin(EBAY, "bikes");

        List<Listing> judged = transactions.call(noting -> {
            noting.execute("update souk.listing_sightings set last_seen_at = now()"
                    + " where listing_id = (select id from souk.listings where external_id = '1')");
            return transactions.call(dsl -> MissedListings.judge(dsl, run.startedAt(), keys("1", "2"), List.of()));
        });

        assertThat(judged).extracting(listing -> listing.key().externalId()).containsExactly("2");
    }

    @Test
    void aListingOfSeveralSearchesIsRemovedWhenNoneOfThemFindsIt() {
        run("bikes", "1", "2");
        run("cheap", "1", "2");

        for (int i = 0; i < 5; i++) {
            assertThat(run("bikes", "2")).isEmpty();
        }
        assertThat(run("cheap", "2")).isEmpty();
        assertThat(run("cheap", "2")).isEmpty();
        assertThat(run("cheap", "2")).containsExactly("1");
    }

    @Test
    void aSearchThatIsNotRunAnyMoreHoldsAListingUntilItIsForgotten() {
        run("bikes", "1");
        run("old", "1");
        IntStream.range(0, 4).forEach(i -> run("bikes"));
        assertThat(status("1")).isEqualTo(ListingStatus.AVAILABLE);

        assertThat(runs.forget(EBAY, "old")).isTrue();
        assertThat(runs.forget(EBAY, "old")).isFalse();

        assertThat(run("bikes")).containsExactly("1");
    }

    @Test
    void forgetsSearchesOfWhichNoRunWasRecordedForLong() {
        run("bikes", "1");
        run("old", "1");
        sql.execute("update souk.searches set completed_at = now() - interval '31 days' where search = 'old'");

        assertThat(runs.forgetIdle(Duration.ofDays(30))).isEqualTo(1);
        assertThat(runs.forgetIdle(Duration.ofDays(30))).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> runs.forgetIdle(Duration.ofDays(-1)));
    }

    @Test
    void aRunThatIsNotHandedInMissesNothing() {
        run("bikes", "1");
        run("bikes");
        run("bikes");

        runs.begin(EBAY, "bikes");
        listings.upsertAll(List.of());

        assertThat(misses("1")).isEqualTo(2);
        assertThat(status("1")).isEqualTo(ListingStatus.AVAILABLE);
    }

    @Test
    void whatAnybodySawSinceTheRunBeganIsNotMissed() {
        run("bikes", "1");
        SearchRun slow = runs.begin(EBAY, "bikes");
        listings.upsertAll(List.of(listing("1")));

        runs.complete(slow, Set.of(), 1);

        assertThat(status("1")).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(misses("1")).isZero();
    }

    @Test
    void runsThatOverlapMissAListingOnce() {
        run("bikes", "1");
        List<SearchRun> overlapping =
                Stream.generate(() -> runs.begin(EBAY, "bikes")).limit(3).toList();

        overlapping.forEach(run -> runs.complete(run, Set.of(), 3));

        assertThat(misses("1")).isEqualTo(1);
        assertThat(run("bikes")).isEmpty();
        assertThat(run("bikes")).containsExactly("1");
    }

    @Test
    void aSoldListingStaysSoldAndIsLetGoOf() {
        run("bikes", "1");
        listings.upsertAll(
                List.of(listing("1").toBuilder().status(ListingStatus.SOLD).build()));

        IntStream.range(0, 3).forEach(i -> run("bikes"));

        assertThat(status("1")).isEqualTo(ListingStatus.SOLD);
        assertThat(sql.fetchCount(DSL.table("souk.search_listings"))).isZero();
    }

    @Test
    void aListingThatWasSeenAndNeverStoredIsOfNoAccount() {
        SearchRun run = runs.begin(EBAY, "bikes");

        assertThat(runs.complete(run, keys("1", "nowhere"), 1).outcomes()).isEmpty();

        assertThat(sql.fetchCount(DSL.table("souk.search_listings"))).isZero();
    }

    @Test
    void aRunThatFindsEverythingAgainWritesNoPair() {
        String[] ids = IntStream.range(0, 1_000).mapToObj(i -> "id" + i).toArray(String[]::new);
        run("bikes", ids);
        Object before = pairVersions();

        run("bikes", ids);

        assertThat(pairVersions()).isEqualTo(before);
    }

    @Test
    void takesAsManyStatementsForAThousandListingsAsForOne(DataSource dataSource) {
        CountingDataSource counted = new CountingDataSource(dataSource);
        use(counted.dataSource());
        String[] ids = IntStream.range(0, 1_000).mapToObj(i -> "id" + i).toArray(String[]::new);
        store("one");
        store(ids);

        SearchRun one = runs.begin(EBAY, "one");
        counted.statements();
        runs.complete(one, keys("one"), 3);
        int few = counted.statements().size();
        SearchRun thousand = runs.begin(EBAY, "thousand");
        counted.statements();
        runs.complete(thousand, keys(ids), 3);

        assertThat(counted.statements()).hasSize(few).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void hostsThatCompleteAtOnceNeitherDeadlockNorRemoveWhatIsThere() throws Exception {
        long seed = 20261126;
        String[] all = IntStream.range(0, 60).mapToObj(i -> "id" + i).toArray(String[]::new);
        List<String> searches = List.of("a", "b", "c");
        searches.forEach(search -> run(search, all));
        ExecutorService hosts = Executors.newFixedThreadPool(4);
        List<Future<?>> work = new ArrayList<>();
        for (int host = 0; host < 4; host++) {
            Random random = new Random(seed + host);
            work.add(hosts.submit(() -> {
                for (int i = 0; i < 15; i++) {
                    // Listings 0 to 39 are always there, 40 to 59 are gone.
                    String[] there = random.ints(0, 40)
                            .limit(200)
                            .mapToObj(n -> "id" + n)
                            .collect(java.util.stream.Collectors.toCollection(TreeSet::new))
                            .toArray(String[]::new);
                    run(searches.get(random.nextInt(3)), there.length == 40 ? there : first40());
                }
            }));
        }
        for (Future<?> done : work) {
            done.get();
        }
        hosts.shutdown();
        for (int i = 0; i < 3; i++) {
            searches.forEach(search -> run(search, first40()));
        }

        assertThat(IntStream.range(0, 60).mapToObj(i -> status("id" + i)).filter(ListingStatus.REMOVED::equals))
                .as("seed %d", seed)
                .hasSize(20);
        assertThat(changes().stream().filter(change -> change.startsWith("removed")))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    private static String[] first40() {
        return IntStream.range(0, 40).mapToObj(i -> "id" + i).toArray(String[]::new);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        SearchRun run = runs.begin(EBAY, "bikes");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> runs.complete(run, Set.of(new ListingKey(new SourceId("other"), "1")), 3))
                .withMessageContaining("other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> runs.store(
                        new SearchRun(new SourceId("other"), "bikes", run.startedAt()), List.of(listing("1"))))
                .withMessageContaining("other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> runs.complete(run, Set.of(), 0))
                .withMessageContaining("misses");
        assertThatIllegalArgumentException().isThrownBy(() -> runs.begin(EBAY, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> runs.begin(EBAY, "x".repeat(501)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> runs.begin(EBAY, "a\0b"))
                .withMessageContaining("NUL");
    }

    /** A complete run that stores and sees these; who became removed. */
    private List<String> run(String search, String... ids) {
        SearchRun run = runs.begin(EBAY, search);
        store(run, ids);
        return runs.complete(run, keys(ids), 3).changed().stream()
                .map(changed -> changed.key().externalId())
                .toList();
    }

    private void store(SearchRun run, String... ids) {
        runs.store(run, Stream.of(ids).map(SearchRunsTest::listing).toList());
    }

    private void store(String... ids) {
        listings.upsertAll(Stream.of(ids).map(SearchRunsTest::listing).toList());
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

    private int misses(String id) {
        return sql.fetchSingle(
                        "select misses from souk.search_listings join souk.listings on id = listing_id where external_id = ?",
                        id)
                .get(0, Integer.class);
    }

    private List<String> changes() {
        return sql.fetch("select kind || ' ' || external_id from souk.listing_changes c"
                        + " join souk.listings l on l.id = c.listing_id order by c.id")
                .getValues(0, String.class);
    }

    private Object pairVersions() {
        return sql.fetchValue("select array_agg(xmin::text || ctid::text order by ctid) from souk.search_listings");
    }
}
