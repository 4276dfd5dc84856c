package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A map from numbers other than 0 to {@link FiledAlerts}: open addressing, linear probing. The writer makes another table
 * when too few slots are free, or too few are used; readers take a table once.
 */
final class AnchorTable {

    private static final VarHandle KEY = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle FILED = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final int SMALLEST = 64;

    private final long[] keys;
    private final @Nullable Object[] filed;

    /** Keys that stand there, also those of which nothing is left; the writer's. */
    private int taken;

    private int size;

    private AnchorTable(int capacity) {
        keys = new long[capacity];
        filed = new Object[capacity];
    }

    static AnchorTable empty() {
        return new AnchorTable(SMALLEST);
    }

    @Nullable
    Object find(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (true) {
            long found = (long) KEY.getAcquire(keys, slot);
            if (found == key) {
                return FILED.getAcquire(filed, slot);
            }
            if (found == 0) {
                return null;
            }
            slot = (slot + 1) & mask;
        }
    }

    /** For the writer: this table with other alerts under a key, or another table in its place. */
    AnchorTable with(long key, @Nullable Object alerts) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (keys[slot] != key && keys[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        if (keys[slot] == 0) {
            if (alerts == null) {
                return this;
            }
            if (4 * (taken + 1) > 3 * keys.length) {
                return resized().with(key, alerts);
            }
            taken++;
        }
        size += (alerts == null ? 0 : 1) - (filed[slot] == null ? 0 : 1);
        // The alerts before the key: who finds the key finds them.
        FILED.setRelease(filed, slot, alerts);
        KEY.setRelease(keys, slot, key);
        return keys.length > SMALLEST && 8 * size < keys.length ? resized() : this;
    }

    /** A table of what is there, a quarter to a half full. */
    private AnchorTable resized() {
        AnchorTable fresh = new AnchorTable(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size)) << 2));
        int mask = fresh.keys.length - 1;
        for (int i = 0; i < keys.length; i++) {
            if (filed[i] != null) {
                int slot = (int) keys[i] & mask;
                while (fresh.keys[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                fresh.keys[slot] = keys[i];
                fresh.filed[slot] = filed[i];
            }
        }
        fresh.taken = size;
        fresh.size = size;
        return fresh;
    }

    int size() {
        return size;
    }

    long bytes() {
        long bytes = 12L * keys.length;
        for (Object alerts : filed) {
            bytes += FiledAlerts.bytes(alerts);
        }
        return bytes;
    }
}
