package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testkit.RecordingNotifier;
import dev.souk.testkit.SoukPostgres;
import dev.souk.testkit.market.LocalMarket;
import dev.souk.testkit.market.MarketItem;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test of docs/testing.md. */
@ExtendWith(SoukPostgres.class)
class OurAlertsTest {

    @Test
    void tellsTheBuyerOnceAndOnceMoreWhenItGetsCheaper(DataSource dataSource) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        User ada = database.users().create(UserDraft.of("ada", "ada@example.org"));
        AlertCriteria brompton = AlertCriteria.builder().allOf("brompton").build();
        database.alerts().create(AlertDraft.of(ada.id(), "Folding bikes", brompton));
        RecordingNotifier email = new RecordingNotifier("email");

        try (LocalMarket market = LocalMarket.start();
                HttpFetcher fetcher = HttpFetcher.builder("mailto:tests@example.org")
                        .allowLoopback()
                        .pace(Duration.ofMillis(20))
                        .build();
                SoukPipeline souk = SoukPipeline.builder(database)
                        .fetcher(fetcher)
                        .watch(market.source(), SearchRequest.of("brompton"))
                        .notifier(email)
                        .build()) {
            market.put(MarketItem.of("1", "Brompton M6L", Money.of(650, "USD")));
            souk.runOnce();
            souk.runOnce();
            market.reprice("1", 550);
            souk.runOnce();
        }

        assertThat(email.titles())
                .containsExactly(
                        "Brompton M6L, 650 USD in Houston, TX: matches 'Folding bikes'",
                        "Now 550 USD instead of 650 USD: Brompton M6L");
    }
}
