package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.notification.DeliveryFilter;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.notification.Delivery;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.testkit.SampleDeliveries;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The channel of docs/notifications.md, by itself as in docs/testing.md and by a pipeline that fetches nothing. */
@ExtendWith(SoukPostgres.class)
class SmsNotifierTest {

    private static final Listing BROMPTON = listing("1", "Brompton M6L");
    private static final Listing DAHON = listing("2", "Dahon Vybe");

    private final List<String> sent = new ArrayList<>();

    @Test
    void textsTheTitle() {
        Delivery cheaper = SampleDeliveries.of(AlertEvent.PRICE_DROP, BROMPTON);
        SmsNotifier sms = new SmsNotifier(Map.of(cheaper.recipient().userId(), "+1555"), (number, text, id) -> {
            sent.add(number + ": " + text);
            return 200;
        });

        assertThat(sms.send(cheaper)).isEqualTo(DeliveryResult.delivered());
        assertThat(sent).containsExactly("+1555: Now 640 USD instead of 800 USD: Brompton M6L");
    }

    @Test
    void textsTheTitleOfADigest() {
        Delivery digest = SampleDeliveries.digest(
                SampleDeliveries.of(AlertEvent.PRICE_DROP, BROMPTON), SampleDeliveries.of(AlertEvent.MATCH, DAHON));
        SmsNotifier sms = new SmsNotifier(Map.of(digest.recipient().userId(), "+1555"), (number, text, id) -> {
            sent.add(text);
            return 200;
        });

        assertThat(sms.send(digest)).isEqualTo(DeliveryResult.delivered());
        assertThat(sent).containsExactly(digest.notification().title());
    }

    @Test
    void leavesABusyGatewayAlone() {
        Delivery match = SampleDeliveries.of(AlertEvent.MATCH, BROMPTON);
        SmsNotifier sms = new SmsNotifier(Map.of(match.recipient().userId(), "+1555"), (number, text, id) -> 429);

        assertThat(sms.send(match)).isEqualTo(DeliveryResult.resting("the gateway is busy", null));
    }

    @Test
    void textsTheUserAboutAMatch(DataSource dataSource) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        long ada = userWithAlert(database);

        matchAndSend(database, new SmsNotifier(Map.of(ada, "+1555"), (number, text, id) -> {
            sent.add(number + ": " + text);
            return 200;
        }));

        assertThat(sent).containsExactly("+1555: Brompton M6L, 640 USD: matches 'Folding bikes'");
    }

    @Test
    void givesUpAtOnceWhereTheUserHasNoNumber(DataSource dataSource) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        userWithAlert(database);

        matchAndSend(database, new SmsNotifier(Map.of(), (number, text, id) -> 200));

        assertThat(database.deliveryLog()
                        .slice(DeliveryFilter.ALL, 10)
                        .items()
                        .get(0)
                        .problem())
                .hasValueSatisfying(reason -> assertThat(reason).contains("no telephone number"));
    }

    private static Listing listing(String id, String title) {
        return Listing.builder(
                        new ListingKey(new SourceId("example"), id), title, URI.create("https://example.org/" + id))
                .price(Money.of(640, "USD"))
                .build();
    }

    private static long userWithAlert(SoukDatabase database) {
        long ada =
                database.users().create(UserDraft.of("ada", "ada@example.org")).id();
        database.alerts()
                .create(AlertDraft.of(
                                ada,
                                "Folding bikes",
                                AlertCriteria.builder().allOf("brompton").build())
                        .withSettings(NotificationSettings.DEFAULT.withChannels("sms")));
        return ada;
    }

    private static void matchAndSend(SoukDatabase database, Notifier notifier) {
        database.listings().upsertAll(List.of(BROMPTON));
        try (SoukPipeline souk =
                SoukPipeline.builder(database).notifier(notifier).build()) {
            souk.runOnce();
        }
    }
}
