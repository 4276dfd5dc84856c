package dev.souk.notify;

import static dev.souk.notify.Samples.ana;
import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static dev.souk.notify.Samples.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.notification.Recipient;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailNotifierTest {

    private static final String EVIL = "Bike\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script>";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private EmailNotifier.Builder notifier() {
        return EmailNotifier.builder("127.0.0.1", server.getSmtp().getPort(), "alerts@souk.example")
                .fromName("Souk alerts")
                .security(SmtpSecurity.NONE)
                .clock(Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    }

    @Test
    void deliversTextAndHtml() throws Exception {
        DeliveryResult result = notifier().build().send(delivery(42, brompton()));

        assertThat(result).isEqualTo(DeliveryResult.delivered());
        MimeMessage mail = onlyMail();
        assertThat(mail.getSubject()).isEqualTo("Brompton M6L, 650 EUR in Houston, TX: matches 'Folding bikes'");
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("alerts@souk.example", "Souk alerts"));
        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("ana@example.org", "Ana Müller"));
        assertThat(mail.getSentDate()).isEqualTo(Date.from(Samples.NOW));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(text(mail)).contains("650 EUR, in Houston, TX").contains(Samples.URL.toString());
        assertThat(html(mail))
                .contains("New match")
                .contains(">Brompton M6L<")
                .contains("href=\"" + Samples.URL + "\"")
                .contains("href=\"https://img.example.org/1.jpg?a=1&amp;b=2\"")
                .doesNotContain("<img");
    }

    @Test
    void deliversOnAThreadWhoseClassLoaderKnowsNothingOfMail() throws Exception {
        ClassLoader ofPlatform = ClassLoader.getPlatformClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ofPlatform);
        try {
            List<DeliveryResult> results =
                    notifier().build().sendAll(List.of(delivery(42, brompton()), delivery(43, brompton())));

            assertThat(results).containsOnly(DeliveryResult.delivered());
            assertThat(thread.getContextClassLoader()).isSameAs(ofPlatform);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(text(server.getReceivedMessages()[1])).contains("650 EUR, in Houston, TX");
    }

    @Test
    void givesTheSameMessageIdOnAMachineThatWritesOtherDigits() throws Exception {
        Notifier notifier = notifier().build();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("bn-BD"));
        try {
            notifier.send(delivery(42, brompton()));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(server.getReceivedMessages()[0].getHeader("Message-ID"))
                .containsExactly("<souk.42.1795442400000@souk.example>");
    }

    @Test
    void givesARepeatTheSameMessageId() throws Exception {
        Notifier notifier = notifier().build();

        notifier.send(delivery(42, brompton()));
        notifier.send(delivery(42, brompton()));
        notifier.send(delivery(43, brompton()));

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails[0].getMessageID())
                .isEqualTo(mails[1].getMessageID())
                .isNotEqualTo(mails[2].getMessageID())
                .isEqualTo("<souk.42.1795442400000@souk.example>");
    }

    @Test
    void sendsABatchInOrder() throws Exception {
        List<Delivery> batch = LongStream.rangeClosed(1, 50)
                .mapToObj(id -> delivery(id, brompton("Bike " + id)))
                .toList();

        List<DeliveryResult> results = notifier().build().sendAll(batch);

        assertThat(results).hasSize(50).containsOnly(DeliveryResult.delivered());
        assertThat(server.getReceivedMessages())
                .extracting(MimeMessage::getSubject)
                .startsWith("Bike 1, 650 EUR in Houston, TX: matches 'Folding bikes'")
                .hasSize(50);
    }

    @Test
    void letsNoListingAddAHeader() throws Exception {
        Recipient recipient = new Recipient(5, "ana@example.org", EVIL);
        NotificationSubject subject =
                draft(AlertEvent.MATCH, brompton(EVIL), null).subject();

        notifier().fromName(EVIL).build().send(delivery(42, EVIL, EVIL, subject, recipient));

        MimeMessage mail = onlyMail();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getRecipients(Message.RecipientType.BCC)).isNull();
        assertThat(mail.getAllRecipients())
                .extracting(EmailNotifierTest::address)
                .containsExactly("ana@example.org");
        assertThat(mail.getSubject()).isEqualTo("Bike Bcc: eve@example.org <script>alert(1)</script>");
        assertThat(html(mail)).doesNotContain("<script").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void letsNoListingAddMarkup() throws Exception {
        NotificationSubject subject = new NotificationSubject(
                AlertEvent.PRICE_DROP,
                3,
                "\"><img src=x onerror=alert(1)>",
                7,
                "</h1><a href='javascript:alert(1)'>x</a>",
                URI.create("javascript:alert(1)"),
                Money.of(1, "EUR"),
                Money.of(2, "EUR"),
                "<iframe>",
                URI.create("data:text/html,x"));

        notifier().remoteImages(true).build().send(delivery(42, "<b>", "<i>", subject, ana()));

        assertThat(html(onlyMail()))
                .doesNotContain("<img")
                .doesNotContain("<iframe")
                .doesNotContain("href=\"javascript")
                .doesNotContain("href='javascript")
                .doesNotContain("data:text")
                .contains("&lt;iframe&gt;")
                .contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;");
    }

    @Test
    void keepsEveryScript() throws Exception {
        String title = "Fahrrad für Kinder – 자전거 🚲 دراجة";

        notifier().build().send(delivery(42, brompton(title)));

        MimeMessage mail = onlyMail();
        assertThat(mail.getSubject()).startsWith(title);
        assertThat(text(mail)).startsWith(title);
        assertThat(html(mail)).contains(title);
    }

    @Test
    void showsThePhotoWhenTold() throws Exception {
        notifier().remoteImages(true).build().send(delivery(42, brompton()));

        assertThat(html(onlyMail())).contains("<img src=\"https://img.example.org/1.jpg?a=1&amp;b=2\"");
    }

    @Test
    void looksAsTheHostWantsIt() throws Exception {
        notifier()
                .template((delivery, stop) -> "<p>Nur: "
                        + Html.escape(delivery.notification().subject().title()) + "</p>")
                .build()
                .send(delivery(42, brompton()));

        MimeMessage mail = onlyMail();
        assertThat(html(mail)).isEqualTo("<p>Nur: Brompton M6L</p>");
        assertThat(text(mail)).contains("650 EUR, in Houston, TX");
    }

    @Test
    void offersToStopTheMails() throws Exception {
        URI stop = URI.create("https://souk.example/stop?t=1&u=" + "x".repeat(200));

        notifier().unsubscribe(delivery -> Optional.of(stop)).build().send(delivery(42, brompton()));

        MimeMessage mail = onlyMail();
        assertThat(mail.getHeader("List-Unsubscribe", null)).isEqualTo("<" + stop + ">");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(text(mail)).contains("Stop these mails: " + stop);
        assertThat(html(mail)).contains("Stop these mails</a>");
    }

    @Test
    void leavesOutAStopThatIsNeitherHttpsNorMail() throws Exception {
        notifier()
                .unsubscribe(delivery -> Optional.of(URI.create("javascript:alert(1)")))
                .build()
                .send(delivery(42, brompton()));

        MimeMessage mail = onlyMail();
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
        assertThat(html(mail)).doesNotContain("javascript");
    }

    @Test
    void sendsTheOthersWhenOneCannotBeWritten() {
        EmailNotifier notifier = notifier()
                .unsubscribe(delivery -> {
                    if (delivery.id() == 2) {
                        throw new IllegalStateException("no link for 2");
                    }
                    return Optional.empty();
                })
                .build();

        List<DeliveryResult> results =
                notifier.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton()), delivery(3, brompton())));

        assertThat(results.get(0)).isEqualTo(DeliveryResult.delivered());
        assertThat(results.get(1)).isInstanceOf(DeliveryResult.TryAgain.class);
        assertThat(results.get(2)).isEqualTo(DeliveryResult.delivered());
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    /** As a template's pattern does at a title that is long enough. */
    @Test
    void sendsTheOthersOnceWhenATemplateOverflowsTheStack() throws Exception {
        EmailNotifier notifier = notifier()
                .template((delivery, stop) -> {
                    if (delivery.id() == 2) {
                        throw new StackOverflowError();
                    }
                    return "<p>" + delivery.id() + "</p>";
                })
                .build();

        List<DeliveryResult> results =
                notifier.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton()), delivery(3, brompton())));

        assertThat(results)
                .containsExactly(
                        DeliveryResult.delivered(),
                        DeliveryResult.tryAgain("the mail could not be written: StackOverflowError"),
                        DeliveryResult.delivered());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b@example.org",
                "<a@example.org>",
                "a b@example.org",
                "a@example.org\r\nRCPT TO:<b@example.org>",
                "a@",
                "@example.org",
                "a@-x.org",
                "ö@example.org",
                "\"a b\"@example.org",
                "a..b@example.org",
                "ab"
            })
    void givesUpOnAnAddressThatIsNone(String address) {
        DeliveryResult result = notifier()
                .build()
                .send(delivery(42, draft(AlertEvent.MATCH, brompton(), null), new Recipient(5, address, null)));

        assertThat(result).isInstanceOf(DeliveryResult.Undeliverable.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void writesToADomainInAnyScript() throws Exception {
        notifier()
                .build()
                .send(delivery(
                        42, draft(AlertEvent.MATCH, brompton(), null), new Recipient(5, "ana@bücher.example", null)));

        assertThat(onlyMail().getAllRecipients())
                .extracting(EmailNotifierTest::address)
                .containsExactly("ana@xn--bcher-kva.example");
    }

    /** By the older rule "straße" would be "strasse", which is somebody else's. */
    @Test
    void writesToNoDomainThatOnlyLooksAlike() throws Exception {
        notifier()
                .build()
                .send(delivery(
                        42, draft(AlertEvent.MATCH, brompton(), null), new Recipient(5, "ana@straße.example", null)));

        assertThat(onlyMail().getAllRecipients())
                .extracting(EmailNotifierTest::address)
                .containsExactly("ana@xn--strae-oqa.example");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> EmailNotifier.builder(" ", 25, "a@b")).hasMessageContaining("blank");
        assertThatThrownBy(() -> EmailNotifier.builder("h", 70_000, "a@b")).hasMessageContaining("70000");
        assertThatThrownBy(() -> EmailNotifier.builder("h", 25, "a@b\r\n")).hasMessageContaining("address");
        assertThatThrownBy(() -> notifier().timeout(Duration.ZERO)).hasMessageContaining("PT0S");
    }

    @Test
    void sendsNoPasswordInTheClearToAnotherMachine() {
        EmailNotifier.Builder builder = EmailNotifier.builder("mail.example.org", 25, "a@b.example")
                .security(SmtpSecurity.STARTTLS_IF_OFFERED)
                .login("ana", "hunter2-secret");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mail.example.org")
                .hasMessageNotContaining("hunter2");
    }

    private MimeMessage onlyMail() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private static String address(Address address) {
        return ((InternetAddress) address).getAddress();
    }

    private static String text(Part part) throws MessagingException, IOException {
        return content(part, "text/plain").replace("\r\n", "\n");
    }

    private static String html(Part part) throws MessagingException, IOException {
        return content(part, "text/html");
    }

    private static String content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = content(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
