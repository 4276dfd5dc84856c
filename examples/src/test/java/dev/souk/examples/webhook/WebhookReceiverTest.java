package dev.souk.examples.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.notification.Recipient;
import dev.souk.notify.AddressBook;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.notify.http.HttpSender;
import dev.souk.notify.http.WebhookEndpoint;
import dev.souk.notify.http.WebhookNotifier;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final List<String> taken = new CopyOnWriteArrayList<>();

    private static Delivery delivery() {
        NotificationSubject subject = new NotificationSubject(
                AlertEvent.MATCH,
                3,
                "Folding bikes",
                7,
                "Brompton",
                URI.create("https://example.org/7"),
                null,
                null,
                null,
                null);
        Notification notification = new Notification(
                11, 5, "Brompton", "It is there.", subject, NotificationStatus.PENDING, NOW, null, null);
        return new Delivery(
                42, "webhook", notification, new Recipient(5, "ana@example.org", null), 1, new UUID(1, 1), NOW);
    }

    private static Notifier signedBy(URI url, String secret, Clock clock) {
        HttpSender sender = HttpSender.builder()
                .allowAddresses("127.0.0.1")
                .allowPlainHttp()
                .clock(clock)
                .build();
        return WebhookNotifier.builder(AddressBook.fixed(List.of(WebhookEndpoint.of(url.toString(), secret))))
                .over(sender)
                .build();
    }

    @Test
    void takesWhatIsSignedOnceAndNothingElse() throws IOException {
        try (WebhookReceiver receiver = new WebhookReceiver(0, SECRET, CLOCK, taken::add)) {
            Clock late = Clock.offset(CLOCK, Duration.ofMinutes(6).negated());

            assertThat(signedBy(receiver.url(), OTHER, CLOCK).send(delivery()))
                    .isEqualTo(DeliveryResult.tryAgain("the webhook answered 401"));
            assertThat(signedBy(receiver.url(), SECRET, late).send(delivery()))
                    .isEqualTo(DeliveryResult.tryAgain("the webhook answered 401"));
            assertThat(taken).isEmpty();

            assertThat(signedBy(receiver.url(), SECRET, CLOCK).send(delivery())).isEqualTo(DeliveryResult.delivered());
            assertThat(signedBy(receiver.url(), SECRET, CLOCK).send(delivery())).isEqualTo(DeliveryResult.delivered());
            assertThat(taken).hasSize(1).first().asString().contains("\"type\":\"listing.match\"");
        }
    }
}
