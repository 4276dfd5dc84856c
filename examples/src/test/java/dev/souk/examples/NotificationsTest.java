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
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.AddressBook;
import dev.souk.notify.EmailNotifier;
import dev.souk.notify.InAppNotifier;
import dev.souk.notify.Notifier;
import dev.souk.notify.SmtpSecurity;
import dev.souk.notify.http.HttpSender;
import dev.souk.notify.http.PushSubscription;
import dev.souk.notify.http.TelegramChat;
import dev.souk.notify.http.TelegramNotifier;
import dev.souk.notify.http.VapidKeys;
import dev.souk.notify.http.WebPushNotifier;
import dev.souk.notify.http.WebhookEndpoint;
import dev.souk.notify.http.WebhookNotifier;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.schema.SchemaMigrator;
import dev.souk.scraper.fetch.HttpFetcher;
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

/** The code of docs/notifications.md, compiled, and mails that are stopped as it says. */
@ExtendWith(PostgresExtension.class)
class NotificationsTest {

    private static final byte[] SECRET = new byte[UnsubscribeTokens.MIN_SECRET_LENGTH];
    private static final String STOP_PAGE = "https://souk.example/stop";

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
    void aMailIsStoppedByItsLink(DataSource dataSource) throws MessagingException {
        SchemaMigrator.over(dataSource).migrate();
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        long ada =
                database.users().create(UserDraft.of("ada", "ada@example.org")).id();
        AlertCriteria brompton = AlertCriteria.builder().allOf("brompton").build();
        long alert = database.alerts()
                .create(AlertDraft.of(ada, "Folding bikes", brompton))
                .id();
        UnsubscribeTokens stops = new UnsubscribeTokens(database.alerts(), List.of(SECRET));
        Notifier mails = EmailNotifier.builder("localhost", MAIL.getSmtp().getPort(), "souk@example.org")
                .security(SmtpSecurity.NONE)
                .unsubscribe(delivery -> Optional.of(URI.create(STOP_PAGE + "?token=" + stops.tokenFor(delivery))))
                .build();

        watchABrompton(database, mails);

        assertThat(MAIL.getReceivedMessages()).hasSize(1);
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).contains("Brompton M6L");
        assertThat(mail.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        String link = mail.getHeader("List-Unsubscribe", null).replaceAll("\\s", "");
        assertThat(stops.unsubscribe(link.replaceAll("^<https://souk.example/stop\\?token=|>$", "")))
                .isTrue();
        assertThat(database.alerts().byId(alert).orElseThrow().settings().channels())
                .isEmpty();
    }

    private static void watchABrompton(SoukDatabase database, Notifier notifier) {
        try (LocalMarket market = LocalMarket.start();
                HttpFetcher fetcher = HttpFetcher.builder("mailto:tests@example.org")
                        .allowLoopback()
                        .build();
                SoukPipeline souk = SoukPipeline.builder(database)
                        .fetcher(fetcher)
                        .watch(market.source(), SearchRequest.of("brompton"))
                        .notifier(notifier)
                        .build()) {
            market.put(MarketItem.of("1", "Brompton M6L", Money.of(650, "USD")));
            souk.runOnce();
        }
    }

    @Test
    void theChannelsOfThePageAreWiredLikeThis(DataSource dataSource) throws IOException {
        VapidKeys vapidKeys = VapidKeys.generate();
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());

        List<Notifier> channels =
                channels(database, new App(), "user", "password", "123456:" + "x".repeat(35), vapidKeys);

        assertThat(channels)
                .extracting(Notifier::channel)
                .containsExactly("email", "webhook", "telegram", "push", "in_app");
        Path root = Path.of("..");
        String page = Files.readString(root.resolve("docs/notifications.md"));
        String here = Files.readString(root.resolve("examples/src/test/java/dev/souk/examples/NotificationsTest.java"));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).isTrue();
        assertThat(withoutSpace(here)).contains(withoutSpace(block.group(1)));
    }

    private static List<Notifier> channels(
            SoukDatabase database, App app, String user, String password, String botToken, VapidKeys vapidKeys) {
        byte[] secret = SECRET;
        UnsubscribeTokens stops = new UnsubscribeTokens(database.alerts(), List.of(secret));
        HttpSender sender = HttpSender.builder().build(); // one for all channels: guarded and bounded
        List<Notifier> channels = List.of(
                EmailNotifier.builder("smtp.example.org", 587, "alerts@example.org")
                        .login(user, password)
                        .unsubscribe(delivery ->
                                Optional.of(URI.create("https://souk.example/stop?token=" + stops.tokenFor(delivery))))
                        .build(),
                WebhookNotifier.builder(AddressBook.of(
                                who -> app.endpoints(who.userId()), (who, gone) -> app.forget(who.userId(), gone)))
                        .over(sender)
                        .build(),
                TelegramNotifier.builder(botToken, app.chats()).over(sender).build(),
                WebPushNotifier.builder(vapidKeys, "mailto:ops@example.org", app.browsers())
                        .over(sender)
                        .build(),
                new InAppNotifier());
        return channels;
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    static AlertDraft byOtherChannels(long userId, AlertCriteria criteria) {
        return AlertDraft.of(userId, "Folding bikes", criteria)
                .withSettings(NotificationSettings.DEFAULT.withChannels("telegram", "in_app"));
    }

    /** What the application keeps. */
    private static final class App {

        List<WebhookEndpoint> endpoints(long userId) {
            return userId == 0
                    ? List.of()
                    : List.of(WebhookEndpoint.of("https://example.org/", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        }

        void forget(long userId, WebhookEndpoint gone) {
            assertThat(endpoints(userId)).contains(gone);
        }

        AddressBook<TelegramChat> chats() {
            return AddressBook.fixed(List.of(new TelegramChat("42")));
        }

        AddressBook<PushSubscription> browsers() {
            return AddressBook.fixed(List.of());
        }
    }
}
