package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.Money;
import dev.souk.model.StorableText;
import dev.souk.model.notification.NotificationSubject;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a notification is about, as JSON. Written and read by Souk alone. Reading is strict in the keys that are known, and
 * passes over others: while instances are renewed one by one, the older read what the newer have written. Thread-safe.
 */
public final class NotificationSubjectJson {

    private static final int MAX_TEXT_LENGTH = 10_000;

    private NotificationSubjectJson() {}

    /**
     * Reads a document.
     *
     * @throws InvalidDocumentException if any part of it that is known cannot be read
     */
    public static NotificationSubject read(String json) {
        ObjectPart document = Json.read(json);
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
                document.find("image").map(NotificationSubjectJson::uri).orElse(null),
                document.find("distanceKm").map(Part::real).orElse(null),
                document.find("language")
                        .map(NotificationSettingsJson::language)
                        .orElse(Locale.ENGLISH));
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
        if (subject.distanceKm() != null) {
            document.put("distanceKm", subject.distanceKm());
        }
        if (!subject.language().equals(Locale.ENGLISH)) {
            document.put("language", subject.language().toLanguageTag());
        }
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
