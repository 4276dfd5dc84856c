package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.souk.core.SoukDatabase;
import dev.souk.core.notification.UnsubscribeTokens;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.EmailNotifier;
import dev.souk.notify.SmtpSecurity;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.schema.SchemaMigrator;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testdb.PostgresExtension;
import dev.souk.testkit.market.LocalMarket;
import dev.souk.testkit.market.MarketItem;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the README, compiled and run. */
@ExtendWith(PostgresExtension.class)
class ReadmeTest {

    private static final GreenMail MAIL = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @BeforeAll
    static void startMailServer() {
        MAIL.start();
    }

    @AfterAll
    static void stopMailServer() {
        MAIL.stop();
    }

    @Test
    void theTenLinesFindABromptonAndSendAMailThatCanBeStopped(DataSource dataSource) throws MessagingException {
        byte[] secret = new byte[UnsubscribeTokens.MIN_SECRET_LENGTH];
        int smtpPort = MAIL.getSmtp().getPort();
        try (LocalMarket market = LocalMarket.start();
                HttpFetcher fetcher = HttpFetcher.builder("mailto:tests@example.org")
                        .allowLoopback()
                        .build()) {
            market.put(MarketItem.of("1", "Brompton M6L", Money.of(650, "USD")));
            market.put(MarketItem.of("2", "Brompton, broken", Money.of(150, "USD")));
            ListingSource source = FacebookMarketplaceSource.builder()
                    .baseUri(market.baseUri())
                    .build();

            tenLines(dataSource, fetcher, source, smtpPort, "https://souk.example/stop", secret);
        }

        assertThat(MAIL.getReceivedMessages()).hasSize(1);
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).contains("Brompton M6L");
        assertThat(mail.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        String link = mail.getHeader("List-Unsubscribe", null).replaceAll("\\s", "");
        assertThat(new UnsubscribeTokens(database.alerts(), List.of(secret))
                        .unsubscribe(link.replaceAll("^<https://souk.example/stop\\?token=|>$", "")))
                .isTrue();
        assertThat(database.alerts().byId(1).orElseThrow().settings().channels())
                .isEmpty();
    }

    private static void tenLines(
            DataSource dataSource,
            Fetcher fetcher,
            ListingSource source,
            int smtpPort,
            String stopPage,
            byte[] secret) {
        SchemaMigrator.over(dataSource).migrate();
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext()); // or encryptedWith(keys)

        User ada = database.users().create(UserDraft.of("ada", "ada@example.org"));
        AlertCriteria folding = AlertCriteria.builder()
                .allOf("brompton")
                .maxPrice(Money.of(700, "USD"))
                .build();
        database.alerts()
                .create(AlertDraft.of(ada.id(), "Folding bikes", folding).withQuery("-broken"));

        UnsubscribeTokens stops =
                new UnsubscribeTokens(database.alerts(), List.of(secret)); // a POST to stopPage calls unsubscribe
        try (SoukPipeline souk = SoukPipeline.builder(database)
                .fetcher(fetcher)
                .watch(source, SearchRequest.of("brompton"))
                .notifier(EmailNotifier.builder("localhost", smtpPort, "souk@example.org")
                        .security(SmtpSecurity.NONE)
                        .unsubscribe(
                                delivery -> Optional.of(URI.create(stopPage + "?token=" + stops.tokenFor(delivery))))
                        .build())
                .build()) {
            souk.runOnce(); // or start(), to watch until close()
        }
    }

    static ListingSource realSite() {
        Fetcher fetcher = HttpFetcher.builder("mailto:ops@example.org").build();
        ListingSource source =
                FacebookMarketplaceSource.builder().permissionGranted().build();
        assertThat(fetcher).isNotNull();
        return source;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theReadmeShowsTheCodeThatIsRunHere(int block) throws IOException {
        Path root = Path.of("..");
        String readme = Files.readString(root.resolve("README.md"));
        String here = Files.readString(root.resolve("examples/src/test/java/dev/souk/examples/ReadmeTest.java"));
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
        for (int i = 0; i <= block; i++) {
            assertThat(blocks.find()).isTrue();
        }

        assertThat(withoutSpace(here)).contains(withoutSpace(blocks.group(1)));
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
