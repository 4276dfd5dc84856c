package dev.souk.core.cache;

import static dev.souk.core.cache.Bikes.QUERY;
import static dev.souk.core.cache.Bikes.SOURCE;
import static dev.souk.core.cache.Bikes.bike;
import static dev.souk.core.cache.Bikes.bikes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.SearchRuns;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.TransactionRunner;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class ListingCacheTest {

    private DataSource dataSource;
    private ListingCache cache;
    private SoukDatabase host;
    private long id;

    @BeforeEach
    void storeABike(DataSource given) {
        dataSource = given;
        cache = ListingCache.inProcess();
        host = host(cache);
        host.listings().upsertAll(bikes(1, 100));
        id = host.listings().byExternalId(SOURCE, "1").orElseThrow().id();
    }

    private SoukDatabase host(ListingCache ofHost) {
        return SoukDatabase.builder(DataSourceTransactions.over(dataSource), FieldProtection.plaintext())
                .cache(ofHost)
                .build();
    }

    private long priceById(SoukDatabase database) {
        return database.listings().byId(id).map(Bikes::price).orElse(-1L);
    }

    private static final class HostFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void theSecondReadIsAnsweredByTheCache() {
        Optional<StoredListing> first = host.listings().byId(id);
        Optional<StoredListing> second = host.listings().byId(id);
        Optional<StoredListing> external = host.listings().byExternalId(SOURCE, "1");
        List<StoredListing> searched = host.listings().slice(QUERY, null, 10).items();
        List<StoredListing> searchedAgain =
                host.listings().slice(QUERY, null, 10).items();

        assertThat(second).isEqualTo(first).isEqualTo(external);
        assertThat(searchedAgain).isEqualTo(searched).containsExactly(first.orElseThrow());
        assertThat(cache.stats().listings().hits()).isEqualTo(2);
        assertThat(cache.stats().listings().misses()).isEqualTo(2);
        assertThat(cache.stats().listings().hitRate()).isEqualTo(0.5);
        assertThat(cache.stats().searches().hits()).isEqualTo(1);
    }

    @Test
    void ofSeveralListingsOnlyThoseThatAreNotKeptAreReadFromTheDatabase() {
        host.listings().upsertAll(bikes(2, 7));
        long other = host.listings().byExternalId(SOURCE, "2").orElseThrow().id();
        host.listings().byId(id);
        CacheStats.Reads before = cache.stats().listings();

        assertThat(host.listings().byIds(List.of(other, id, 999L, other)).keySet())
                .containsExactly(id, other);

        CacheStats.Reads after = cache.stats().listings();
        assertThat(after.hits() - before.hits()).isEqualTo(1);
        assertThat(after.misses() - before.misses()).isEqualTo(2);
    }

    @Test
    void thatAListingDoesNotExistIsNotKept() {
        assertThat(host.listings().byExternalId(SOURCE, "2")).isEmpty();
        SoukDatabase.over(dataSource, FieldProtection.plaintext()).listings().upsertAll(bikes(2, 7));

        assertThat(host.listings().byExternalId(SOURCE, "2")).isPresent();
    }

    @Test
    void whatThisHostCommitsIsServedFromThenOn() {
        priceById(host);
        host.listings().slice(QUERY, null, 10);

        host.listings().upsertAll(bikes(1, 50));

        assertThat(priceById(host)).isEqualTo(50);
        assertThat(host.listings().byExternalId(SOURCE, "1")).map(Bikes::price).contains(50L);
        assertThat(host.listings().slice(QUERY, null, 10).items())
                .extracting(Bikes::price)
                .containsExactly(50L);
        long hits = cache.stats().listings().hits();
        assertThat(priceById(host)).isEqualTo(50);
        assertThat(cache.stats().listings().hits()).as("kept again").isEqualTo(hits + 1);
    }

    @Test
    void whatIsPurgedIsGone() {
        host.listings().markRemoved(SOURCE, List.of("1"));
        DSLContext sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        sql.execute("update souk.listing_changes set matched_xid = pg_current_xact_id(), matched_at = now()");
        assertThat(host.listings().byId(id)).isPresent();
        assertThat(host.listings().byExternalId(SOURCE, "1")).isPresent();
        ListingQuery removed =
                ListingQuery.builder().statuses(Set.of(ListingStatus.REMOVED)).build();
        assertThat(host.listings().slice(removed, null, 10).items()).hasSize(1);

        assertThat(host.purge().listings(Duration.ZERO, 10)).isEqualTo(1);

        assertThat(host.listings().byId(id)).isEmpty();
        assertThat(host.listings().byExternalId(SOURCE, "1")).isEmpty();
        assertThat(host.listings().slice(removed, null, 10).items()).isEmpty();
    }

    @Test
    void whatNoRunFindsAnyMoreIsServedAsRemoved() {
        SearchRuns runs = host.searchRuns();
        runs.complete(runs.begin(SOURCE, "bikes"), List.of(bike(1, 100).key()), 1);
        assertThat(host.listings().byId(id).orElseThrow().listing().status()).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(host.listings().slice(QUERY, null, 10).items()).hasSize(1);

        assertThat(runs.complete(runs.begin(SOURCE, "bikes"), List.of(), 1).changed())
                .hasSize(1);

        assertThat(host.listings().byId(id).orElseThrow().listing().status()).isEqualTo(ListingStatus.REMOVED);
        assertThat(host.listings()
                        .byExternalId(SOURCE, "1")
                        .orElseThrow()
                        .listing()
                        .status())
                .isEqualTo(ListingStatus.REMOVED);
        assertThat(host.listings().slice(QUERY, null, 10).items()).isEmpty();
    }

    @Test
    void aScrapeThatChangesNothingLeavesWhatIsKept() {
        priceById(host);
        host.listings().slice(QUERY, null, 10);

        host.listings().upsertAll(bikes(1, 100));
        priceById(host);
        host.listings().slice(QUERY, null, 10);

        assertThat(cache.stats().listings().hits()).isEqualTo(1);
        assertThat(cache.stats().searches().hits()).isEqualTo(1);
    }

    @Test
    void whatACopyThatMayLagBehindAnswersIsNotKept() {
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("CREATE SCHEMA copy; CREATE FUNCTION copy.pg_is_in_recovery() RETURNS boolean"
                        + " LANGUAGE sql AS 'SELECT true'");
        AtomicBoolean fromTheCopy = new AtomicBoolean();
        SoukDatabase routed = SoukDatabase.builder(
                        new TransactionRunner() {
                            @Override
                            public <T> T inTransaction(Function<Connection, T> work) {
                                return DataSourceTransactions.over(dataSource).inTransaction(connection -> {
                                    if (fromTheCopy.get()) {
                                        DSL.using(connection).execute("SET LOCAL search_path = copy, pg_catalog");
                                    }
                                    return work.apply(connection);
                                });
                            }

                            @Override
                            public boolean mayJoin() {
                                return false;
                            }
                        },
                        FieldProtection.plaintext())
                .cache(cache)
                .build();
        routed.listings().slice(QUERY, null, 10);
        long kept = cache.stats().listings().puts();

        fromTheCopy.set(true);
        assertThat(priceById(routed)).isEqualTo(100);

        assertThat(cache.stats().listings().puts()).isEqualTo(kept);
        fromTheCopy.set(false);
        assertThat(priceById(routed)).isEqualTo(100);
        assertThat(cache.stats().listings().puts()).isEqualTo(kept + 1);
    }

    @Test
    void aTransactionSeesItsOwnWritesAndOthersDoNot() {
        priceById(host);

        assertThatThrownBy(() -> host.inTransaction(open -> {
                    open.listings().upsertAll(bikes(1, 50));
                    assertThat(priceById(open)).isEqualTo(50);
                    assertThat(priceById(host)).isEqualTo(100);
                    assertThat(open.listings().search(QUERY, 0, 10).items())
                            .extracting(Bikes::price)
                            .containsExactly(50L);
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(priceById(host)).isEqualTo(100);
        assertThat(host.listings().search(QUERY, 0, 10).items())
                .extracting(Bikes::price)
                .containsExactly(100L);
        assertThat(cache.stats().bypassed()).isEqualTo(2);
    }

    @Test
    void aReaderThatWasOvertakenByAWriterOfThisHostDoesNotBringTheOldRowBack() {
        LateEntries late = new LateEntries(new CaffeineEntries(1 << 20));
        SoukDatabase slow = host(ListingCache.builder().on(late, Timeline::new));
        priceById(slow);

        slow.listings().upsertAll(bikes(1, 50));
        late.arrive();

        assertThat(priceById(slow)).isEqualTo(50);
    }

    @Test
    void whatAHostsOwnTransactionCommitsIsServedFromThenOn() {
        priceById(host);

        DSL.using(dataSource, SQLDialect.POSTGRES).transaction(configuration -> {
            SoukDatabase joined = SoukDatabase.builder(configuration.dsl(), FieldProtection.plaintext())
                    .cache(cache)
                    .build();
            joined.listings().upsertAll(bikes(1, 50));
            assertThat(priceById(joined)).isEqualTo(50);
            assertThat(priceById(host)).isEqualTo(100);
        });

        assertThat(priceById(host)).isEqualTo(50);
    }

    @Test
    void aRunnerThatDoesNotTellWhoseTransactionItIsNeverReadsFromTheCache() {
        TransactionRunner silent = new TransactionRunner() {
            @Override
            public <T> T inTransaction(Function<Connection, T> work) {
                return DataSourceTransactions.over(dataSource).inTransaction(work);
            }
        };
        SoukDatabase bypassing = SoukDatabase.builder(silent, FieldProtection.plaintext())
                .cache(cache)
                .build();
        priceById(bypassing);
        priceById(bypassing);

        assertThat(cache.stats().bypassed()).isEqualTo(2);
        assertThat(cache.stats().listings().hits()).isZero();
    }

    @Test
    void whatIsWrittenWhileAnOlderTransactionIsOpenIsServedRightAndKeptOnceThatIsOver() throws SQLException {
        priceById(host);
        try (Connection open = dataSource.getConnection()) {
            open.setAutoCommit(false);
            open.createStatement().execute("select pg_current_xact_id()");
            host.listings().upsertAll(bikes(1, 50));

            assertThat(priceById(host)).isEqualTo(50);
            assertThat(priceById(host)).isEqualTo(50);
            assertThat(cache.stats().listings().hits()).isZero();

            open.rollback();
        }
        priceById(host);
        assertThat(priceById(host)).isEqualTo(50);
        assertThat(cache.stats().listings().hits()).isEqualTo(1);
    }

    @Test
    void whatAnotherHostWritesIsServedAfterTheTimeToLiveAtTheLatest() {
        AtomicLong nanos = new AtomicLong();
        SoukDatabase patient = host(ListingCache.builder()
                .timeToLive(Duration.ofSeconds(20))
                .searchTimeToLive(Duration.ofSeconds(5))
                .on(new CaffeineEntries(1 << 20, nanos::get), Timeline::new));
        priceById(patient);
        patient.listings().slice(QUERY, null, 10);
        host.listings().upsertAll(bikes(1, 50));

        nanos.set(Duration.ofSeconds(6).toNanos());
        assertThat(priceById(patient)).isEqualTo(100);
        assertThat(patient.listings().slice(QUERY, null, 10).items())
                .extracting(Bikes::price)
                .containsExactly(50L);
        nanos.set(Duration.ofSeconds(21).toNanos());
        assertThat(priceById(patient)).isEqualTo(50);
    }

    @Test
    void hostsThatShareAStoreAreToldOfEachOthersWrites() {
        StoreInMemory store = StoreInMemory.honest();
        SoukDatabase one = host(ListingCache.over(store));
        SoukDatabase other = host(ListingCache.over(store));
        priceById(one);
        one.listings().slice(QUERY, null, 10);
        assertThat(priceById(other)).isEqualTo(100);

        other.listings().upsertAll(bikes(1, 50));

        assertThat(priceById(one)).isEqualTo(50);
        assertThat(one.listings().slice(QUERY, null, 10).items())
                .extracting(Bikes::price)
                .containsExactly(50L);
    }

    @Test
    void memoryIsBounded() {
        ListingCache small = ListingCache.builder().maximumBytes(5_000).inProcess();
        SoukDatabase cramped = host(small);
        for (int number = 2; number < 40; number++) {
            host.listings().upsertAll(bikes(number, 1));
            cramped.listings().byExternalId(SOURCE, Integer.toString(number));
            cramped.listings().byExternalId(SOURCE, Integer.toString(number));
        }

        assertThat(small.stats().evictions()).isPositive();
        assertThat(small.stats().listings().puts()).isGreaterThanOrEqualTo(38);
    }

    @Test
    void aCacheThatIsGivenToTwoDatabasesSaysSo() {
        ListingCache given = ListingCache.inProcess();
        given.timeline(new Moment("souk@1", 1, null, false));

        assertThat(given.timeline(new Moment("souk@2", 1, null, false)))
                .as("the server was started again")
                .isNotNull();
        assertThat(given.timeline(new Moment("souk@1", 1, null, false)))
                .as("late word of the old one")
                .isNull();
        assertThatIllegalStateException()
                .isThrownBy(() -> given.timeline(new Moment("shop@2", 1, null, false)))
                .withMessageContaining("both souk and shop");
    }

    @Test
    void aTimeToLiveOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListingCache.builder().timeToLive(Duration.ZERO))
                .withMessageContaining("PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListingCache.builder().searchTimeToLive(Duration.ofDays(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListingCache.builder().maximumBytes(0));
    }
}
