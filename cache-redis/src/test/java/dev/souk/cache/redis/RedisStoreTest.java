package dev.souk.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.SoukDatabase;
import dev.souk.core.cache.CacheStats;
import dev.souk.core.cache.CacheStore.Kept;
import dev.souk.core.cache.ListingCache;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.testdb.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class RedisStoreTest {

    private static final SourceId SOURCE = new SourceId("market");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ListingQuery QUERY = ListingQuery.builder().build();

    @Nullable
    private static TestRedis started;

    @BeforeAll
    static void startRedis() throws IOException {
        started = TestRedis.start().orElse(null);
        if (started == null) {
            System.out.println("redis-server is not installed: the tests of RedisStore did not run");
        }
    }

    @AfterAll
    static void stopRedis() {
        if (started != null) {
            started.stop();
        }
    }

    private static TestRedis redis() {
        if (started == null) {
            throw new AssertionError("no test runs without Redis");
        }
        return started;
    }

    private static RedisURI uri() {
        return RedisURI.create("127.0.0.1", redis().port());
    }

    /** Patient, since a machine that builds may be slow. */
    private static RedisStore connect() {
        return RedisStore.connect(uri(), Duration.ofSeconds(20));
    }

    @BeforeEach
    void onlyWithRedis() {
        Assumptions.assumeTrue(started != null, "redis-server is not installed");
        asked(RedisCommands::flushall);
    }

    private interface Question {
        @Nullable
        Object ask(RedisCommands<String, String> commands);
    }

    private static @Nullable Object asked(Question question) {
        try (RedisClient client = RedisClient.create(uri())) {
            return question.ask(client.connect().sync());
        }
    }

    private static SoukDatabase host(DataSource dataSource, ListingCache cache) {
        return SoukDatabase.builder(DataSourceTransactions.over(dataSource), FieldProtection.plaintext())
                .cache(cache)
                .build();
    }

    private static List<Listing> bike(int number, long price) {
        ListingKey key = new ListingKey(SOURCE, Integer.toString(number));
        return List.of(Listing.builder(key, "Bike", URI.create("https://market.example/" + number))
                .price(Money.of(price, "EUR"))
                .build());
    }

    private static long price(SoukDatabase database, int number) {
        return database.listings()
                .byExternalId(SOURCE, Integer.toString(number))
                .map(stored -> stored.listing().price())
                .map(price -> price.amount().longValueExact())
                .orElse(-1L);
    }

    private static long searchedPrice(SoukDatabase database) {
        Money price = database.listings()
                .slice(QUERY, null, 10)
                .items()
                .get(0)
                .listing()
                .price();
        return price == null ? -1 : price.amount().longValueExact();
    }

    private static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not come").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static Kept kept(long version, String value) {
        return new Kept(version, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String value(RedisStore store, String key) {
        Kept kept = store.get(List.of(key)).get(key);
        return kept == null ? "nothing" : kept.version() + " " + new String(kept.value(), StandardCharsets.UTF_8);
    }

    @Test
    void keepsVersionsOfAMachineThatWritesOtherDigits() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("bn-BD"));
        try (RedisStore store = connect()) {
            store.put("a", kept(9, "new"), MINUTE).toCompletableFuture().join();
            store.put("a", kept(8, "late"), MINUTE).toCompletableFuture().join();

            assertThat(value(store, "a")).isEqualTo("9 new");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aSlowHostDoesNotPutBackWhatAQuickOneHasReplaced() {
        try (RedisStore store = connect()) {
            store.put("a", kept(9, "old"), MINUTE).toCompletableFuture().join();
            store.put("a", kept(11, "new"), MINUTE).toCompletableFuture().join();
            store.put("a", kept(10, "late"), MINUTE).toCompletableFuture().join();
            assertThat(value(store, "a")).isEqualTo("11 new");

            store.outdate(List.of("a", "b"), 11, MINUTE).toCompletableFuture().join();
            assertThat(value(store, "a")).isEqualTo("11 new");
            assertThat(value(store, "b")).isEqualTo("11 ");

            store.outdate(List.of("a"), 12, MINUTE).toCompletableFuture().join();
            store.put("a", kept(11, "late"), MINUTE).toCompletableFuture().join();
            assertThat(value(store, "a")).isEqualTo("12 ");
            store.put("a", kept(12, "newest"), MINUTE).toCompletableFuture().join();
            assertThat(value(store, "a")).isEqualTo("12 newest");
            assertThat(value(store, "c")).isEqualTo("nothing");
        }
    }

    @Test
    void whatIsKeptGoesAfterItsTime() {
        try (RedisStore store = connect()) {
            store.put("a", kept(1, "x"), Duration.ofMillis(1))
                    .toCompletableFuture()
                    .join();
            awaitThat(() -> value(store, "a").equals("nothing"));

            store.put("a", kept(1, "x"), MINUTE).toCompletableFuture().join();
            assertThat((Long) asked(commands -> commands.pttl("a"))).isBetween(1L, MINUTE.toMillis());
        }
    }

    @Test
    void whatSomebodyElseHasPutThereIsNoValueAndIsReplaced() {
        try (RedisStore store = connect()) {
            asked(commands -> commands.set("short", "hello"));
            asked(commands -> commands.set("long", "99999999999999999999 and more"));
            asked(commands -> commands.set("text", "a text of more than twenty characters"));
            asked(commands -> commands.rpush("list", "x"));

            for (String key : List.of("short", "long", "text", "list")) {
                assertThat(value(store, key)).as(key).isEqualTo("nothing");
            }
            for (String key : List.of("short", "long", "text", "list")) {
                store.put(key, kept(7, "mine"), MINUTE).toCompletableFuture().join();
                assertThat(value(store, key)).as(key).isEqualTo("7 mine");
            }
        }
    }

    @Test
    void twoHostsShareWhatTheyReadAndLearnOfEachOthersWrites(DataSource dataSource) {
        try (ListingCache cacheOfOne = ListingCache.over(connect());
                ListingCache cacheOfOther = ListingCache.over(connect())) {
            SoukDatabase one = host(dataSource, cacheOfOne);
            SoukDatabase other = host(dataSource, cacheOfOther);
            one.listings().upsertAll(bike(1, 100));
            price(one, 1);
            awaitThat(
                    () -> price(one, 1) == 100 && cacheOfOne.stats().listings().hits() > 0);
            price(other, 2);

            assertThat(price(other, 1)).isEqualTo(100);
            assertThat(cacheOfOther.stats().listings().hits()).isEqualTo(1);
            assertThat(searchedPrice(one)).isEqualTo(100);
            awaitThat(() -> searchedPrice(other) == 100
                    && cacheOfOther.stats().searches().hits() > 0);

            one.listings().upsertAll(bike(1, 50));

            assertThat(price(one, 1)).isEqualTo(50);
            assertThat(searchedPrice(one)).isEqualTo(50);
            awaitThat(() -> price(other, 1) == 50 && searchedPrice(other) == 50);
            assertThat(cacheOfOne.stats().failures()).isZero();
            assertThat(cacheOfOther.stats().failures()).isZero();
        }
    }

    @Test
    void aKeyTellsTheDatabaseTheSchemaAndTheServerApart(DataSource dataSource) {
        try (ListingCache cache = ListingCache.over(connect())) {
            SoukDatabase host = host(dataSource, cache);
            host.listings().upsertAll(bike(1, 100));
            price(host, 1);
            awaitThat(() -> price(host, 1) == 100 && cache.stats().listings().hits() > 0);
        }

        assertThat(String.valueOf(asked(commands -> commands.keys("*"))))
                .containsPattern("souk:1:[^@]+@\\d{16}/souk:k/market 1");
    }

    @Test
    void withoutRedisTheDatabaseAnswersAndItIsUsedAgainWhenItIsBack(DataSource dataSource) throws Exception {
        redis().stop();
        ListingCache cache = ListingCache.over(connect());
        try {
            SoukDatabase host = host(dataSource, cache);
            host.listings().upsertAll(bike(1, 100));
            assertThat(price(host, 1)).isEqualTo(100);
            host.listings().upsertAll(bike(1, 50));
            assertThat(price(host, 1)).isEqualTo(50);
            assertThat(cache.stats().failures()).isPositive();

            redis().startAgain();
            awaitThat(() -> price(host, 1) == 50 && cache.stats().listings().hits() > 0);
            redis().stop();
            host.listings().upsertAll(bike(1, 25));
            assertThat(price(host, 1)).isEqualTo(25);
        } finally {
            redis().startAgain();
            cache.close();
        }
    }

    @Test
    void aRedisThatDoesNotAnswerCostsTheTimeoutOnceAndNoWrongAnswer(DataSource dataSource) throws Exception {
        ListingCache cache = ListingCache.over(RedisStore.connect(uri(), Duration.ofMillis(200)));
        SoukDatabase host = host(dataSource, cache);
        host.listings().upsertAll(bike(1, 100));
        awaitThat(() -> price(host, 1) == 100 && cache.stats().listings().hits() > 0);
        redis().freeze();
        try {
            CacheStats before = cache.stats();
            assertThat(price(host, 1)).isEqualTo(100);
            assertThat(cache.stats().failures()).isGreaterThan(before.failures());
            host.listings().upsertAll(bike(1, 50));
            assertThat(price(host, 1)).isEqualTo(50);
        } finally {
            redis().thaw();
        }
        // The mark that the frozen server was not told of is missed by nobody: the old value is still there.
        for (int i = 0; i < 20; i++) {
            assertThat(price(host, 1)).isEqualTo(50);
        }
        cache.close();
    }

    @Test
    void whateverIsPutUnderAKeyOfOursTheDatabaseAnswers(DataSource dataSource) {
        try (ListingCache cache = ListingCache.over(connect())) {
            SoukDatabase host = host(dataSource, cache);
            host.listings().upsertAll(bike(1, 100));
            price(host, 1);
            awaitThat(() -> price(host, 1) == 100 && cache.stats().listings().hits() > 0);
            Object keys = asked(commands -> {
                List<String> ours = commands.keys("*k/market 1");
                ours.forEach(key -> commands.set(key, "0000099999999999999rubbish"));
                return ours;
            });
            assertThat((List<?>) keys).hasSize(1);

            long hits = cache.stats().listings().hits();
            assertThat(price(host, 1)).isEqualTo(100);
            assertThat(cache.stats().listings().hits()).isEqualTo(hits);
            assertThat(cache.stats().failures()).isEqualTo(1);
        }
    }

    @Test
    void noHostIsServedWhatIsOlderThanItsOwnCommits(DataSource dataSource) throws Exception {
        long seed = 7;
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(8);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<ListingCache> caches = List.of(ListingCache.over(connect()), ListingCache.over(connect()));
        try (HikariDataSource pool = new HikariDataSource(config)) {
            AtomicLong lastPrice = new AtomicLong();
            List<Callable<String>> visitors = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int bike = i / 2;
                Random random = new Random(seed + i);
                SoukDatabase host = host(pool, caches.get(i % 2));
                visitors.add(() -> visit(host, bike, lastPrice, random));
            }
            for (Future<String> visitor : threads.invokeAll(visitors)) {
                assertThat(visitor.get()).as("seed %d", seed).isEmpty();
            }
            assertThat(caches.get(0).stats().listings().hits()).isPositive();
        } finally {
            threads.shutdownNow();
            caches.forEach(ListingCache::close);
        }
    }

    /** Two hosts write each bike; what a host has just written it must find, unless the other has overwritten it. */
    private static String visit(SoukDatabase host, int bike, AtomicLong lastPrice, Random random) {
        for (int step = 0; step < 150; step++) {
            if (random.nextInt(3) == 0) {
                long price;
                synchronized (lastPrice) {
                    price = lastPrice.incrementAndGet();
                    host.listings().upsertAll(bike(bike, price));
                }
                long found = price(host, bike);
                if (found < price) {
                    return "found %d after %d was committed".formatted(found, price);
                }
            } else {
                price(host, bike);
            }
        }
        return "";
    }

    @Test
    void aHostWithoutCaffeineIsToldWhatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(ListingCache::inProcess)
                .withMessageContaining("com.github.ben-manes.caffeine:caffeine");
    }

    @Test
    void aTimeoutOfNothingIsRefused() {
        RedisURI uri = uri();
        assertThatIllegalArgumentException().isThrownBy(() -> RedisStore.connect(uri, Duration.ZERO));
    }
}
