package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.notification.DeliveryFilter;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.Notifier;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The channel of docs/notifications.md, sent by a pipeline that fetches nothing. */
@ExtendWith(SoukPostgres.class)
class SmsNotifierTest {

    private final List<String> sent = new ArrayList<>();

    @Test
    void textsTheUserAboutAMatch(DataSource dataSource) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        long ada = userWithAlert(database);

        matchAndSend(database, new SmsNotifier(Map.of(ada, "+1555"), (number, text, id) -> {
            sent.add(number + ": " + text);
            return 200;
        }));

        assertThat(sent).containsExactly("+1555: Brompton M6L, 650 USD: matches 'Folding bikes'");
    }

    @Test
    void givesUpAtOnceWhereTheUserHasNoNumber(DataSource dataSource) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        userWithAlert(database);

        matchAndSend(database, new SmsNotifier(Map.of(), (number, text, id) -> 200));

        assertThat(database.deliveryLog()
                        .slice(DeliveryFilter.ALL, null, 10)
                        .items()
                        .get(0)
                        .problem())
                .hasValueSatisfying(reason -> assertThat(reason).contains("no telephone number"));
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
        database.listings()
                .upsertAll(List.of(Listing.builder(
                                new ListingKey(new SourceId("example"), "1"),
                                "Brompton M6L",
                                URI.create("https://example.org/1"))
                        .price(Money.of(650, "USD"))
                        .build()));
        try (SoukPipeline souk =
                SoukPipeline.builder(database).notifier(notifier).build()) {
            souk.runOnce();
        }
    }
}
