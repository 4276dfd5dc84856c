package dev.souk.scraper.marketplace;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What eBay gives an application that may use its API: an id that is no secret, and a secret that is never shown again.
 * Unchanging and thread-safe.
 */
public final class EbayCredentials {

    private final String clientId;
    private final String clientSecret;

    private EbayCredentials(String clientId, String clientSecret) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /**
     * The two from eBay's page for developers.
     *
     * @throws IllegalArgumentException if one is blank
     */
    public static EbayCredentials of(String clientId, String clientSecret) {
        if (clientId.isBlank() || clientSecret.isBlank()) {
            throw new IllegalArgumentException("client id and client secret must not be blank");
        }
        return new EbayCredentials(clientId, clientSecret);
    }

    /** As a header of basic authentication. */
    String basic() {
        byte[] both = (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "EbayCredentials[" + clientId + "]";
    }
}
