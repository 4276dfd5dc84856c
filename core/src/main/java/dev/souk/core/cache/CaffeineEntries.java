package dev.souk.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.StoredListing;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Keeps values in the memory of the process, the ones most asked for, up to a number of bytes. */
final class CaffeineEntries implements Entries {

    private static final int OBJECTS_OF_A_LISTING = 600;
    private static final int OBJECTS_OF_A_PART = 150;

    private final Cache<String, Expiring> values;
    private final LongAdder evictions = new LongAdder();

    CaffeineEntries(long maximumBytes) {
        this(maximumBytes, Ticker.systemTicker());
    }

    CaffeineEntries(long maximumBytes, Ticker ticker) {
        values = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .<String, Expiring>weigher((key, value) -> value.bytes())
                .expireAfter(Expiry.<String, Expiring>writing((key, value) -> value.timeToLive()))
                .ticker(ticker)
                .evictionListener((key, value, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evictions.increment();
                    }
                })
                .build();
    }

    @Override
    public Map<String, Entry> get(List<String> keys) {
        if (keys.size() == 1) {
            @Nullable Expiring value = values.getIfPresent(keys.get(0));
            return value == null ? Map.of() : Map.of(keys.get(0), value.entry());
        }
        Map<String, Entry> found = new HashMap<>();
        values.getAllPresent(keys).forEach((key, value) -> found.put(key, value.entry()));
        return found;
    }

    @Override
    public void put(String key, Entry entry, Duration timeToLive) {
        Expiring value = new Expiring(entry, timeToLive, bytes(key, entry));
        values.asMap().merge(key, value, Expiring::newer);
    }

    @Override
    public void outdate(Collection<String> keys, long version, Duration timeToLive) {
        values.invalidateAll(keys);
    }

    @Override
    public long evictions() {
        return evictions.sum();
    }

    @Override
    public long failures() {
        return 0;
    }

    @Override
    public void close() {
        values.invalidateAll();
    }

    /** About what a value takes in memory; text that is not Latin takes twice as much. */
    private static int bytes(String key, Entry entry) {
        long bytes = 200L + key.length();
        if (entry.page() != null) {
            bytes += length(entry.page().next());
            for (StoredListing stored : entry.page().listings()) {
                bytes += bytes(stored.listing());
            }
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static long bytes(Listing listing) {
        long bytes = OBJECTS_OF_A_LISTING + 2L * listing.url().toString().length();
        bytes += length(listing.title()) + length(listing.description()) + length(listing.location());
        for (Map.Entry<String, String> attribute : listing.attributes().entrySet()) {
            bytes += OBJECTS_OF_A_PART + length(attribute.getKey()) + length(attribute.getValue());
        }
        for (var image : listing.images()) {
            bytes += OBJECTS_OF_A_PART + 2L * image.url().toString().length();
        }
        return bytes;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private record Expiring(Entry entry, Duration timeToLive, int bytes) {

        static Expiring newer(Expiring held, Expiring given) {
            return held.entry().version() > given.entry().version() ? held : given;
        }
    }
}
