package dev.souk.core.protection;

/**
 * What is needed to encrypt fields and to find them again. {@link #toString} shows ids of keys only.
 *
 * <pre>{@code
 * FieldKeys keys = FieldKeys.of(KeyRing.of("2026-11", cipherKey), KeyRing.of("index-1", indexKey));
 * }</pre>
 *
 * @param cipher encrypts and decrypts
 * @param index finds an e-mail address, by a key of its own
 */
public record FieldKeys(FieldCipher cipher, BlindIndex index) {

    /**
     * AES-256-GCM and HMAC-SHA256 of the JDK. One key should encrypt at most 2^32 values, since its nonces are random.
     *
     * @throws IllegalArgumentException if one key is in both rings
     */
    public static FieldKeys of(KeyRing cipherKeys, KeyRing indexKeys) {
        if (cipherKeys.sharesAKeyWith(indexKeys)) {
            throw new IllegalArgumentException("a key of the index is a key of the cipher too; each needs its own");
        }
        return new FieldKeys(new AesGcmCipher(cipherKeys), new HmacIndex(indexKeys));
    }
}
