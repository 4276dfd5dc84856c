package dev.souk.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.DigestPart;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.notify.AddressBook;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.notify.Samples;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What chats show of a digest: a heading for each alert, and its newest below. */
class DigestsByAlertTest {

    private static final String WICKED = "A*b* & <i>";

    private static final Pattern HREF = Pattern.compile("href=\"([^\"]*)\"");

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static Notification notification(long id, long alertId, String alert) {
        return notification(id, alertId, alert, "https://market.example/" + id);
    }

    private static Notification notification(long id, long alertId, String alert, String url) {
        return notification(id, alertId, alert, "Thing " + id, URI.create(url));
    }

    private static Notification notification(long id, long alertId, String alert, String title, URI url) {
        NotificationSubject subject =
                new NotificationSubject(AlertEvent.MATCH, alertId, alert, id, title, url, null, null, null, null);
        return new Notification(id, 5, title, "", subject, NotificationStatus.PENDING, Samples.NOW, null, null);
    }

    private static DigestPart part(long alertId, String alert, int count, int shown) {
        return new DigestPart(
                count,
                LongStream.range(0, shown)
                        .mapToObj(i -> notification(100 * alertId + i, alertId, alert))
                        .toList());
    }

    private static Delivery digest(DigestPart... parts) {
        long count = List.of(parts).stream().mapToLong(DigestPart::count).sum();
        return Samples.delivery(1, Samples.brompton()).gathering(new Digest(count, parts.length, List.of(parts)));
    }

    private Receiver.Received sent(Notifier notifier, Delivery delivery) {
        receiver.reply(200, "{}");
        assertThat(notifier.send(delivery)).isEqualTo(DeliveryResult.delivered());
        return receiver.only();
    }

    private Notifier telegram() {
        return TelegramNotifier.builder(
                        "123456789:AAE-planted_token_0123456789abcdefg",
                        AddressBook.fixed(List.of(new TelegramChat("42"))))
                .server(receiver.url())
                .over(Receiver.sender().build())
                .build();
    }

    private Notifier slack() {
        SlackWebhook webhook =
                SlackWebhook.parse("https://hooks.slack.com/services/T00000000/B00000000/PlantedSlackToken012345");
        return SlackNotifier.builder(AddressBook.fixed(List.of(webhook)))
                .server(receiver.url())
                .over(Receiver.sender().build())
                .build();
    }

    private Notifier discord() {
        DiscordWebhook webhook = DiscordWebhook.parse(
                "https://discord.com/api/webhooks/1122334455/planted-discord_token-0123456789abcdefghijklmnop");
        return DiscordNotifier.builder(AddressBook.fixed(List.of(webhook)))
                .server(receiver.url())
                .over(Receiver.sender().build())
                .build();
    }

    private Notifier ntfy() {
        return NtfyNotifier.builder(AddressBook.fixed(List.of(NtfyTopic.of("planted-topic"))))
                .server(receiver.url())
                .over(Receiver.sender().build())
                .build();
    }

    @Test
    void telegramShowsHeadingsInBold() {
        String text = sent(telegram(), digest(part(1, WICKED, 12, 2), part(2, "Lamps", 1, 1)))
                .at("/text")
                .orElseThrow();

        assertThat(text)
                .contains(
                        "\n\n<b>A*b* &amp; &lt;i&gt; (12)</b>\n• <a href=\"https://market.example/100\">Thing 100</a>\n")
                .contains("\n\n<b>Lamps (1)</b>\n• <a href=\"https://market.example/200\">Thing 200</a>\n+ 10");
    }

    @Test
    void slackShowsHeadingsInBold() {
        String text = sent(slack(), digest(part(1, WICKED, 12, 2), part(2, "Lamps", 1, 1)))
                .at("/blocks/1/text/text")
                .orElseThrow();

        assertThat(text)
                .startsWith("*A b  &amp; &lt;i&gt; (12)*\n• <https://market.example/100|Thing 100>\n")
                .endsWith("\n\n*Lamps (1)*\n• <https://market.example/200|Thing 200>\n+ 10");
    }

    @Test
    void discordShowsHeadingsInBold() {
        String text = sent(discord(), digest(part(1, WICKED, 12, 2), part(2, "Lamps", 1, 1)))
                .at("/embeds/0/description")
                .orElseThrow();

        assertThat(text)
                .startsWith("**A\\*b\\* & \\<i\\> \\(12\\)**\n• [Thing 100](<https://market.example/100>)\n")
                .endsWith("\n\n**Lamps \\(1\\)**\n• [Thing 200](<https://market.example/200>)\n+ 10");
    }

    @Test
    void ntfyShowsHeadingsAsTheyAre() {
        String text = sent(ntfy(), digest(part(1, WICKED, 12, 2), part(2, "Lamps", 1, 1)))
                .at("/message")
                .orElseThrow();

        assertThat(text).isEqualTo("A*b* & <i> (12)\n• Thing 100\n• Thing 101\n\nLamps (1)\n• Thing 200\n+ 10");
    }

