package dev.souk.core.cache;

import static dev.souk.core.cache.Bikes.QUERY;
import static dev.souk.core.cache.Bikes.SOURCE;
import static dev.souk.core.cache.Bikes.bikes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.model.listing.StoredListing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that share a store tell each other by marks, for as long as a page from before the change may be put there. */
@ExtendWith(MigratedPostgres.class)
class SharedMarksTest {

    private final Timed store = new Timed();

    private SoukDatabase host(DataSource dataSource) {
        return SoukDatabase.builder(DataSourceTransactions.over(dataSource), FieldProtection.plaintext())
                .cache(ListingCache.over(store))
                .build();
    }

    private static List<StoredListing> found(SoukDatabase host) {
        return List.of(
                host.listings().byExternalId(SOURCE, "1").orElseThrow(),
                host.listings().slice(QUERY, null, 10).items().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT5S", "PT2M", "PT59M"})
    void whatAnotherHostCommitsIsSeenAtOnceHoweverLongAgoItWasWritten(String open, DataSource dataSource) {
        SoukDatabase writer = host(dataSource);
        SoukDatabase reader = host(dataSource);
        writer.listings().upsertAll(bikes(1, 100));
        assertThat(found(reader)).extracting(Bikes::price).containsExactly(100L, 100L);

        writer.inTransaction(tx -> {
            tx.listings().upsertAll(bikes(1, 50));
            store.pass(Duration.parse(open));
            assertThat(found(reader)).extracting(Bikes::price).containsExactly(100L, 100L);
            return null;
        });

        assertThat(found(reader)).extracting(Bikes::price).containsExactly(50L, 50L);
    }

    @Test
    void aMarkIsForgottenOnceNothingOlderCanBeThere(DataSource dataSource) {
        SoukDatabase writer = host(dataSource);
        writer.listings().upsertAll(bikes(1, 100));
        writer.listings().upsertAll(bikes(1, 50));
        assertThat(store.size()).isPositive();

        store.pass(Duration.ofHours(1).plusMinutes(1));

        assertThat(store.size()).isZero();
    }

    /** Does what Redis is asked to do, by a clock that a test sets. */
    private static final class Timed implements CacheStore {

        private final Map<String, Kept> kept = new HashMap<>();
        private final Map<String, Instant> ends = new HashMap<>();
        private Instant now = Instant.EPOCH;

        void pass(Duration time) {
            now = now.plus(time);
            kept.keySet().removeIf(key -> !ends.getOrDefault(key, now).isAfter(now));
        }

        int size() {
            return kept.size();
        }

        @Override
        public Map<String, Kept> get(List<String> keys) {
            Map<String, Kept> found = new HashMap<>(kept);
            found.keySet().retainAll(keys);
            return found;
        }

        @Override
        public CompletionStage<?> put(String key, Kept value, Duration timeToLive) {
            Kept held = kept.get(key);
            if (held == null
                    || held.version() < value.version()
                    || (held.version() == value.version() && !value.isMark())) {
                kept.put(key, value);
                ends.put(key, now.plus(timeToLive));
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> outdate(Collection<String> keys, long version, Duration timeToLive) {
            keys.forEach(key -> put(key, new Kept(version, new byte[0]), timeToLive));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
