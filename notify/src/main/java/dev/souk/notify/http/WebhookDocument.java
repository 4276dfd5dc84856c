package dev.souk.notify.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.Money;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationSubject;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as a document for programs: {@code type}, {@code timestamp} and {@code data}, as Standard Webhooks suggests. A
 * digest holds the documents of what it gathers. The same for every attempt; what is not known is left out. Its form is
 * {@code webhook.schema.json} beside this class.
 */
final class WebhookDocument {

    private static final String DIGEST = "digest";

    private WebhookDocument() {}

    static ObjectNode of(Delivery delivery) {
        return delivery.digest()
                .map(digest -> of(delivery.notification(), digest))
                .orElseGet(() -> of(delivery.notification()));
    }

    private static ObjectNode of(Notification notification, Digest digest) {
        ObjectNode document = envelope(DIGEST, notification);
        ObjectNode data = message(document, notification).put("count", Math.max(1, digest.count()));
        ArrayNode alerts = data.putArray("alerts");
        digest.parts()
                .forEach(part -> alerts.addObject()
                        .put("id", part.alertId())
                        .put("name", part.alertName())
                        .put("count", part.count()));
        ArrayNode events = data.putArray("events");
        digest.newest().forEach(gathered -> events.add(of(gathered)));
        return document;
    }

    private static ObjectNode of(Notification notification) {
        NotificationSubject subject = notification.subject();
        ObjectNode document = envelope("listing." + subject.event().code(), notification);
        ObjectNode data = message(document, notification);
        data.putObject("alert").put("id", subject.alertId()).put("name", subject.alertName());
        ObjectNode listing = data.putObject("listing")
                .put("id", subject.listingId())
                .put("title", subject.title())
                .put("url", subject.url().toString());
        putMoney(listing, "price", subject.price());
        putMoney(listing, "previous_price", subject.previousPrice());
        if (subject.location() != null) {
            listing.put("location", subject.location());
        }
        if (subject.distanceKm() != null) {
            listing.put("distance_km", subject.distanceKm());
        }
        if (subject.image() != null) {
            listing.put("image", subject.image().toString());
        }
        return document;
    }

    private static ObjectNode envelope(String type, Notification notification) {
        return Json.object()
                .put("type", type)
                .put("timestamp", notification.createdAt().toString());
    }

    private static ObjectNode message(ObjectNode document, Notification notification) {
        return document.putObject("data")
                .put("notification_id", notification.id())
                .put("user_id", notification.userId())
                .put("language", notification.subject().language().toLanguageTag())
                .put("title", notification.title())
                .put("text", notification.content());
    }

    private static void putMoney(ObjectNode listing, String name, @Nullable Money money) {
        if (money != null) {
            listing.putObject(name).put("amount", money.amount()).put("currency", money.currency());
        }
    }
}
