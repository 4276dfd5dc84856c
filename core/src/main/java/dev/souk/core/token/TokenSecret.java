package dev.souk.core.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What the holder of a token presents: {@code lsk_} and 256 random bits in base64url (RFC 4648). The prefix lets scanners
 * find one that has leaked into a log or a repository. A plain SHA-256 is kept: what is random by 256 bits cannot be
 * guessed, so it needs neither salt nor work.
 */
final class TokenSecret {

    /** A longer text is no token of ours, nor of the original system. */
    static final int MAX_LENGTH = 255;

    private static final String PREFIX = "lsk_";
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenSecret() {}

    static String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
