package dev.souk.benchmarks.cache;

import dev.souk.cache.redis.RedisStore;
import dev.souk.core.SoukDatabase;
import dev.souk.core.cache.CacheStats;
import dev.souk.core.cache.ListingCache;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.testdb.TestRedis;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads by way of a cache, or of none.
 *
 * @param cache a new and empty one; null for none
 */
record CacheWay(String name, DataSource pool, @Nullable Supplier<ListingCache> cache) {

    static final String NONE = "no cache";
    static final String IN_PROCESS = "Caffeine";

    /** A call that is given up would be measured as one of the database. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static List<CacheWay> all(DataSource pool, Optional<TestRedis> redis) {
        List<CacheWay> ways = new ArrayList<>();
        ways.add(new CacheWay(NONE, pool, null));
        ways.add(new CacheWay(IN_PROCESS, pool, ListingCache::inProcess));
        redis.ifPresent(server -> ways.add(new CacheWay("Redis", pool, () -> {
            server.empty();
            return ListingCache.over(RedisStore.connect(RedisURI.create("127.0.0.1", server.port()), PATIENCE));
        })));
        return ways;
    }

    /** What came of a sequence of reads. */
    record Outcome(double readsASecond, double hitRate) {}

    /** Reads one after another, with a cache that is empty at the start. */
    Outcome read(Work work, List<Integer> sequence) {
        SoukDatabase.Builder builder =
                SoukDatabase.builder(DataSourceTransactions.over(pool), FieldProtection.plaintext());
        if (cache == null) {
            return new Outcome(rate(builder.build(), work, sequence), 0);
        }
        try (ListingCache fresh = cache.get()) {
            SoukDatabase database = builder.cache(fresh).build();
            // The first read learns where the server stands, and connects.
            work.read(database, sequence.get(0));
            double rate = rate(database, work, sequence);
            CacheStats stats = fresh.stats();
            if (stats.failures() > 0) {
                throw new IllegalStateException(name + " has failed: " + stats);
            }
            return new Outcome(rate, work.hitRate(stats));
        }
    }

    private static double rate(SoukDatabase database, Work work, List<Integer> sequence) {
        long start = System.nanoTime();
        for (int key : sequence) {
            work.read(database, key);
        }
        return sequence.size() / ((System.nanoTime() - start) / 1e9);
    }
}
