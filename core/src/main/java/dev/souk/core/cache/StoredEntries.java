package dev.souk.core.cache;

import dev.souk.core.cache.CacheStore.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Keeps values in a store outside the process, which may fail, be slow, or hold what somebody else put there. */
final class StoredEntries implements Entries {

    private static final int OUTDATED_AT_ONCE = 500;

    private final CacheStore store;
    private final Breaker breaker;
    private final LongAdder failures = new LongAdder();

    StoredEntries(CacheStore store, Breaker breaker) {
        this.store = store;
        this.breaker = breaker;
    }

    @Override
    public Map<String, Entry> get(List<String> keys) {
        if (!breaker.allows()) {
            return Map.of();
        }
        Map<String, Kept> kept;
        try {
            kept = store.get(keys);
            breaker.worked();
        } catch (RuntimeException e) {
            failed();
            return Map.of();
        }
        Map<String, Entry> found = new HashMap<>();
        kept.forEach((key, value) -> entry(key, value).ifPresent(entry -> found.put(key, entry)));
        return found;
    }

    private Optional<Entry> entry(String key, Kept kept) {
        if (kept.isMark()) {
            return Optional.of(new Entry(kept.version(), null));
        }
        try {
            return Optional.of(new Entry(kept.version(), PageCodec.decode(key, kept.value())));
        } catch (UnreadableValueException e) {
            failures.increment();
            return Optional.empty();
        }
    }

    @Override
    public void put(String key, Entry entry, Duration timeToLive) {
        if (entry.page() == null) {
            return;
        }
        PageCodec.encode(key, entry.page())
                .ifPresent(value -> send(() -> store.put(key, new Kept(entry.version(), value), timeToLive)));
    }

    @Override
    public void outdate(Collection<String> keys, long version, Duration timeToLive) {
        List<String> all = new ArrayList<>(keys);
        for (int start = 0; start < all.size(); start += OUTDATED_AT_ONCE) {
            List<String> some = all.subList(start, Math.min(start + OUTDATED_AT_ONCE, all.size()));
            send(() -> store.outdate(some, version, timeToLive));
        }
    }

    private void send(Supplier<CompletionStage<?>> command) {
        if (!breaker.allows()) {
            return;
        }
        try {
            command.get().whenComplete((done, failure) -> {
                if (failure == null) {
                    breaker.worked();
                } else {
                    failed();
                }
            });
        } catch (RuntimeException e) {
            failed();
        }
    }

    private void failed() {
        failures.increment();
        breaker.failed();
    }

    @Override
    public long evictions() {
        return 0;
    }

    @Override
    public long failures() {
        return failures.sum();
    }

    @Override
    public void close() {
        store.close();
    }
}
