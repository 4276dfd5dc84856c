package dev.souk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.text.TextQuery;
import dev.souk.notify.Languages;
import dev.souk.notify.MailTemplate;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleDeliveriesTest {

    private static final Listing BROMPTON = listing("1", "Brompton M6L");
    private static final Listing DAHON = listing("2", "Dahon Vybe");

    @ParameterizedTest
    @EnumSource
    void everyEventIsToldOfAListing(AlertEvent event) {
        Delivery delivery = SampleDeliveries.of(event, BROMPTON);

        assertThat(delivery.notification().subject().event()).isEqualTo(event);
        assertThat(delivery.notification().title()).contains("Brompton M6L");
        assertThat(delivery.digest()).isEmpty();
        assertThat(SampleDeliveries.of(event, BROMPTON)).isEqualTo(delivery);
        assertThat(MailTemplate.standard(Languages.SHIPPED, false).html(delivery, Optional.empty()))
                .contains("Brompton M6L");
    }

    @Test
    void aPriceDropTellsWhatItCostBefore() {
        assertThat(SampleDeliveries.of(AlertEvent.PRICE_DROP, BROMPTON)
                        .notification()
                        .title())
                .isEqualTo("Now 640 USD instead of 800 USD: Brompton M6L");
    }

    @Test
    void goesByTheAlertsLanguageUserAndChannel() {
        Alert alert = new Alert(
                3,
                7,
                "Falträder",
                AlertCriteria.ANYTHING,
                TextQuery.ANYTHING,
                true,
                NotificationSettings.DEFAULT.withChannels("sms").withLanguage(Locale.GERMAN));

        Delivery delivery = SampleDeliveries.of(AlertEvent.SOLD, BROMPTON, alert);

        assertThat(delivery.channel()).isEqualTo("sms");
        assertThat(delivery.recipient().userId()).isEqualTo(7);
        assertThat(delivery.notification().subject().language()).isEqualTo(Locale.GERMAN);
        assertThat(delivery.notification().title()).contains("erkauft");
    }

    @Test
    void aDigestGathersByAlertTheNewestFirst() {
        Alert others = Alert.of(2, 1, "Other bikes", AlertCriteria.ANYTHING, "");
        Delivery newest = SampleDeliveries.of(AlertEvent.MATCH, BROMPTON);
        Delivery older = SampleDeliveries.of(AlertEvent.SOLD, DAHON, others);

        Delivery delivery = SampleDeliveries.digest(newest, older);

        Digest digest = delivery.digest().orElseThrow();
        assertThat(digest.count()).isEqualTo(2);
        assertThat(digest.alerts()).isEqualTo(2);
        assertThat(digest.newest())
                .extracting(Notification::id)
                .containsExactly(
                        newest.notification().id(), older.notification().id());
        assertThat(delivery.recipient()).isEqualTo(newest.recipient());
        assertThat(MailTemplate.standard(Languages.SHIPPED, false).html(delivery, Optional.empty()))
                .contains("Brompton M6L", "Dahon Vybe");
        assertThatIllegalArgumentException().isThrownBy(SampleDeliveries::digest);
    }

    @Test
    void everyEventOfEveryListingHasItsOwnNumber() {
        Set<Long> numbers = new HashSet<>();
        for (AlertEvent event : AlertEvent.values()) {
            numbers.add(SampleDeliveries.of(event, BROMPTON).id());
            numbers.add(SampleDeliveries.of(event, DAHON).id());
        }

        assertThat(numbers).hasSize(2 * AlertEvent.values().length).allMatch(number -> number > 0);
    }

    private static Listing listing(String id, String title) {
        return Listing.builder(
                        new ListingKey(new SourceId("example"), id), title, URI.create("https://example.org/" + id))
                .price(Money.of(640, "USD"))
                .build();
    }
}
