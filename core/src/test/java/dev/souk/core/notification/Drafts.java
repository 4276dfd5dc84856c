package dev.souk.core.notification;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import java.net.URI;
import java.util.Set;

/** Notifications for tests, of the first alert unless another is named. */
final class Drafts {

    private Drafts() {}

    static NotificationDraft draft(long userId, String eventKey, String... channels) {
        return about(userId, eventKey, 1, 1, channels);
    }

    static NotificationDraft about(long userId, String eventKey, long alertId, long listingId, String... channels) {
        NotificationSubject subject = new NotificationSubject(
                AlertEvent.MATCH,
                alertId,
                "bikes",
                listingId,
                "Brompton",
                URI.create("https://example.org/1"),
                Money.of(650, "EUR"),
                null,
                "Berlin",
                null);
        return new NotificationDraft(userId, eventKey, "New: " + eventKey, "It is there.", subject, Set.of(channels));
    }
}
