package dev.souk.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.StoredListing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two hosts with several threads each read and write a few listings, in transactions of all kinds, some of which are
 * rolled back. The store that they share is the worst there can be: it gives any value that was ever put there. Whatever
 * a host is given must not be older than what it had committed before, nor anything that was never committed.
 */
@ExtendWith(MigratedPostgres.class)
class CacheConsistencyTest {

    private static final int BIKES = 6;
    private static final int HOSTS = 2;
    private static final int THREADS_OF_A_HOST = 3;
    private static final int STEPS = 120;

    @Test
    void noHostIsServedWhatIsOlderThanItsOwnCommitsNorWhatWasRolledBack(DataSource dataSource) throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            Market market = new Market(dataSource, seed, Timeline::new);

            assertThat(market.violations()).as("seed %d", seed).isEmpty();
            assertThat(market.hits())
                    .as("hits, or nothing was tried; seed %d", seed)
                    .isPositive();
        }
    }

    @Test
    void withoutTheRuleTheSameDayBringsOldRowsToLight(DataSource dataSource) throws Exception {
        assertThat(new Market(dataSource, 1, Heedless::new).violations()).isNotEmpty();
    }

    /** Serves whatever is kept. */
    private static final class Heedless extends Timeline {
        Heedless(String name) {
            super(name);
        }

        @Override
        long neededFor(String key) {
            return 0;
        }

        @Override
        long neededForSearch() {
            return 0;
        }
    }

    /** A day of it. */
    private static final class Market {

        private final DataSource dataSource;
        private final long seed;
        private final List<ListingCache> caches = new ArrayList<>();
        private final AtomicLong lastPrice = new AtomicLong(1);
        private final List<Object> locks = new ArrayList<>();
        private final List<AtomicLongArray> committed = new ArrayList<>();
        private final Set<Long> rolledBack = ConcurrentHashMap.newKeySet();
        private final List<String> violations = Collections.synchronizedList(new ArrayList<>());

        Market(DataSource dataSource, long seed, Function<String, Timeline> rule) throws Exception {
            this.dataSource = dataSource;
            this.seed = seed;
            Random moods = new Random(seed);
            StoreInMemory store = StoreInMemory.givingAny(
                    values -> moods.nextBoolean() ? values.size() - 1 : moods.nextInt(values.size()));
            for (int host = 0; host < HOSTS; host++) {
                caches.add(ListingCache.builder().on(new StoredEntries(store, new Breaker(() -> 0)), rule));
                committed.add(new AtomicLongArray(BIKES));
            }
            List<Listing> all = new ArrayList<>();
            for (int bike = 0; bike < BIKES; bike++) {
                locks.add(new Object());
                all.add(Bikes.bike(bike, 1));
            }
            SoukDatabase.over(dataSource, FieldProtection.plaintext())
                    .listings()
                    .upsertAll(all);
            run();
        }

        private void run() throws Exception {
            HikariConfig config = new HikariConfig();
            config.setDataSource(dataSource);
            config.setMaximumPoolSize(HOSTS * THREADS_OF_A_HOST * 2);
            ExecutorService threads = Executors.newFixedThreadPool(HOSTS * THREADS_OF_A_HOST);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                List<Callable<Void>> visitors = new ArrayList<>();
                for (int i = 0; i < HOSTS * THREADS_OF_A_HOST; i++) {
                    visitors.add(new Visitor(this, pool, i % HOSTS, new Random(seed * 100 + i)));
                }
                for (Future<Void> visitor : threads.invokeAll(visitors)) {
                    visitor.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }

        List<String> violations() {
            return violations;
        }

        long hits() {
            return caches.stream()
                    .map(ListingCache::stats)
                    .mapToLong(
                            stats -> stats.listings().hits() + stats.searches().hits())
                    .sum();
        }
    }

    /** A thread of a host. */
    private record Visitor(Market market, DataSource pool, int host, Random random) implements Callable<Void> {

        private static final class HostFailed extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        @Override
        public Void call() {
            SoukDatabase database = SoukDatabase.builder(DataSourceTransactions.over(pool), FieldProtection.plaintext())
                    .cache(market.caches.get(host))
                    .build();
            for (int step = 0; step < STEPS; step++) {
                int bike = random.nextInt(BIKES);
                if (random.nextInt(8) == 0) {
                    synchronized (market.locks.get(bike)) {
                        write(database, bike, market.lastPrice.incrementAndGet());
                    }
                } else {
                    read(database, bike);
                }
            }
            return null;
        }

        private void write(SoukDatabase database, int bike, long price) {
            boolean fails = random.nextInt(3) == 0;
            if (fails) {
                market.rolledBack.add(price);
            }
            try {
                if (random.nextBoolean()) {
                    database.inTransaction(open -> {
                        writeAndLookAround(open, database, bike, price, fails);
                        return null;
                    });
                } else {
                    DSL.using(pool, SQLDialect.POSTGRES).transaction(configuration -> {
                        SoukDatabase open = SoukDatabase.builder(configuration.dsl(), FieldProtection.plaintext())
                                .cache(market.caches.get(host))
                                .build();
                        writeAndLookAround(open, database, bike, price, fails);
                    });
                }
                market.committed.get(host).set(bike, price);
            } catch (HostFailed e) {
                assertThat(fails).isTrue();
            }
        }

        private void writeAndLookAround(SoukDatabase open, SoukDatabase outside, int bike, long price, boolean fails) {
            open.listings().upsertAll(Bikes.bikes(bike, price));
            long seen = byExternalId(open, bike).map(Bikes::price).orElse(-1L);
            if (seen != price) {
                market.violations.add(
                        "bike %d cost %d inside the transaction that wrote %d".formatted(bike, seen, price));
            }
            read(outside, bike);
            if (fails) {
                throw new HostFailed();
            }
        }

        private static Optional<StoredListing> byExternalId(SoukDatabase database, int bike) {
            return database.listings().byExternalId(Bikes.SOURCE, Integer.toString(bike));
        }

        private void read(SoukDatabase database, int bike) {
            long[] least = new long[BIKES];
            for (int i = 0; i < BIKES; i++) {
                least[i] = market.committed.get(host).get(i);
            }
            Collection<StoredListing> read = switch (random.nextInt(4)) {
                case 0 -> byExternalId(database, bike).stream().toList();
                case 1 ->
                    database.listings()
                            .byIds(List.of(1L + bike, 1L + random.nextInt(BIKES)))
                            .values();
                case 2 -> database.listings().slice(Bikes.QUERY, null, 10).items();
                default -> database.listings().search(Bikes.QUERY, 0, 10).items();
            };
            if (read.isEmpty()) {
                market.violations.add("nothing was found");
            }
            for (StoredListing found : read) {
                int number = Integer.parseInt(found.listing().key().externalId());
                long price = Bikes.price(found);
                if (price < least[number] || market.rolledBack.contains(price)) {
                    market.violations.add("bike %d cost %d, but host %d had committed %d"
                            .formatted(number, price, host, least[number]));
                }
            }
        }
    }
}
