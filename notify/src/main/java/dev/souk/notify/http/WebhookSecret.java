package dev.souk.notify.http;

import dev.souk.notify.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key by which a receiver knows that a webhook is ours (Standard Webhooks). Does not show itself. Unchanging. */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final Secret text;
    private final SecretKeySpec key;

    private WebhookSecret(Secret text, byte[] key) {
        this.text = text;
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Reads {@code whsec_} and 24 to 64 bytes in Base64, with or without the prefix.
     *
     * @throws IllegalArgumentException if it is not that; the text is not repeated
     */
    // The cause would repeat a character of the secret.
    @SuppressWarnings("UnusedException")
    public static WebhookSecret parse(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a webhook secret is not whsec_ and Base64");
        }
        if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
            throw new IllegalArgumentException("a webhook secret must have 24 to 64 bytes: " + key.length);
        }
        return new WebhookSecret(new Secret(PREFIX + Base64.getEncoder().encodeToString(key)), key);
    }

    /** The secret as the receiver is told it once: {@code whsec_} and Base64. */
    public String reveal() {
        return text.reveal();
    }

    /** The signature of a message: {@code v1,} and the HMAC of id, time and body in Base64. */
    String sign(String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WebhookSecret secret && text.equals(secret.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
