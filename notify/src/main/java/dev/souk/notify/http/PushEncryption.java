package dev.souk.notify.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts a message so that only the browser can read it (RFC 8291, in the coding aes128gcm of RFC 8188). */
final class PushEncryption {

    /** The longest message: 4,096 bytes that every push service takes, less header, padding mark and tag. */
    static final int MAX_MESSAGE_BYTES = 3_993;

    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int RECORD_SIZE = 4_096;
    private static final byte LAST_RECORD = 2;

    private final SecureRandom random;

    PushEncryption(SecureRandom random) {
        this.random = random;
    }

    /** With a key and a salt that are used this once. */
    byte[] encrypt(byte[] message, PushSubscription receiver) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return encrypt(message, receiver, P256.generate(random), salt);
    }

    /** With a given key and salt; neither may be used again. */
    static byte[] encrypt(byte[] message, PushSubscription receiver, KeyPair sender, byte[] salt) {
        if (message.length > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("a push message has at most 3,993 bytes: " + message.length);
        }
        byte[] senderKey = P256.bytes((ECPublicKey) sender.getPublic());
        try {
            byte[] shared = agree((ECPrivateKey) sender.getPrivate(), receiver.key());
            byte[] info = joined(ascii("WebPush: info\0"), P256.bytes(receiver.key()), senderKey);
            byte[] material = expanded(hmac(receiver.secret(), shared), info);
            byte[] pseudoRandom = hmac(salt, material);
            byte[] key = Arrays.copyOf(expanded(pseudoRandom, ascii("Content-Encoding: aes128gcm\0")), KEY_BYTES);
            byte[] nonce = Arrays.copyOf(expanded(pseudoRandom, ascii("Content-Encoding: nonce\0")), NONCE_BYTES);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            byte[] encrypted = cipher.doFinal(joined(message, new byte[] {LAST_RECORD}));
            return joined(header(salt, senderKey), encrypted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot encrypt a push message", e);
        }
    }

    private static byte[] header(byte[] salt, byte[] senderKey) {
        return ByteBuffer.allocate(salt.length + Integer.BYTES + 1 + senderKey.length)
                .put(salt)
                .putInt(RECORD_SIZE)
                .put((byte) senderKey.length)
                .put(senderKey)
                .array();
    }

    private static byte[] agree(ECPrivateKey own, ECPublicKey other) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    /** HKDF-Expand (RFC 5869) to one block, which is more than is needed anywhere here. */
    private static byte[] expanded(byte[] key, byte[] info) throws GeneralSecurityException {
        return hmac(key, joined(info, new byte[] {1}));
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
