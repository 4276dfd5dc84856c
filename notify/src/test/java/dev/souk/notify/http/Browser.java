package dev.souk.notify.http;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The other end of Web Push: subscribes, and reads what it is sent, by the letter of RFC 8188 and RFC 8291. */
final class Browser {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final byte[] auth;

    Browser(KeyPair keys, byte[] auth) {
        this.keys = keys;
        this.auth = auth;
    }

    Browser() {
        this(P256.generate(new SecureRandom()), "sixteen secrets!".getBytes(StandardCharsets.US_ASCII));
    }

    PushSubscription subscribe(URI endpoint) {
        return new PushSubscription(endpoint, ENCODER.encodeToString(publicKey()), ENCODER.encodeToString(auth));
    }

    private byte[] publicKey() {
        return P256.bytes((ECPublicKey) keys.getPublic());
    }

    String read(byte[] body) throws GeneralSecurityException {
        ByteBuffer header = ByteBuffer.wrap(body);
        byte[] salt = new byte[16];
        header.get(salt);
        int recordSize = header.getInt();
        byte[] senderKey = new byte[header.get()];
        header.get(senderKey);
        byte[] encrypted = new byte[header.remaining()];
        header.get(encrypted);
        if (encrypted.length > recordSize || body.length > 4_096) {
            throw new AssertionError("larger than a push service takes: " + body.length);
        }
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(P256.publicKey(senderKey), true);
        byte[] material =
                hkdf(auth, agreement.generateSecret(), concat(text("WebPush: info\0"), publicKey(), senderKey), 32);
        byte[] key = hkdf(salt, material, text("Content-Encoding: aes128gcm\0"), 16);
        byte[] nonce = hkdf(salt, material, text("Content-Encoding: nonce\0"), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] padded = cipher.doFinal(encrypted);
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new AssertionError("the last record must end in 2: " + padded[end]);
        }
        return new String(padded, 0, end, StandardCharsets.UTF_8);
    }

    /** RFC 5869, for at most one block. */
    private static byte[] hkdf(byte[] salt, byte[] material, byte[] info, int length) throws GeneralSecurityException {
        Mac extract = Mac.getInstance("HmacSHA256");
        extract.init(new SecretKeySpec(salt, "HmacSHA256"));
        Mac expand = Mac.getInstance("HmacSHA256");
        expand.init(new SecretKeySpec(extract.doFinal(material), "HmacSHA256"));
        return Arrays.copyOf(expand.doFinal(concat(info, BigInteger.ONE.toByteArray())), length);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A pair of two keys that are known. */
    static KeyPair pair(String publicKey, String privateKey) {
        ECPublicKey known = P256.publicKey(Base64.getUrlDecoder().decode(publicKey));
        ECPrivateKey secret = P256.privateKey(Base64.getUrlDecoder().decode(privateKey));
        return new KeyPair(known, secret);
    }
}
