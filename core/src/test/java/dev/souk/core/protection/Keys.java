package dev.souk.core.protection;

import java.util.Random;

/** Keys for tests: the same for the same name, and unlike for any other. */
public final class Keys {

    private Keys() {}

    /** 32 bytes. */
    public static byte[] key(String name) {
        byte[] key = new byte[KeyRing.KEY_LENGTH];
        new Random(name.hashCode()).nextBytes(key);
        return key;
    }

    /** Rings that write with the first of the ids and also read with the others. */
    public static FieldKeys keys(String cipherIds, String indexIds) {
        return FieldKeys.of(ring(cipherIds), ring(indexIds));
    }

    public static KeyRing ring(String ids) {
        KeyRing ring = null;
        for (String id : ids.split(",")) {
            ring = ring == null ? KeyRing.of(id, key(id)) : ring.alsoReading(id, key(id));
        }
        if (ring == null) {
            throw new IllegalArgumentException("no ids");
        }
        return ring;
    }
}
