package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.Blocked;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.alert.AlertMatchRepository;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingChange;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class ListingChangesTest {

    private DSLContext sql;
    private Transactions transactions;
    private ListingChanges changes;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
        changes = new ListingChanges(transactions);
    }

    @Test
    void givesEachChangeToOneClaimantOldestFirst() {
        store(IntStream.range(0, 5).mapToObj(i -> listing("id" + i, 100)).toList());

        List<List<Long>> claims = transactions.together(first -> {
            List<Long> mine = ids(new ListingChanges(first).claim(3));
            List<Long> others = transactions.together(second -> ids(new ListingChanges(second).claim(3)));
            return List.of(mine, others);
        });

        assertThat(claims).containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L));
        assertThat(ids(changes.claim(10))).hasSize(5);
    }

    @Test
    void keepsALaterChangeOfAListingInTheQueueWhileAnotherMatchesAnEarlierOne() {
        store(List.of(listing("1", 100)));

        List<Long> beside = transactions.together(first -> {
            ListingChanges matching = new ListingChanges(first);
            List<Long> appeared = ids(matching.claim(10));
            store(List.of(sold("1")));
            store(List.of(listing("2", 100)));
            List<Long> others = transactions.together(second -> ids(new ListingChanges(second).claim(10)));
            matching.markMatched(appeared);
            return others;
        });

        assertThat(beside).containsExactly(3L);
        assertThat(ids(changes.claim(10))).containsExactly(2L, 3L);
    }

    @Test
    void givesChangesOfAListingToOneClaimantInOrderAlsoWhenAClaimEndsBetweenThem() {
        store(List.of(listing("1", 300)));
        store(List.of(listing("1", 200)));
        store(List.of(sold("1")));

        List<List<Long>> claims = transactions.together(first -> {
            List<Long> mine = ids(new ListingChanges(first).claim(2));
            List<Long> others = transactions.together(second -> ids(new ListingChanges(second).claim(2)));
            return List.of(mine, others);
        });

        assertThat(claims).containsExactly(List.of(1L, 2L), List.of());
        assertThat(ids(changes.claim(10))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void letsAHostDeleteAListingThatIsBeingMatched(DataSource dataSource) throws Exception {
        store(List.of(listing("1", 100)));
        alert();
        ExecutorService host = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> deletion = transactions.together(joined -> {
                ListingChanges matching = new ListingChanges(joined);
                List<Long> claimed = ids(matching.claim(10));
                Future<Integer> deleting = host.submit(() -> sql.execute("delete from souk.listings"));
                Blocked.await(dataSource);
                assertThat(new AlertMatchRepository(joined).record(List.of(new NewMatch(1, 1))))
                        .hasSize(1);
                matching.markMatched(claimed);
                return deleting;
            });

            assertThat(deletion.get()).isEqualTo(1);
        } finally {
            host.shutdownNow();
        }
    }

    @Test
    void passesOverAListingThatIsBeingDeleted() {
        store(List.of(listing("1", 100), listing("2", 100)));

        List<Long> claimed = transactions.together(host -> {
            host.call(dsl -> dsl.execute("delete from souk.listings where id = 1"));
            return transactions.together(joined -> ids(new ListingChanges(joined).claim(10)));
        });

        assertThat(claimed).containsExactly(2L);
    }

    @Test
    void takesWhatWasMatchedOutOfTheQueue() {
        store(List.of(listing("1", 100), listing("2", 100)));

        changes.markMatched(List.of(1L));

        assertThat(ids(changes.claim(10))).containsExactly(2L);
        assertThat(changes.backlog()).isEqualTo(1);
    }

    @Test
    void aCheckCountsNoMoreOfTheQueueThanItAsksFor() {
        store(List.of(listing("1", 100), listing("2", 100), listing("3", 100)));

        assertThat(changes.backlog(2)).isEqualTo(2);
        assertThat(changes.backlog(4)).isEqualTo(3);
        assertThatThrownBy(() -> changes.backlog(0)).hasMessageContaining("most must be positive");
    }

    @Test
    void freesWhatWasClaimedWhenTheMatchingFails() {
        store(List.of(listing("1", 100), listing("2", 100)));

        assertThatThrownBy(() -> transactions.together(joined -> {
                    ListingChanges matching = new ListingChanges(joined);
                    matching.markMatched(ids(matching.claim(10)));
                    throw new IllegalStateException("host died");
                }))
                .hasMessage("host died");

        assertThat(ids(changes.claim(10))).containsExactly(1L, 2L);
    }

    @Test
    void carriesTheOldPriceOfThatChange() {
        store(List.of(listing("1", 300)));
        store(List.of(listing("1", 200)));
        store(List.of(listing("1", 100)));

        List<ListingChange> read = changes.claim(10).stream()
                .map(claimed -> ((ClaimedChange.Matchable) claimed).change())
                .toList();

        assertThat(read).hasSize(3);
        assertThat(read.get(0)).isInstanceOf(ListingChange.Appeared.class);
        assertThat(read.subList(1, 3))
                .extracting(change -> ((ListingChange.Repriced) change).oldPrice())
                .containsExactly(Money.of(300, "EUR"), Money.of(200, "EUR"));
        assertThat(read.subList(1, 3))
                .extracting(change -> change.listing().listing().previousPrice())
                .containsExactly(Money.of(300, "EUR"), Money.of(200, "EUR"));
    }

    @Test
    void aListingThatCannotBeReadIsAProblemOfItsOwn() {
        store(List.of(listing("1", 100), listing("2", 100)));
        sql.execute("update souk.listings set listing_url = 'not a url' where external_id = '1'");

        List<ClaimedChange> claimed = changes.claim(10);
        changes.markProblem(claimed.get(0).id(), ((ClaimedChange.Unreadable) claimed.get(0)).reason());

        assertThat(claimed.get(1)).isInstanceOf(ClaimedChange.Matchable.class);
        assertThat(ids(changes.claim(10))).containsExactly(2L);
        assertThat(sql.fetchValue("select problem from souk.listing_changes where id = 1"))
                .asString()
                .contains("listing 1 cannot be read", "not a url");
    }

    @Test
    void readsThoseOfTheChangesThatAreThere() {
        store(List.of(listing("1", 100), listing("2", 100), listing("3", 100)));

        assertThat(ids(changes.byIds(List.of(3L, 1L, 99L)))).containsExactly(1L, 3L);
        assertThat(changes.byIds(List.of())).isEmpty();
    }

    @Test
    void deletesMatchedChangesInBatchesAndPassesOverWhatAnotherHolds() {
        store(List.of(listing("1", 100), listing("2", 100), listing("3", 100), listing("4", 100)));
        changes.markMatched(List.of(1L, 2L, 3L));

        sql.transaction(held -> {
            held.dsl().execute("select from souk.listing_changes where id = 1 for update");
            assertThat(changes.purgeMatched(Duration.ZERO, 1)).isEqualTo(1);
        });
        assertThat(changes.purgeMatched(Duration.ZERO, 2)).isEqualTo(2);
        assertThat(changes.purgeMatched(Duration.ZERO, 2)).isZero();

        assertThat(changes.backlog()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> changes.purgeMatched(Duration.ZERO, 0));
    }

    private void alert() {
        sql.execute("insert into souk.users (username, email, password_hash) values ('u', 'u@example.org', 'x')");
        sql.execute("insert into souk.alerts (name, user_id, criteria) select 'a', id, '{}' from souk.users");
    }

    private void store(List<Listing> listings) {
        new ListingRepository(transactions).upsertAll(listings);
    }

    private static List<Long> ids(List<ClaimedChange> claimed) {
        return claimed.stream().map(ClaimedChange::id).toList();
    }

    private static Listing listing(String externalId, long price) {
        return builder(externalId).price(Money.of(price, "EUR")).build();
    }

    private static Listing sold(String externalId) {
        return builder(externalId).status(ListingStatus.SOLD).build();
    }

    private static Listing.Builder builder(String externalId) {
        ListingKey key = new ListingKey(new SourceId("ebay"), externalId);
        return Listing.builder(key, "Bike", URI.create("https://ebay.example/" + externalId))
                .status(ListingStatus.AVAILABLE);
    }
}
