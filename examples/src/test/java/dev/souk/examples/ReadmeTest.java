package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.AlertFilter;
import dev.souk.core.notification.DeliveryFilter;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.ConsoleNotifier;
import dev.souk.pipeline.RunReport;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.schema.SchemaMigrator;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.marketplace.EbayCredentials;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testdb.PostgresExtension;
import dev.souk.testkit.market.LocalMarket;
import dev.souk.testkit.market.MarketItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The code of the README, compiled and run. */
@ExtendWith(PostgresExtension.class)
class ReadmeTest {

    private static final Path SOURCES = Path.of("../examples/src");

    @Test
    void theFirstLinesFindABromptonAndSendAMessage(DataSource dataSource) {
        try (LocalMarket market = LocalMarket.start();
                HttpFetcher fetcher = HttpFetcher.builder("mailto:tests@example.org")
                        .allowLoopback()
                        .build()) {
            market.put(MarketItem.of("1", "Brompton M6L", Money.of(650, "USD")));
            market.put(MarketItem.of("2", "Brompton, broken", Money.of(150, "USD")));

            firstLines(dataSource, fetcher, market.source());
        }

        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        assertThat(database.notifications().ofUser(1, 0, 10).items())
                .singleElement()
                .matches(told -> told.title().startsWith("Brompton M6L"));
        assertThat(database.deliveryLog().counts(DeliveryFilter.ALL)).containsEntry(NotificationStatus.SENT, 1L);
    }

    private static void firstLines(DataSource dataSource, Fetcher fetcher, ListingSource source) {
        SchemaMigrator.over(dataSource).migrate();
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext()); // or encryptedWith(keys)

        User ada = database.users().create(UserDraft.of("ada", "ada@example.org"));
        AlertCriteria folding = AlertCriteria.builder()
                .allOf("brompton")
                .maxPrice(Money.of(700, "USD"))
                .build();
        database.alerts()
                .create(AlertDraft.of(ada.id(), "Folding bikes", folding)
                        .withQuery("-broken")
                        .withSettings(NotificationSettings.DEFAULT.withChannels("console"))); // default: by e-mail

        try (SoukPipeline souk = SoukPipeline.builder(database)
                .fetcher(fetcher)
                .watch(source, SearchRequest.of("brompton"))
                .notifier(new ConsoleNotifier(System.out))
                .build()) {
            RunReport report = souk.runOnce(); // one round: fetch, store, match, send
            report.ingest()
                    .watches()
                    .forEach(visit -> System.out.println("pages that gave nothing: " + visit.troubles()));
        }
    }

    @Test
    void theProgramThatKeepsWatchingStartsTwiceOnOneDatabase(DataSource dataSource) {
        KeepsWatching.database(dataSource);

        assertThat(KeepsWatching.database(dataSource).alerts().count(AlertFilter.ALL))
                .isEqualTo(1);
    }

    static ListingSource realSite(String id, String secret) {
        HttpFetcher http = HttpFetcher.builder("mailto:ops@example.org").build(); // yours to close
        Fetcher fetcher = Marketplaces.ebayFetcher(http, Clock.systemUTC(), EbayCredentials.of(id, secret));
        ListingSource source = Marketplaces.ebayApi("EBAY_US");
        assertThat(fetcher).isNotNull();
        return source;
    }

    @Test
    void theReadmeShowsTheCodeThatIsCompiledHere() throws IOException {
        String here = withoutSpace(Files.readString(SOURCES.resolve("test/java/dev/souk/examples/ReadmeTest.java"))
                + Files.readString(SOURCES.resolve("main/java/dev/souk/examples/KeepsWatching.java")));

        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map((MatchResult block) -> withoutSpace(block.group(1)))
                .toList();

        assertThat(blocks).hasSize(3).allSatisfy(block -> assertThat(here).contains(block));
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
