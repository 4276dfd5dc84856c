package dev.souk.notify.http;

import dev.souk.model.notification.Delivery;
import dev.souk.notify.AddressBook;
import dev.souk.notify.ChannelAbilities;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Languages;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Posts a JSON document to a user's own server, under the channel {@code webhook}, signed as Standard Webhooks says, so
 * that every library for it can check it:
 *
 * <pre>{@code
 * Notifier webhooks = WebhookNotifier.builder(endpoints).build();
 * }</pre>
 *
 * <p>{@code webhook-id} is the same in every attempt, {@code webhook-timestamp} the time of this one, and
 * {@code webhook-signature} has one signature for each secret. Any answer of 200 to 299 counts as taken; 410 as
 * {@link DeliveryResult.Undeliverable#addressGone() gone for good}; everything else, a redirect too, is tried again, and
 * {@code Retry-After} is obeyed. Thread-safe.
 */
public final class WebhookNotifier extends HttpNotifier<WebhookEndpoint> {

    /** The name of this channel. */
    public static final String CHANNEL = "webhook";

    private static final int GONE = 410;

    private final HttpSender sender;

    private WebhookNotifier(AddressBook<WebhookEndpoint> endpoints, HttpSender sender) {
        super(CHANNEL, endpoints, sender, Languages.SHIPPED);
        this.sender = sender;
    }

    /** Starts with where the users' endpoints are found. */
    public static Builder builder(AddressBook<WebhookEndpoint> endpoints) {
        return new Builder(endpoints);
    }

    @Override
    public ChannelAbilities abilities() {
        return new ChannelAbilities(Integer.MAX_VALUE, true, true, true, true);
    }

    /** The server of the user's endpoint. */
    @Override
    public String endpoint(Delivery delivery) {
        return originOf(delivery, WebhookEndpoint::url);
    }

    @Override
    String nameOf(WebhookEndpoint endpoint) {
        return endpoint.url().toString();
    }

    @Override
    Verdict deliver(WebhookEndpoint endpoint, Delivery delivery, Batch batch) {
        byte[] body = Json.bytes(WebhookDocument.of(delivery));
        String id = idOf(delivery);
        Instant now = sender.clock().instant();
        String signatures = endpoint.secrets().stream()
                .map(secret -> secret.sign(id, now, body))
                .collect(Collectors.joining(" "));
        return judged(batch.post(HttpPost.json(endpoint.url(), body)
                .with(Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(now.getEpochSecond()),
                        "webhook-signature", signatures))));
    }

    private static Verdict judged(HttpAnswer answer) {
        if (!(answer instanceof HttpAnswer.Response response)) {
            return Verdict.unreachable(((HttpAnswer.Failed) answer).reason());
        }
        if (response.isSuccess()) {
            return Verdict.of(DeliveryResult.delivered());
        }
        // What the server says is left out: it may repeat what it was sent.
        String reason = "the webhook answered " + response.status();
        return response.status() == GONE ? Verdict.of(DeliveryResult.gone(reason)) : Verdict.tryAgain(reason, response);
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder extends HttpBuilder<Builder> {

        private final AddressBook<WebhookEndpoint> endpoints;

        private Builder(AddressBook<WebhookEndpoint> endpoints) {
            this.endpoints = endpoints;
        }

        /** The notifier. Nothing is connected yet. */
        public WebhookNotifier build() {
            return new WebhookNotifier(endpoints, sender());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
