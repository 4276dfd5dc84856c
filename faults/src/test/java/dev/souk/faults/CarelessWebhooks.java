package dev.souk.faults;

import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.notify.http.WebhookNotifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Webhooks as they are easily written: they follow where they are sent, and come again to who is gone. */
record CarelessWebhooks(HookAddresses addresses) implements Notifier {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    private static final String BODY = """
            {"type": "listing.match", "data": {"alert": {"name": "%s"}, "listing": {"title": "%s"}}}""";

    @Override
    public String channel() {
        return WebhookNotifier.CHANNEL;
    }

    /** No two fail as one. */
    @Override
    public String endpoint(Delivery delivery) {
        return "delivery " + delivery.id();
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        URI url = addresses.find(delivery.recipient()).get(0).url();
        String body = BODY.formatted(
                delivery.notification().subject().alertName(),
                delivery.notification().subject().title());
        HttpRequest post = HttpRequest.newBuilder(url)
                .header("webhook-id", Long.toString(delivery.id()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    CLIENT.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? DeliveryResult.delivered() : DeliveryResult.tryAgain("answered " + status);
        } catch (IOException e) {
            return DeliveryResult.tryAgain("no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DeliveryResult.tryAgain("interrupted");
        }
    }
}
