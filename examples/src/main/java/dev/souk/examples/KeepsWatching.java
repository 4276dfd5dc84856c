package dev.souk.examples;

import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.ConsoleNotifier;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.schema.SchemaMigrator;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.marketplace.EbayCredentials;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/**
 * A whole program that watches eBay by its API until it is told to end. Wants a PostgreSQL, the keys of an application at
 * eBay, and an address at which a site can complain:
 *
 * <pre>
 * DATABASE_URL=jdbc:postgresql://localhost/app EBAY_ID=... EBAY_SECRET=... CONTACT=mailto:ops@example.org \
 *     mvn -q -Pquickstart -Dexample=dev.souk.examples.KeepsWatching
 * </pre>
 */
public final class KeepsWatching {

    private KeepsWatching() {}

    /** Runs it, until the process is told to end. */
    public static void main(String[] args) throws InterruptedException {
        Map<String, String> settings = System.getenv();
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(setting(settings, "DATABASE_URL"));
        dataSource.setMaximumPoolSize(5);

        HttpFetcher http = HttpFetcher.builder(setting(settings, "CONTACT")).build();
        Fetcher fetcher = Marketplaces.ebayFetcher(
                http,
                Clock.systemUTC(),
                EbayCredentials.of(setting(settings, "EBAY_ID"), setting(settings, "EBAY_SECRET")));
        watch(database(dataSource), fetcher, Marketplaces.ebayApi("EBAY_US"));
    }

    private static String setting(Map<String, String> settings, String name) {
        return Objects.requireNonNull(settings.get(name), () -> "set " + name);
    }

    /** The tables, and on the first start a user with an alert. */
    static SoukDatabase database(DataSource dataSource) {
        SchemaMigrator.over(dataSource).migrate();
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        if (database.users().byUsername("ada").isEmpty()) {
            User ada = database.users().create(UserDraft.of("ada", "ada@example.org"));
            AlertCriteria folding = AlertCriteria.builder()
                    .allOf("brompton")
                    .maxPrice(Money.of(700, "USD"))
                    .build();
            database.alerts()
                    .create(AlertDraft.of(ada.id(), "Folding bikes", folding)
                            .withSettings(NotificationSettings.DEFAULT.withChannels("console")));
        }
        return database;
    }

    private static void watch(SoukDatabase database, Fetcher fetcher, ListingSource source)
            throws InterruptedException {
        SoukPipeline souk = SoukPipeline.builder(database)
                .fetcher(fetcher)
                .watch(source, SearchRequest.of("brompton")) // every 15 minutes, see ingestEvery
                .notifier(new ConsoleNotifier(System.out))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> souk.close(Duration.ofSeconds(20))));

        souk.start(); // returns at once
        new CountDownLatch(1).await(); // a plain main has to stay: Souk's threads are daemons
    }
}
