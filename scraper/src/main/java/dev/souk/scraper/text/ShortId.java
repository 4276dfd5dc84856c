package dev.souk.scraper.text;

import dev.souk.model.listing.ListingKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes ids of addresses, which may be longer than an id can be. Thread-safe. */
public final class ShortId {

    /** Half of a SHA-256: enough that no two addresses share one. */
    private static final int DIGEST_BYTES = 16;

    private ShortId() {}

    /** The address if it fits, else its end behind a digest of the whole; the same for ever. */
    public static String of(String address) {
        if (address.length() <= ListingKey.MAX_EXTERNAL_ID_LENGTH) {
            return address;
        }
        String digest = HexFormat.of().formatHex(sha256(address), 0, DIGEST_BYTES) + "-";
        int end = address.length() - ListingKey.MAX_EXTERNAL_ID_LENGTH + digest.length();
        // Half a character can be stored nowhere.
        return digest + address.substring(Character.isLowSurrogate(address.charAt(end)) ? end + 1 : end);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
