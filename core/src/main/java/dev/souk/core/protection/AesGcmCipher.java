package dev.souk.core.protection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM of the JDK (NIST SP 800-38D). A ciphertext is a version byte, the length of the key's id and the id in
 * ASCII, a random nonce of 12 bytes, and the encrypted value with a tag of 16 bytes. Thread-safe.
 */
final class AesGcmCipher implements FieldCipher {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final byte VERSION = 1;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final KeyRing keys;

    AesGcmCipher(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public String writingKey() {
        return keys.writingKey();
    }

    @Override
    public byte[] encrypt(byte[] plaintext, FieldPlace place) {
        byte[] id = keys.writingKey().getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            SecretKeySpec key = keys.find(keys.writingKey()).orElseThrow();
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, place).doFinal(plaintext);
            return ByteBuffer.allocate(2 + id.length + NONCE_LENGTH + sealed.length)
                    .put(VERSION)
                    .put((byte) id.length)
                    .put(id)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot encrypt by " + TRANSFORMATION, e);
        }
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, FieldPlace place) {
        int idLength = ciphertext.length < 2 || ciphertext[0] != VERSION ? -1 : ciphertext[1];
        int nonceStart = 2 + idLength;
        int sealedStart = nonceStart + NONCE_LENGTH;
        if (idLength < 1 || ciphertext.length < sealedStart + TAG_BITS / Byte.SIZE) {
            throw new UnreadableFieldException(place, KeyRing.NO_ID);
        }
        String id = new String(ciphertext, 2, idLength, StandardCharsets.US_ASCII);
        if (!KeyRing.ID.matcher(id).matches()) {
            throw new UnreadableFieldException(place, KeyRing.NO_ID);
        }
        SecretKeySpec key = keys.find(id).orElseThrow(() -> new UnknownKeyException(place, id));
        try {
            return cipher(Cipher.DECRYPT_MODE, key, ciphertext, nonceStart, place)
                    .doFinal(ciphertext, sealedStart, ciphertext.length - sealedStart);
        } catch (GeneralSecurityException e) {
            throw new UnreadableFieldException(place, id);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonceHolder, int nonceStart, FieldPlace place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonceHolder, nonceStart, NONCE_LENGTH));
        cipher.updateAAD(place.associatedData());
        return cipher;
    }

    @Override
    public String toString() {
        return "AES-256-GCM by " + keys;
    }
}
