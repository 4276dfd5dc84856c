package dev.souk.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.cache.CacheStore.Kept;
import dev.souk.core.cache.Entries.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoredEntriesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong();
    private final Moody store = new Moody();
    private final StoredEntries entries = new StoredEntries(store, new Breaker(nanos::get));

    @Test
    void aStoreThatFailsIsAMissAndSparedForASecondThenForTwo() {
        store.away = true;

        assertThat(entries.get(List.of("a"))).isEmpty();
        entries.get(List.of("a"));
        entries.outdate(List.of("a"), 1, MINUTE);
        assertThat(store.asked).isEqualTo(1);
        assertThat(entries.failures()).isEqualTo(1);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        entries.get(List.of("a"));
        entries.get(List.of("a"));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        entries.get(List.of("a"));
        assertThat(store.asked).isEqualTo(2);

        store.away = false;
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        entries.get(List.of("a"));
        entries.get(List.of("a"));
        assertThat(store.asked).isEqualTo(4);
    }

    @Test
    void aValueThatIsLostOnItsWayCountsAsAFailure() {
        store.away = true;

        entries.put("a", new Entry(1, CachedPage.of(List.of(), null)), MINUTE);

        assertThat(entries.failures()).isEqualTo(1);
    }

    @Test
    void rubbishInTheStoreIsAMiss() {
        store.kept = Map.of(
                "rubbish", new Kept(5, "rubbish".getBytes(StandardCharsets.UTF_8)),
                "mark", new Kept(6, new byte[0]),
                "page",
                        new Kept(
                                7,
                                PageCodec.encode("page", CachedPage.of(List.of(), null))
                                        .orElseThrow()));

        assertThat(entries.get(List.of("rubbish", "mark", "page")))
                .isEqualTo(Map.of("mark", new Entry(6, null), "page", new Entry(7, CachedPage.of(List.of(), null))));
        assertThat(entries.failures()).isEqualTo(1);
    }

    private static final class Moody implements CacheStore {

        private boolean away;
        private int asked;
        private Map<String, Kept> kept = Map.of();

        @Override
        public Map<String, Kept> get(List<String> keys) {
            asked++;
            if (away) {
                throw new IllegalStateException("away");
            }
            return kept;
        }

        @Override
        public CompletionStage<?> put(String key, Kept value, Duration timeToLive) {
            asked++;
            return away
                    ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> outdate(Collection<String> keys, long version, Duration timeToLive) {
            return put("", new Kept(version, new byte[0]), timeToLive);
        }

        @Override
        public void close() {}
    }
}
