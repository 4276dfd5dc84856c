package dev.souk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.notification.Recipient;
import dev.souk.notify.DeliveryResult;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordingNotifierTest {

    private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

    @Test
    void failsAsOftenAsToldAndThenDelivers() {
        DeliveryResult down = DeliveryResult.tryAgain("down");
        RecordingNotifier notifier = new RecordingNotifier("email").failNext(down, 2);

        List<DeliveryResult> results = notifier.sendAll(List.of(delivery(1), delivery(2), delivery(3)));

        assertThat(results).containsExactly(down, down, DeliveryResult.delivered());
        assertThat(notifier.attempts()).containsExactly(delivery(1), delivery(2), delivery(3));
        assertThat(notifier.delivered()).containsExactly(delivery(3));
        assertThat(notifier.titles()).containsExactly("title 3");
    }

    @Test
    void forgetsWhatItIsToForget() {
        RecordingNotifier notifier = new RecordingNotifier("email").failNext(DeliveryResult.undeliverable("no"), 1);
        notifier.send(delivery(1));
        notifier.failNext(DeliveryResult.undeliverable("no"), 1);

        notifier.clear();

        assertThat(notifier.attempts()).isEmpty();
        assertThat(notifier.send(delivery(2))).isEqualTo(DeliveryResult.delivered());
    }

    private static Delivery delivery(long id) {
        NotificationSubject subject = new NotificationSubject(
                AlertEvent.MATCH, 1, "alert", 1, "title", URI.create("https://example.org/"), null, null, null, null);
        Notification notification =
                new Notification(id, 1, "title " + id, "", subject, NotificationStatus.PENDING, NOW, null, null);
        return new Delivery(
                id, "email", notification, new Recipient(1, "a@example.org", null), 1, new UUID(0, id), NOW);
    }
}
