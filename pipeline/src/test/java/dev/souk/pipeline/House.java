package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testkit.RecordingNotifier;
import dev.souk.testkit.market.LocalMarket;
import dev.souk.testkit.market.MarketItem;
import java.time.Duration;
import javax.sql.DataSource;

/** All that a test of the whole watch needs: a market, a database with one user, and a notifier that remembers. */
final class House implements AutoCloseable {

    final LocalMarket market = LocalMarket.start();
    final HttpFetcher fetcher = HttpFetcher.builder("mailto:tests@example.org")
            .allowLoopback()
            .pace(Duration.ZERO)
            .build();
    final RecordingNotifier email = new RecordingNotifier("email");
    final SoukDatabase database;
    final User ada;

    House(DataSource dataSource) {
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        ada = database.users().create(UserDraft.of("ada", "ada@example.org"));
    }

    ListingSource source() {
        return FacebookMarketplaceSource.builder().baseUri(market.baseUri()).build();
    }

    static SearchRequest search(String text) {
        return SearchRequest.builder().location("houston").text(text).build();
    }

    PipelineBuilder pipeline() {
        return SoukPipeline.builder(database).fetcher(fetcher).notifier(email).seed(1);
    }

    /** Watches the market for Bromptons. */
    SoukPipeline watching() {
        return pipeline().watch(source(), search("brompton")).build();
    }

    Alert alert(AlertCriteria criteria, AlertEvent... events) {
        NotificationSettings settings =
                events.length == 0 ? NotificationSettings.DEFAULT : NotificationSettings.DEFAULT.withEvents(events);
        return database.alerts()
                .create(AlertDraft.of(ada.id(), "Folding bikes", criteria).withSettings(settings));
    }

    static AlertCriteria bromptons() {
        return AlertCriteria.builder().allOf("brompton").build();
    }

    static MarketItem brompton(String id, long dollars) {
        return MarketItem.of(id, "Brompton M6L", Money.of(dollars, "USD"));
    }

    @Override
    public void close() {
        fetcher.close();
        market.close();
    }
}