    @Test
    void ofOneAlertThereIsNoHeading() {
        String text =
                sent(ntfy(), digest(part(1, "Bikes", 12, 2))).at("/message").orElseThrow();

        assertThat(text).isEqualTo("• Thing 100\n• Thing 101\n+ 10");
    }

    /** The first of three has an address that fills the message by itself. */
    private static DigestPart withEndlessAddress() {
        String endless = "https://market.example/?" + "a&".repeat(1_900);
        return new DigestPart(
                3,
                List.of(
                        notification(1, 1, "Bikes", endless),
                        notification(2, 1, "Bikes"),
                        notification(3, 1, "Bikes")));
    }

    @Test
    void anEndlessAddressHidesNoOtherListingInSlack() {
        assertThat(sent(slack(), digest(withEndlessAddress())).at("/blocks/1/text/text"))
                .contains("• Thing 1\n• <https://market.example/2|Thing 2>\n• <https://market.example/3|Thing 3>");
    }

    /** Within a link Slack reads no marks, and beside one it does. */
    @Test
    void aTitleThatIsNoLinkBringsNoMarksIntoSlack() {
        URI endless = URI.create("https://market.example/?" + "a&".repeat(600));
        DigestPart part = new DigestPart(
                3,
                List.of(
                        notification(
                                1, 1, "Bikes", "*Lamp* _new_ ~old~ `x` & <i>", URI.create("mailto:ada@example.org")),
                        notification(2, 1, "Bikes", "5*lamp*", endless),
                        notification(3, 1, "Bikes", "5*lamp*", URI.create("https://market.example/3"))));

        assertThat(sent(slack(), digest(part)).at("/blocks/1/text/text"))
                .contains("• Lamp   new   old   x  &amp; &lt;i&gt;\n• 5 lamp\n• <https://market.example/3|5*lamp*>");
    }

    @Test
    void anEndlessAddressHidesNoOtherListingInDiscord() {
        assertThat(sent(discord(), digest(withEndlessAddress())).at("/embeds/0/description"))
                .contains(
                        "• Thing 1\n• [Thing 2](<https://market.example/2>)\n• [Thing 3](<https://market.example/3>)");
    }

    @Test
    void everyAlertIsShownWithinWhatSlackTakes() {
        String name = "x".repeat(99);
        DigestPart[] parts = LongStream.rangeClosed(1, 5)
                .mapToObj(alert -> part(alert, name + alert, 500, 10))
                .toArray(DigestPart[]::new);

        String text = sent(slack(), digest(parts)).at("/blocks/1/text/text").orElseThrow();

        assertThat(text.length()).isLessThanOrEqualTo(3_000);
        assertThat(text).contains(name + "1 (500)", name + "5 (500)", "\n+ ");
    }

    /** Five alerts of ten listings each, whose addresses are as long as those of large marketplaces. */
    private static DigestPart[] withLongAddresses(int length) {
        String tail = "&t=1".repeat(length / 4);
        return LongStream.rangeClosed(1, 5)
                .mapToObj(alert -> new DigestPart(
                        10,
                        LongStream.range(0, 10)
                                .mapToObj(i -> notification(
                                        100 * alert + i,
                                        alert,
                                        "Alert " + alert,
                                        "https://market.example/" + alert + i + "?" + tail))
                                .toList()))
                .toArray(DigestPart[]::new);
    }

    /** Telegram counts them apart from the text: "ENTITIES_TOO_LONG" at about 9,500 characters. */
    @Test
    void theAddressesOfADigestAreNoLongerTogetherThanTelegramTakes() {
        String text =
                sent(telegram(), digest(withLongAddresses(400))).at("/text").orElseThrow();

        int addresses = HREF.matcher(text)
                .results()
                .mapToInt(link -> link.group(1).replace("&amp;", "&").length())
                .sum();
        assertThat(addresses).isBetween(6_000, 9_000);
        assertThat(text).contains("<b>Alert 1 (10)</b>", "<b>Alert 5 (10)</b>").containsPattern("\n\\+ [0-9]+$");
    }

    @Test
    void anEndlessAddressHidesNoOtherListingInTelegram() {
        assertThat(sent(telegram(), digest(withEndlessAddress())).at("/text"))
                .get()
                .asString()
                .contains("• Thing 1\n• <a href=\"https://market.example/2\">Thing 2</a>\n");
    }

    /** Should it take less one day, the listings are told all the same. */
    @Test
    void aDigestGoesWithoutLinksWhereTelegramTakesNoMoreOfThem() {
        receiver.reply(400, "{\"ok\":false,\"description\":\"Bad Request: ENTITIES_TOO_LONG\"}");

        assertThat(telegram().send(digest(withLongAddresses(400)))).isEqualTo(DeliveryResult.delivered());
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().get(1).at("/text"))
                .get()
                .asString()
                .contains("<b>Alert 5 (10)</b>\n• Thing 500\n")
                .doesNotContain("href");
    }

    /** Else it makes links and mentions of plain words: of addresses, "#general" and the like. */
    @Test
    void slackReadsNothingIntoTheWordsOfADigest() {
        assertThat(sent(slack(), digest(part(1, "Bikes", 12, 2))).at("/blocks/1/text/verbatim"))
                .contains("true");
    }
}
