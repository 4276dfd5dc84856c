package dev.souk.benchmarks.cache;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.benchmarks.data.Listings;
import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.listing.Listing;
import dev.souk.schema.SchemaMigrator;
import dev.souk.testdb.TestRedis;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Reads by number, and first slices of searches, of which none, half, nine tenths or all but a hundredth repeat one of the
 * last hundred; one thread, every cell with an empty cache. All is on one machine: a network adds its round trip to each
 * call of PostgreSQL and of Redis. Sizes: {@code listings} (20,000), {@code reads} (5,000, of searches a fifth), {@code
 * runs}.
 */
public final class CacheBenchmark implements Benchmark {

    private static final int STORED_AT_ONCE = 5_000;
    private static final int[] REPEATS = {0, 50, 90, 99};

    /** For the list of benchmarks. */
    public CacheBenchmark() {}

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        Listings listings = Listings.of(sizes.get("listings", 20_000));
        int reads = sizes.get("reads", 5_000);
        out.printf(
                Locale.ROOT,
                "%,d listings: %s; %,d reads in a cell%n",
                listings.all().size(),
                listings.origin(),
                reads);
        PGSimpleDataSource dataSource = server.createDatabase("cache");
        List<Long> numbers = fill(dataSource, listings.all());
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Optional<TestRedis> redis = TestRedis.start();
            if (redis.isEmpty()) {
                out.println("redis-server is not installed: Redis is not measured");
            }
            try {
                List<CacheWay> ways = CacheWay.all(pool, redis);
                for (Work work : Work.all(numbers, listings.all())) {
                    measure(work, ways, Math.max(20, reads / work.cost()), sizes.runs(), out);
                }
            } finally {
                redis.ifPresent(TestRedis::close);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server did not start", e);
        }
    }

    private static List<Long> fill(PGSimpleDataSource dataSource, List<Listing> listings) {
        SchemaMigrator.over(dataSource).migrate();
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        List<Long> numbers = new ArrayList<>();
        for (int from = 0; from < listings.size(); from += STORED_AT_ONCE) {
            database.listings()
                    .upsertAll(listings.subList(from, Math.min(from + STORED_AT_ONCE, listings.size())))
                    .added()
                    .forEach(added -> numbers.add(added.id()));
        }
        DurablePostgres.execute(dataSource, "VACUUM ANALYZE");
        return numbers;
    }

    private static void measure(Work work, List<CacheWay> all, int count, int runs, PrintStream out) {
        ResultTable rates = ResultTable.ofRates(work.name() + ", a second", CacheWay.IN_PROCESS);
        StringJoiner hitRates = new StringJoiner(", ", "Hit rates, in this order: ", "");
        for (int run = 0; run <= runs; run++) {
            // The first run warms up and counts for nothing.
            List<CacheWay> ways = new ArrayList<>(all);
            if (run % 2 == 1) {
                Collections.reverse(ways);
            }
            for (int percent : REPEATS) {
                List<Integer> sequence = work.sequence(count, percent);
                for (CacheWay way : ways) {
                    CacheWay.Outcome outcome = way.read(work, sequence);
                    if (run > 0) {
                        rates.add(way.name(), column(percent), outcome.readsASecond());
                    } else if (way.name().equals(CacheWay.IN_PROCESS)) {
                        hitRates.add(String.format(Locale.ROOT, "%.0f %%", outcome.hitRate() * 100));
                    }
                }
            }
        }
        rates.print(out);
        out.println(hitRates);
        all.stream()
                .map(CacheWay::name)
                .filter(way -> !way.equals(CacheWay.NONE))
                .forEach(way -> out.println(whenItPays(rates, way)));
    }

    /** From which share of repeated reads on it is faster than the database alone. */
    private static String whenItPays(ResultTable rates, String way) {
        OptionalInt from = IntStream.of(REPEATS)
                .filter(percent -> IntStream.of(REPEATS)
                        .filter(more -> more >= percent)
                        .allMatch(more -> rates.timesBetter(way, CacheWay.NONE, column(more)) > 1))
                .findFirst();
        return from.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%s pays where %d %% or more repeat: %.2f x there, %.2f x where nothing does.",
                        way,
                        from.getAsInt(),
                        rates.timesBetter(way, CacheWay.NONE, column(from.getAsInt())),
                        rates.timesBetter(way, CacheWay.NONE, column(0)))
                : way + " pays nowhere here.";
    }

    private static String column(int percent) {
        return percent + " % repeat";
    }
}
