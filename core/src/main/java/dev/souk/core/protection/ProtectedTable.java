package dev.souk.core.protection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens the fields of one table. All fields of a row are sealed by one key, whose id stands in the row's column
 * {@code encrypted_with}; nothing there means that they are plain. For use inside {@code core}. Thread-safe.
 */
public final class ProtectedTable {

    /** As PostgreSQL writes JSONB. */
    private static final Pattern SEALED_JSON = Pattern.compile("\\{\"v\": 1, \"ct\": \"([A-Za-z0-9+/]*)\"}");

    private final String table;
    private final FieldProtection protection;

    /** A table of that name, without its schema. */
    public ProtectedTable(String table, FieldProtection protection) {
        this.table = table;
        this.protection = protection;
    }

    /** What {@code encrypted_with} says of a row that is sealed now: the id of a key, or null for plain fields. */
    @Nullable
    public String sealingKey() {
        return protection.writingKeys().map(keys -> keys.cipher().writingKey()).orElse(null);
    }

    /** What is to be stored for a value. */
    public String seal(String column, long rowId, String value) {
        return protection
                .writingKeys()
                .map(keys -> keys.cipher()
                        .encrypt(value.getBytes(StandardCharsets.UTF_8), new FieldPlace(table, column, rowId)))
                .map(bytes -> Base64.getEncoder().withoutPadding().encodeToString(bytes))
                .orElse(value);
    }

    /** As {@link #seal}; nothing stays nothing. */
    @Nullable
    public String sealNullable(String column, long rowId, @Nullable String value) {
        return value == null ? null : seal(column, rowId, value);
    }

    /**
     * The value of what is stored.
     *
     * @param encryptedWith what the row says of its key
     * @throws ProtectedFieldException if this instance may not read it, or cannot
     */
    public String open(String column, long rowId, @Nullable String encryptedWith, String stored) {
        FieldPlace place = new FieldPlace(table, column, rowId);
        if (encryptedWith == null) {
            if (!protection.readsPlaintext()) {
                throw new PlaintextRefusedException(place);
            }
            return stored;
        }
        FieldCipher cipher = protection
                .keys()
                .orElseThrow(() -> new UnknownKeyException(place, KeyRing.shownId(encryptedWith)))
                .cipher();
        return new String(cipher.decrypt(decode(place, stored), place), StandardCharsets.UTF_8);
    }

    private static byte[] decode(FieldPlace place, String stored) {
        try {
            return Base64.getDecoder().decode(stored);
        } catch (IllegalArgumentException e) {
            throw new UnreadableFieldException(place, KeyRing.NO_ID);
        }
    }

    /** As {@link #open}; nothing stays nothing. */
    @Nullable
    public String openNullable(String column, long rowId, @Nullable String encryptedWith, @Nullable String stored) {
        return stored == null ? null : open(column, rowId, encryptedWith, stored);
    }

    /** As {@link #seal} for a column of JSON, where a ciphertext must be a document too. */
    public String sealJson(String column, long rowId, String document) {
        return sealingKey() == null ? document : "{\"v\": 1, \"ct\": \"" + seal(column, rowId, document) + "\"}";
    }

    /** As {@link #open} for a column of JSON. */
    public String openJson(String column, long rowId, @Nullable String encryptedWith, String stored) {
        if (encryptedWith == null) {
            return open(column, rowId, null, stored);
        }
        Matcher sealed = SEALED_JSON.matcher(stored);
        if (!sealed.matches()) {
            throw new UnreadableFieldException(new FieldPlace(table, column, rowId), KeyRing.NO_ID);
        }
        return open(column, rowId, encryptedWith, sealed.group(1));
    }
}
