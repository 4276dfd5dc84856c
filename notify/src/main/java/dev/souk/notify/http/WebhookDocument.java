package dev.souk.notify.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.Money;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationSubject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A notification as a document for programs: {@code type}, {@code timestamp} and {@code data}, as Standard Webhooks
 * suggests. The same for every attempt. What is not known is left out.
 */
final class WebhookDocument {

    private WebhookDocument() {}

    static ObjectNode of(Notification notification) {
        NotificationSubject subject = notification.subject();
        ObjectNode document = Json.object()
                .put("type", "listing." + subject.event().code())
                .put("timestamp", notification.createdAt().toString());
        ObjectNode data = document.putObject("data")
                .put("notification_id", notification.id())
                .put("user_id", notification.userId())
                .put("title", notification.title())
                .put("text", notification.content());
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
        if (subject.image() != null) {
            listing.put("image", Objects.toString(subject.image()));
        }
        return document;
    }

    private static void putMoney(ObjectNode listing, String name, @Nullable Money money) {
        if (money != null) {
            listing.putObject(name).put("amount", money.amount()).put("currency", money.currency());
        }
    }
}
