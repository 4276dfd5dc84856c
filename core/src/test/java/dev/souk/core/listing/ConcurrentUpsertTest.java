package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.Blocked;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class ConcurrentUpsertTest {

    private static final int WRITERS = 8;
    private static final int BATCHES = 40;
    private static final long SEED = 42;

    @Test
    void writersOfTheSameKeysNeitherDeadlockNorReportAListingTwiceAsNew(DataSource dataSource) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(WRITERS);
        AtomicInteger batches = new AtomicInteger();
        List<UpsertOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            ListingRepository listings =
                    new ListingRepository(Transactions.by(DataSourceTransactions.over(pool), "souk"));
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(SEED + writer);
                running.add(writers.submit(() -> {
                    while (batches.incrementAndGet() <= BATCHES) {
                        outcomes.addAll(listings.upsertAll(batch(random)).outcomes());
                    }
                }));
            }
            for (Future<?> writer : running) {
                writer.get(5, TimeUnit.MINUTES);
            }
        } finally {
            writers.shutdownNow();
        }

        var sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        List<ListingKey> added = outcomes.stream()
                .filter(UpsertOutcome.New.class::isInstance)
                .map(UpsertOutcome::key)
                .toList();
        long changed = outcomes.stream()
                .filter(UpsertOutcome.Changed.class::isInstance)
                .count();
        assertThat(added).as("seed %d", SEED).doesNotHaveDuplicates();
        assertThat((long) added.size()).isEqualTo(sql.fetchValue("select count(*) from souk.listings"));
        assertThat(sql.fetchValue("select count(*) from souk.listing_changes")).isEqualTo(added.size() + changed);
        assertThat(sql.fetchValue("select count(*) from souk.listing_changes c where kind = 'repriced'"
                        + " and old_price is not distinct from (select p.price from souk.listing_prices p"
                        + " where p.listing_id = c.listing_id and p.price = c.old_price limit 1)"))
                .isEqualTo(sql.fetchValue("select count(*) from souk.listing_changes where kind = 'repriced'"));
    }

    /** 2,500 of 3,500 keys, which is three chunks; shuffled. */
    private static List<Listing> batch(Random random) {
        int first = random.nextInt(1_000);
        List<Listing> batch = new ArrayList<>();
        for (int i = first; i < first + 2_500; i++) {
            batch.add(listing("id" + i, 100 + random.nextInt(2)));
        }
        Collections.shuffle(batch, random);
        return batch;
    }

    @Test
    void aRestatementAndAnUpsertOfTheSameKeysDoNotDeadlock(DataSource dataSource) throws Exception {
        Transactions transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
        ListingRepository listings = new ListingRepository(transactions);
        listings.upsertAll(List.of(listing("2", 300)));
        List<Listing> newAndKnown = List.of(listing("1", 200), listing("2", 200));
        ExecutorService hosts = Executors.newFixedThreadPool(2);

        Future<UpsertResult> restated;
        Future<UpsertResult> upserted;
        try (Connection third = dataSource.getConnection()) {
            third.setAutoCommit(false);
            third.createStatement().execute("SELECT FROM souk.listings WHERE external_id = '2' FOR UPDATE");
            restated = hosts.submit(() -> listings.restateAll(newAndKnown));
            Blocked.await(dataSource, 1);
            upserted = hosts.submit(() -> listings.upsertAll(newAndKnown));
            Blocked.await(dataSource, 2);
            third.rollback();
        }

        assertThat(restated.get(1, TimeUnit.MINUTES).added()).hasSize(1);
        assertThat(upserted.get(1, TimeUnit.MINUTES).outcomes()).allMatch(UpsertOutcome.Unchanged.class::isInstance);
        hosts.shutdownNow();
    }

    @Test
    void twoHostsThatRepriceAtOnceEachLearnWhatTheOtherLeft(DataSource dataSource) throws Exception {
        Transactions transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
        new ListingRepository(transactions).upsertAll(List.of(listing("1", 300)));
        CountDownLatch firstHasWritten = new CountDownLatch(1);
        CountDownLatch secondWaits = new CountDownLatch(1);
        ExecutorService hosts = Executors.newFixedThreadPool(2);

        Future<UpsertResult> first = hosts.submit(() -> transactions.together(joined -> {
            UpsertResult result = new ListingRepository(joined).upsertAll(List.of(listing("1", 200)));
            firstHasWritten.countDown();
            await(secondWaits);
            return result;
        }));
        await(firstHasWritten);
        Future<UpsertResult> second =
                hosts.submit(() -> new ListingRepository(transactions).upsertAll(List.of(listing("1", 100))));
        Blocked.await(dataSource, 1);
        secondWaits.countDown();

        assertThat(first.get(1, TimeUnit.MINUTES).changed())
                .extracting(UpsertOutcome.Changed::oldPrice)
                .containsExactly(Money.of(300, "EUR"));
        assertThat(second.get(1, TimeUnit.MINUTES).changed())
                .extracting(UpsertOutcome.Changed::oldPrice)
                .containsExactly(Money.of(200, "EUR"));
        assertThat(DSL.using(dataSource, SQLDialect.POSTGRES)
                        .fetchValues("select old_price::int from souk.listing_changes where old_price is not null"
                                + " order by id")
                        .toString())
                .isEqualTo("[300, 200]");
        hosts.shutdownNow();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Listing listing(String externalId, long price) {
        ListingKey key = new ListingKey(new SourceId("ebay"), externalId);
        return Listing.builder(key, "Bike", URI.create("https://ebay.example/" + externalId))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(price, "EUR"))
                .build();
    }
}
