package dev.souk.notify.http;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/**
 * The pair of keys by which push services know an application (VAPID, RFC 8292). Make it once, keep it: browsers that
 * subscribed with one public key take no messages signed with another. {@link #toString} leaves the private key out.
 */
public final class VapidKeys {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final String publicText;
    private final ECPrivateKey privateKey;

    private VapidKeys(String publicText, ECPrivateKey privateKey) {
        this.publicText = publicText;
        this.privateKey = privateKey;
    }

    /** A new pair. */
    public static VapidKeys generate() {
        KeyPair pair = P256.generate(new SecureRandom());
        return new VapidKeys(
                ENCODER.encodeToString(P256.bytes((ECPublicKey) pair.getPublic())), (ECPrivateKey) pair.getPrivate());
    }

    /**
     * Reads a pair, as {@link #publicKey} and {@link #revealPrivateKey} gave it, or another tool for VAPID.
     *
     * @param publicKey 65 bytes in Base64 for URLs
     * @param privateKey 32 bytes in Base64 for URLs
     * @throws IllegalArgumentException if they are not keys of P-256, or not of one pair; neither is repeated
     */
    public static VapidKeys parse(String publicKey, String privateKey) {
        ECPublicKey known = P256.publicKey(decoded(publicKey));
        ECPrivateKey secret = P256.privateKey(decoded(privateKey));
        VapidKeys keys = new VapidKeys(ENCODER.encodeToString(P256.bytes(known)), secret);
        if (!VapidToken.isSignedBy(known, VapidToken.signed("https://example.org", "mailto:a@example.org", 0, keys))) {
            throw new IllegalArgumentException("the public and the private VAPID key are not of one pair");
        }
        return keys;
    }

    /** What the browser is given as {@code applicationServerKey}: 65 bytes in Base64 for URLs. */
    public String publicKey() {
        return publicText;
    }

    /** What has to be kept secret: 32 bytes in Base64 for URLs. */
    public String revealPrivateKey() {
        return ENCODER.encodeToString(P256.bytes(privateKey));
    }

    ECPrivateKey signingKey() {
        return privateKey;
    }

    // The cause would repeat a character of the key.
    @SuppressWarnings("UnusedException")
    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a VAPID key is not Base64 for URLs");
        }
    }

    @Override
    public String toString() {
        return "VapidKeys[" + publicText + "]";
    }
}
