package dev.souk.core.protection;

import java.util.List;

/**
 * Finds encrypted values by a keyed hash: equal values have equal hashes, and who lacks the key learns nothing else.
 * Souk's own is HMAC-SHA256, by {@link FieldKeys#of}. Must be safe for several threads. {@link Object#toString} shows
 * ids of keys at most.
 */
public interface BlindIndex {

    /** The id of the key whose hashes are stored: 1 to 64 letters, digits, dots, dashes and underscores. */
    String writingKey();

    /** The hash of a value by each key, 32 bytes each, that of {@link #writingKey} first. */
    List<byte[]> hashes(String value);
}
