package dev.souk.core.protection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 of the JDK (RFC 2104) over a value in UTF-8. Thread-safe. */
final class HmacIndex implements BlindIndex {

    private static final String ALGORITHM = "HmacSHA256";

    private final KeyRing keys;

    HmacIndex(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public String writingKey() {
        return keys.writingKey();
    }

    @Override
    public List<byte[]> hashes(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        List<byte[]> hashes = new ArrayList<>();
        hashes.add(hash(keys.writingKey(), bytes));
        for (String id : keys.ids()) {
            if (!id.equals(keys.writingKey())) {
                hashes.add(hash(id, bytes));
            }
        }
        return hashes;
    }

    private byte[] hash(String id, byte[] bytes) {
        SecretKeySpec key = keys.find(id).orElseThrow();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "HMAC-SHA256 by " + keys;
    }
}
