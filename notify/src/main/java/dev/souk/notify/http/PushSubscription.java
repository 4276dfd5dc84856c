package dev.souk.notify.http;

import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/**
 * A browser that a user allowed to show messages: what {@code PushSubscription.toJSON()} gives there. Whoever knows the
 * endpoint can annoy the user, so {@link #toString} names its server only.
 *
 * @param endpoint an https address of a push service; at most 2,000 characters
 * @param p256dh the browser's public key, 65 bytes in Base64 for URLs
 * @param auth its secret, 16 bytes in Base64 for URLs
 */
public record PushSubscription(URI endpoint, String p256dh, String auth) {

    private static final int MAX_URL_LENGTH = 2_000;
    private static final int AUTH_BYTES = 16;

    /**
     * Checks the form, and that the key is a point of its curve; whether it can be posted to, {@link
     * HttpSender#objectionTo} says.
     */
    public PushSubscription {
        if (!WebAddress.isPlain(endpoint) || endpoint.toString().length() > MAX_URL_LENGTH) {
            throw new IllegalArgumentException(
                    "not the endpoint of a push subscription, at " + WebAddress.origin(endpoint));
        }
        P256.publicKey(decoded(p256dh));
        if (decoded(auth).length != AUTH_BYTES) {
            throw new IllegalArgumentException("the secret of a push subscription must have 16 bytes");
        }
    }

    /** The browser's public key. */
    ECPublicKey key() {
        return P256.publicKey(decoded(p256dh));
    }

    /** The browser's secret. */
    byte[] secret() {
        return decoded(auth);
    }

    // The cause would repeat a character of the secret.
    @SuppressWarnings("UnusedException")
    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the keys of a push subscription are not Base64 for URLs");
        }
    }

    @Override
    public String toString() {
        return "PushSubscription[" + WebAddress.origin(endpoint) + "]";
    }
}
