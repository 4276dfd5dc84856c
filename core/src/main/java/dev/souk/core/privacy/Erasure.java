package dev.souk.core.privacy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an erasure deleted.
 *
 * @param userId who is forgotten
 * @param deleted number of rows by table; zeros where there was no such user
 */
public record Erasure(long userId, Map<String, Long> deleted) {

    /** Copies the numbers, sorted by table. */
    public Erasure {
        deleted = Collections.unmodifiableMap(new TreeMap<>(deleted));
    }

    /** Number of rows of all tables. */
    public long total() {
        return deleted.values().stream().mapToLong(Long::longValue).sum();
    }
}
