package dev.souk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a listing is from the place that its alert asks for. */
class DistanceTest {

    private static final GeoPoint DOWNTOWN = new GeoPoint(29.7604, -95.3698);
    private static final GeoPoint HEIGHTS = new GeoPoint(29.79, -95.39);

    private static Alert near(GeoPoint place) {
        return Alert.of(3, 5, "Bikes", AlertCriteria.builder().near(place, 50).build(), "");
    }

    private static NotificationDraft draft(Alert alert, Listing.Builder listing) {
        return NotificationWriter.english().write("key", AlertEvent.MATCH, alert, Samples.stored(listing), null);
    }

    private static Delivery delivery() {
        return Samples.delivery(42, draft(near(DOWNTOWN), Samples.brompton().point(HEIGHTS)), Samples.ana());
    }

    @Test
    void isThatOfTheMapToTheMetre() {
        NotificationSubject subject =
                draft(near(DOWNTOWN), Samples.brompton().point(HEIGHTS)).subject();

        assertThat(subject.distanceKm()).isEqualTo(Math.round(DOWNTOWN.distanceKm(HEIGHTS) * 1_000) / 1_000.0);
    }

    @Test
    void isNotKnownWhereAPlaceIsMissing() {
        assertThat(draft(near(DOWNTOWN), Samples.brompton()).subject().distanceKm())
                .isNull();
        assertThat(draft(Samples.alert("Bikes"), Samples.brompton().point(HEIGHTS))
                        .subject()
                        .distanceKm())
                .isNull();
    }

    @Test
    void standsInTheTextAndThePageOfAMail() {
        assertThat(delivery().notification().content()).contains("650 EUR, in Houston, TX, 3.8 km away\n");
        assertThat(MailTemplate.standard(Languages.SHIPPED, false).html(delivery(), Optional.empty()))
                .contains("Houston, TX &middot; 3.8 km away");
    }

    @Test
    void standsWithEveryListingOfADigest() {
        Notification one = delivery().notification();
        Digest digest = new Digest(2, List.of(one, one));
        Delivery gathering = delivery().gathering(digest);

        assertThat(NotificationWriter.english().digest(digest).content().split("3.8 km away", -1))
                .hasSize(3);
        assertThat(MailTemplate.standard(Languages.SHIPPED, false)
                        .html(gathering, Optional.empty())
                        .split("3.8 km away", -1))
                .hasSize(3);
        assertThat(Message.of(gathering).cards()).extracting(Card::line).allMatch(line -> line.endsWith("3.8 km away"));
    }

    @Test
    void standsInTheFactsThatEveryChannelTells() {
        Card card = Message.of(delivery()).card();

        assertThat(card.place()).contains("Houston, TX, 3.8 km away");
        assertThat(card.facts()).isEqualTo("650 EUR, Houston, TX, 3.8 km away");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "0.04, 0.0", "0.96, 1.0", "9.94, 9.9", "10.4, 10", "12000, '12,000'"})
    void isToldInTenthsWhereItIsNear(double km, String words) {
        assertThat(new Numbers(Phrases.english()).distance(km)).contains(words + " km away");
    }
}
