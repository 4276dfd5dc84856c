package dev.souk.core.cache;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What this host knows of the transactions of one run of one database: which of its own wrote what. Thread-safe.
 */
class Timeline {

    /*
     * The rule. A value is read under a horizon: every transaction of a lower number was over before. A transaction of
     * this host notes its number beside what it writes, before it commits. A value is served only if its horizon is
     * beyond the number noted beside it. So whatever this host has committed before a read began is in what it is
     * served. Nobody has to see the commit; a transaction that is rolled back, prepared or the host's own is no
     * different from others.
     *
     * Numbers are noted in slots by hash. Two keys that share a slot cost one of them a read of the database, never an
     * old value. So what has to be remembered has a fixed size, and nothing in it is ever dropped.
     */
    private static final int SLOTS = 1 << 16;

    private final String name;
    private final AtomicLongArray lastWriters = new AtomicLongArray(SLOTS);
    private final AtomicLong lastWriter = new AtomicLong();

    Timeline(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The key under which stores that are shared by several databases keep the value of a key. */
    String fullKey(String schema, String key) {
        return "souk:" + PageCodec.FORMAT + ":" + name + "/" + schema + ":" + key;
    }

    /** A transaction that is not over has written these. */
    void written(Collection<String> keys, long writer) {
        lastWriter.accumulateAndGet(writer, Math::max);
        keys.forEach(key -> lastWriters.accumulateAndGet(slot(key), writer, Math::max));
    }

    /** The least horizon under which the value of a key must have been read. */
    long neededFor(String key) {
        return lastWriters.get(slot(key)) + 1;
    }

    /** The least horizon under which a search must have been made. */
    long neededForSearch() {
        return lastWriter.get() + 1;
    }

    private static int slot(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash >>> 16;
    }
}
