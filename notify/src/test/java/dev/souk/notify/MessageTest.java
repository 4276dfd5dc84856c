package dev.souk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.notification.NotificationSubject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final Delivery ONE = Samples.delivery(1, Samples.brompton());

    private static Notification notification(long id, long alertId, String title) {
        NotificationSubject subject = new NotificationSubject(
                AlertEvent.MATCH,
                alertId,
                "alert " + alertId,
                id,
                title,
                URI.create("https://market.example/" + id),
                null,
                null,
                null,
                null);
        return new Notification(id, 5, title, "", subject, NotificationStatus.PENDING, Samples.NOW, null, null);
    }

    private static Delivery gathering(Digest digest) {
        return ONE.gathering(digest);
    }

    @Test
    void ofOneNotificationTellsOfItAlone() {
        Message message = Message.of(ONE);

        assertThat(message.isDigest()).isFalse();
        assertThat(message.cards()).containsExactly(Card.of(ONE.notification()));
        assertThat(message.headline()).isEqualTo(message.card().headline());
    }

    @Test
    void ofADigestTellsOfAllThatItShowsByAlertAndOfTheNumberOfTheRest() {
        Digest digest = new Digest(
                45, List.of(notification(3, 1, "Brompton"), notification(2, 2, "Lamp"), notification(1, 1, "Moulton")));

        Message message = Message.of(gathering(digest));

        assertThat(message.isDigest()).isTrue();
        assertThat(message.headline()).isEqualTo(PlainLine.of(ONE.notification().title()));
        assertThat(message.cards()).extracting(Card::headline).containsExactly("Brompton", "Moulton", "Lamp");
        assertThat(message.rest()).isEqualTo(42);
        assertThat(message.sections())
                .extracting(section -> section.heading().orElseThrow())
                .containsExactly("alert 1 (2)", "alert 2 (1)");
    }

    @Test
    void ofADigestOfOneAlertNeedsNoHeading() {
        Digest digest = new Digest(45, List.of(notification(3, 1, "Brompton"), notification(2, 1, "Moulton")));

        assertThat(Message.of(gathering(digest)).sections())
                .singleElement()
                .satisfies(section -> assertThat(section.heading()).isEmpty());
    }

    @Test
    void ofADigestWhoseNotificationsAreGoneTellsOfItsOwn() {
        Message message = Message.of(gathering(new Digest(2, List.of())));

        assertThat(message.cards()).containsExactly(Card.of(ONE.notification()));
    }
}
