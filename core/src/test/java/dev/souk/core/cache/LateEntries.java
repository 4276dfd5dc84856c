package dev.souk.core.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Entries that are put late, as by a reader that was held up. */
record LateEntries(Entries entries, List<Runnable> underway) implements Entries {

    LateEntries(Entries entries) {
        this(entries, new ArrayList<>());
    }

    /** Lets all that was held up arrive. */
    void arrive() {
        underway.forEach(Runnable::run);
        underway.clear();
    }

    @Override
    public Map<String, Entry> get(List<String> keys) {
        return entries.get(keys);
    }

    @Override
    public void put(String key, Entry entry, Duration timeToLive) {
        underway.add(() -> entries.put(key, entry, timeToLive));
    }

    @Override
    public void outdate(Collection<String> keys, long version, Duration timeToLive) {
        entries.outdate(keys, version, timeToLive);
    }

    @Override
    public long evictions() {
        return entries.evictions();
    }

    @Override
    public long failures() {
        return entries.failures();
    }

    @Override
    public void close() {
        entries.close();
    }
}
