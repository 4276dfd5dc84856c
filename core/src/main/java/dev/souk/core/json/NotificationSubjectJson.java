package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.Money;
import dev.souk.model.StorableText;
import dev.souk.model.notification.NotificationSubject;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a notification is about, as JSON. Written and read by Souk alone; reading is strict. Thread-safe. */
public final class NotificationSubjectJson {

    private static final int MAX_TEXT_LENGTH = 10_000;

    private static final Set<String> KEYS = Set.of(
            "event",
            "alertId",
            "alertName",
            "listingId",
            "title",
            "url",
            "price",
            "previousPrice",
            "location",
            "image");

    private NotificationSubjectJson() {}

    /**
     * Reads a document.
     *
     * @throws InvalidDocumentException if any part of it cannot be read
     */
    public static NotificationSubject read(String json) {
        ObjectPart document = Json.read(json).onlyKeys(KEYS);
        return new NotificationSubject(
                NotificationSettingsJson.event(document.require("event")),
                document.require("alertId").whole(),
                document.require("alertName").string(MAX_TEXT_LENGTH),
                document.require("listingId").whole(),
                document.require("title").string(MAX_TEXT_LENGTH),
                uri(document.require("url")),
                document.find("price").map(MoneyJson::read).orElse(null),
                document.find("previousPrice").map(MoneyJson::read).orElse(null),
                document.find("location")
                        .map(part -> part.string(MAX_TEXT_LENGTH))
                        .orElse(null),
                document.find("image").map(NotificationSubjectJson::uri).orElse(null));
    }

    private static URI uri(Part part) {
        String text = part.string(MAX_TEXT_LENGTH);
        return part.make(() -> URI.create(text));
    }

    /**
     * Writes a document.
     *
     * @throws IllegalArgumentException if a text holds NUL or a lone surrogate, or is longer than 10,000 characters
     */
    public static String write(NotificationSubject subject) {
        ObjectNode document = Json.newObject()
                .put("event", subject.event().code())
                .put("alertId", subject.alertId())
                .put("listingId", subject.listingId());
        put(document, "alertName", subject.alertName());
        put(document, "title", subject.title());
        put(document, "url", subject.url().toString());
        put(document, "price", subject.price());
        put(document, "previousPrice", subject.previousPrice());
        put(document, "location", subject.location());
        put(document, "image", subject.image() == null ? null : subject.image().toString());
        return Json.write(document);
    }

    private static void put(ObjectNode document, String key, @Nullable String text) {
        if (text != null) {
            document.put(key, StorableText.require(key, text, MAX_TEXT_LENGTH));
        }
    }

    private static void put(ObjectNode document, String key, @Nullable Money money) {
        if (money != null) {
            MoneyJson.write(document, key, money);
        }
    }
}
