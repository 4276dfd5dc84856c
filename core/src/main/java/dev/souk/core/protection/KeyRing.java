package dev.souk.core.protection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys by id: one that is written with, and older or coming ones that are only read with. Unchanging. {@link #toString}
 * shows the ids and nothing of the keys.
 *
 * <pre>{@code
 * KeyRing ring = KeyRing.of("2026-11", vault.bytes("souk/2026-11")).alsoReading("2025-11", vault.bytes("souk/2025-11"));
 * }</pre>
 */
public final class KeyRing {

    /** Bytes of a key: 256 bits, from a secure source. */
    public static final int KEY_LENGTH = 32;

    static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Stands for the id of a key where none can be read. */
    static final String NO_ID = "?";

    private static final String ALGORITHM = "AES";

    private final String writingKey;
    private final Map<String, SecretKeySpec> keys;

    private KeyRing(String writingKey, Map<String, SecretKeySpec> keys) {
        this.writingKey = writingKey;
        this.keys = keys;
    }

    /**
     * One key, written and read with.
     *
     * @param id 1 to 64 letters, digits, dots, dashes and underscores; never reused for another key
     * @param key {@value #KEY_LENGTH} random bytes; copied
     */
    public static KeyRing of(String id, byte[] key) {
        return new KeyRing(id, Map.of(id, checked(id, key)));
    }

    /** The same ring with one more key to read with. */
    public KeyRing alsoReading(String id, byte[] key) {
        Map<String, SecretKeySpec> more = new LinkedHashMap<>(keys);
        SecretKeySpec added = checked(id, key);
        if (more.put(id, added) != null) {
            throw new IllegalArgumentException("there are two keys of id " + id);
        }
        if (keys.containsValue(added)) {
            throw new IllegalArgumentException("key " + id + " is the same key as another one of the ring");
        }
        return new KeyRing(writingKey, Collections.unmodifiableMap(more));
    }

    private static SecretKeySpec checked(String id, byte[] key) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id of a key must be 1 to 64 letters, digits, dots, dashes and underscores");
        }
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "key %s must have %s bytes, has %s".formatted(id, KEY_LENGTH, key.length));
        }
        boolean varied = false;
        for (byte b : key) {
            varied |= b != key[0];
        }
        if (!varied) {
            throw new IllegalArgumentException("key " + id + " is one byte over and over, and no random key");
        }
        return new SecretKeySpec(key, ALGORITHM);
    }

    /** The id of the key that is written with. */
    public String writingKey() {
        return writingKey;
    }

    /** The ids of all keys. */
    public Set<String> ids() {
        return keys.keySet();
    }

    Optional<SecretKeySpec> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** An id that came from the database, fit to be shown. */
    static String shownId(String id) {
        return ID.matcher(id).matches() ? id : NO_ID;
    }

    boolean sharesAKeyWith(KeyRing other) {
        return keys.values().stream().anyMatch(other.keys::containsValue);
    }

    @Override
    public String toString() {
        return "KeyRing[writing=%s, ids=%s]"
                .formatted(writingKey, keys.keySet().stream().sorted().toList());
    }
}
