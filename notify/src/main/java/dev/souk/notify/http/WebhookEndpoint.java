package dev.souk.notify.http;

import java.net.URI;
import java.util.List;

/**
 * Where a user takes webhooks. {@link #toString} leaves out all but the server: paths hold tokens.
 *
 * @param url an https address, without user and fragment; at most 2,000 characters
 * @param secrets what to sign with, 1 to 5; more than one while the receiver changes from one to the next
 */
public record WebhookEndpoint(URI url, List<WebhookSecret> secrets) {

    private static final int MAX_URL_LENGTH = 2_000;
    private static final int MAX_SECRETS = 5;

    /** Checks what can be checked without a network; whether it can be posted to, {@link HttpSender#objectionTo} says. */
    public WebhookEndpoint {
        if (!WebAddress.isPlain(url) || url.toString().length() > MAX_URL_LENGTH) {
            throw new IllegalArgumentException("not an address for webhooks, at " + WebAddress.origin(url));
        }
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
            throw new IllegalArgumentException("an endpoint must have 1 to 5 secrets: " + secrets.size());
        }
    }

    /** With one secret, {@code whsec_} and Base64. */
    public static WebhookEndpoint of(String url, String secret) {
        return new WebhookEndpoint(WebAddress.parse(url), List.of(WebhookSecret.parse(secret)));
    }

    @Override
    public String toString() {
        return "WebhookEndpoint[" + WebAddress.origin(url) + "]";
    }
}
