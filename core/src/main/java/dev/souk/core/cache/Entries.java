package dev.souk.core.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where values are kept, in the process or elsewhere. May lose any at any time. Never throws. */
interface Entries extends AutoCloseable {

    /** What is there of these keys. */
    Map<String, Entry> get(List<String> keys);

    /** Keeps a value for a while, unless a newer one is there. */
    void put(String key, Entry entry, Duration timeToLive);

    /** Values of a lower version need not be kept any longer. */
    void outdate(Collection<String> keys, long version, Duration timeToLive);

    /** How many values were given up for lack of room. */
    long evictions();

    /** How many calls came to nothing since the place could not be reached, or what was there could not be read. */
    long failures();

    @Override
    void close();

    /**
     * A value.
     *
     * @param version the horizon under which it was read
     * @param page null if all that is known is that older values are outdated
     */
    record Entry(long version, @Nullable CachedPage page) {}
}
