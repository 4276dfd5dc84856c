package dev.souk.core.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.ToIntFunction;

/** A store as several hosts share it, which remembers everything that was ever put there. */
final class StoreInMemory implements CacheStore {

    private final Map<String, List<Kept>> history = new HashMap<>();

    /** Chooses among so many values. */
    private final ToIntFunction<List<Kept>> choice;

    private StoreInMemory(ToIntFunction<List<Kept>> choice) {
        this.choice = choice;
    }

    /** Gives the newest. */
    static StoreInMemory honest() {
        return new StoreInMemory(values -> {
            int newest = 0;
            for (int i = 1; i < values.size(); i++) {
                newest = values.get(i).version() >= values.get(newest).version() ? i : newest;
            }
            return newest;
        });
    }

    /** Gives any that was there once. */
    static StoreInMemory givingAny(ToIntFunction<List<Kept>> choice) {
        return new StoreInMemory(choice);
    }

    @Override
    public synchronized Map<String, Kept> get(List<String> keys) {
        Map<String, Kept> found = new HashMap<>();
        for (String key : keys) {
            List<Kept> values = history.get(key);
            if (values != null) {
                found.put(key, values.get(choice.applyAsInt(values)));
            }
        }
        return found;
    }

    @Override
    public synchronized CompletionStage<?> put(String key, Kept kept, Duration timeToLive) {
        history.computeIfAbsent(key, unused -> new ArrayList<>()).add(kept);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<?> outdate(Collection<String> keys, long version, Duration timeToLive) {
        keys.forEach(key -> put(key, new Kept(version, new byte[0]), timeToLive));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
