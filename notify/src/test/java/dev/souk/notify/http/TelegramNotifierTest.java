package dev.souk.notify.http;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static dev.souk.notify.Samples.draft;
import static dev.souk.notify.Samples.photoless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Recipient;
import dev.souk.notify.AddressBook;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.FakeClock;
import dev.souk.notify.Notifier;
import dev.souk.notify.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramNotifierTest {

    private static final String TOKEN = "123456789:AAE-planted_token_0123456789abcdefg";

    private final Receiver receiver = new Receiver();
    private final FakeClock clock = new FakeClock();
    private final RememberingBook<TelegramChat> chats = new RememberingBook<>(new TelegramChat("4242"));
    private final TelegramNotifier notifier = TelegramNotifier.builder(TOKEN, chats)
            .server(receiver.url())
            .over(Receiver.sender().clock(clock).build())
            .build();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void sendsThePhotoWithWhatItCostsAndAButton() {
        DeliveryResult result = notifier.send(delivery(
                42,
                draft(AlertEvent.PRICE_DROP, brompton().price(Money.of(550, "EUR")), Money.of(1_650, "EUR")),
                Samples.ana()));

        assertThat(result).isEqualTo(DeliveryResult.delivered());
        Receiver.Received post = receiver.only();
        assertThat(post.path()).isEqualTo("/bot" + TOKEN + "/sendPhoto");
        assertThat(post.at("/chat_id")).contains("4242");
        assertThat(post.at("/photo")).contains("https://img.example.org/1.jpg?a=1&b=2");
        assertThat(post.at("/parse_mode")).contains("HTML");
        assertThat(post.at("/caption")).contains("""
                        <b>Now 550 EUR instead of 1,650 EUR: Brompton M6L</b>
                        550 EUR <s>1,650 EUR</s>, Houston, TX""");
        assertThat(post.at("/reply_markup/inline_keyboard/0/0/url")).contains(Samples.URL.toString());
        assertThat(post.at("/reply_markup/inline_keyboard/0/0/text")).contains("See the listing");
    }

    @Test
    void sendsTextWhereThereIsNoPhoto() {
        notifier.send(delivery(42, photoless()));

        Receiver.Received post = receiver.only();
        assertThat(post.path()).endsWith("/sendMessage");
        assertThat(post.at("/text").orElse("")).startsWith("<b>Brompton M6L, 650 EUR in Houston, TX");
        assertThat(post.at("/link_preview_options/is_disabled")).contains("true");
    }

    @ParameterizedTest
    @CsvSource({
        "Bad Request: failed to get HTTP URL content",
        "Bad Request: wrong file identifier/HTTP URL specified",
        "Bad Request: wrong type of the web page content",
        "Bad Request: PHOTO_INVALID_DIMENSIONS",
        "Bad Request: IMAGE_PROCESS_FAILED",
        "Bad Request: not enough rights to send photos to the chat"
    })
    void goesWithoutThePhotoWhereTelegramCannotLoadIt(String description) {
        receiver.reply(400, "{\"ok\":false,\"error_code\":400,\"description\":\"%s\"}".formatted(description));

        assertThat(notifier.send(delivery(42, brompton()))).isEqualTo(DeliveryResult.delivered());
        assertThat(receiver.received())
                .extracting(Receiver.Received::path)
                .containsExactly("/bot" + TOKEN + "/sendPhoto", "/bot" + TOKEN + "/sendMessage");
    }

    /** A host without a dot, as in an intranet, for one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad Request: BUTTON_URL_INVALID",
                "Bad Request: inline keyboard button URL 'http://market/1' is invalid: Wrong HTTP URL"
            })
    void goesWithoutTheButtonWhereTelegramDoesNotTakeItsAddress(String description) {
        receiver.reply(400, "{\"ok\":false,\"error_code\":400,\"description\":\"%s\"}".formatted(description));

        assertThat(notifier.send(delivery(42, brompton()))).isEqualTo(DeliveryResult.delivered());
        assertThat(receiver.received())
                .extracting(Receiver.Received::path)
                .containsExactly("/bot" + TOKEN + "/sendPhoto", "/bot" + TOKEN + "/sendPhoto");
        assertThat(receiver.received().get(1).at("/caption")).isPresent();
        assertThat(receiver.received().get(1).at("/reply_markup")).isEmpty();
    }

    @Test
    void letsNoListingAddMarkup() {
        notifier.send(delivery(42, brompton("</b><a href=\"tg://user?id=1\">x</a> & <b>")));

        assertThat(receiver.only().at("/caption").orElse(""))
                .startsWith(
                        "<b>&lt;/b&gt;&lt;a href=&quot;tg://user?id=1&quot;&gt;x&lt;/a&gt; &amp; &lt;b&gt;, 650 EUR");
    }

    @Test
    void keepsCaptionsWithinWhatTelegramTakes() {
        notifier.send(delivery(42, "&".repeat(5_000), "x", Samples.subject(brompton()), Samples.ana()));
        clock.advance(Duration.ofSeconds(1));
        notifier.send(delivery(42, "&".repeat(5_000), "x", Samples.subject(photoless()), Samples.ana()));

        assertThat(visible(receiver.received().get(0).at("/caption").orElse("")))
                .hasSizeBetween(1_000, 1_024)
                .contains("…\n650 EUR, Houston, TX");
        assertThat(visible(receiver.received().get(1).at("/text").orElse(""))).hasSizeBetween(4_050, 4_096);
    }

    /** What is left when Telegram has read its HTML. */
    private static String visible(String html) {
        return html.replaceAll("<[^>]*>", "").replaceAll("&[a-z0-9#]+;", "&");
    }

    @Test
    void leavesTheChatAloneForAsLongAsTelegramSays() {
        receiver.reply(
                429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 17\",\"parameters\":{\"retry_after\":17}}");

        List<DeliveryResult> results = notifier.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton())));
        clock.advance(Duration.ofSeconds(18));

        assertThat(results)
                .containsExactly(
                        new DeliveryResult.TryAgain(
                                "Telegram answered 429: Too Many Requests: retry after 17", Duration.ofSeconds(17)),
                        DeliveryResult.notTried(
                                "Telegram answered 429: Too Many Requests: retry after 17", Duration.ofSeconds(17)));
        assertThat(receiver.received()).hasSize(1);
        assertThat(notifier.send(delivery(1, brompton()))).isEqualTo(DeliveryResult.delivered());
    }

    private static Delivery to(long id, long userId) {
        return delivery(id, draft(AlertEvent.MATCH, brompton(), null), new Recipient(userId, "user@example.org", null));
    }

    @Test
    void whoWaitsForATurnHeedsWhatOthersWereToldMeanwhile() {
        IntStream.range(0, 20)
                .forEach(i -> receiver.reply(
                        429, "{\"ok\":false,\"description\":\"Too Many\",\"parameters\":{\"retry_after\":17}}"));

        List<DeliveryResult> results = toEach().sendAll(
                        LongStream.rangeClosed(1, 20).mapToObj(id -> to(id, id)).toList());

        assertThat(results).hasSize(20).allMatch(DeliveryResult.TryAgain.class::isInstance);
        assertThat(receiver.received()).hasSizeLessThan(20);
    }

    private Notifier toEach() {
        return TelegramNotifier.builder(
                        TOKEN,
                        AddressBook.of(
                                recipient -> List.of(new TelegramChat(Long.toString(recipient.userId()))),
                                (recipient, chat) -> {}))
                .server(receiver.url())
                .over(Receiver.sender().clock(clock).build())
                .build();
    }

    @Test
    void leavesAllChatsAloneWhereTheBotHasSentTooMuch() {
        Notifier toEach = toEach();
        receiver.reply(429, "{\"ok\":false,\"description\":\"Too Many Requests\",\"parameters\":{\"retry_after\":17}}");

        toEach.send(to(1, 7));
        DeliveryResult other = toEach.send(to(2, 8));
        clock.advance(Duration.ofSeconds(18));

        assertThat(other)
                .isEqualTo(DeliveryResult.notTried("the receiver asked to be left alone", Duration.ofSeconds(17)));
        assertThat(receiver.received()).hasSize(1);
        assertThat(toEach.send(to(2, 8))).isEqualTo(DeliveryResult.delivered());
    }

    @Test
    void aChatGetsAMessageASecond() {
        Notifier hurried = TelegramNotifier.builder(TOKEN, chats)
                .server(receiver.url())
                .over(Receiver.sender().batchTimeout(Duration.ofMillis(900)).build())
                .build();

        List<DeliveryResult> results = hurried.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton())));

        assertThat(results)
                .containsExactly(DeliveryResult.delivered(), DeliveryResult.notTried("no time was left", null));
        assertThat(receiver.received()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"-1001234567890", "@flea_market"})
    void aGroupGetsAMessageEveryThreeSeconds(String group) {
        Notifier hurried = TelegramNotifier.builder(TOKEN, AddressBook.fixed(List.of(new TelegramChat(group))))
                .server(receiver.url())
                .over(Receiver.sender().batchTimeout(Duration.ofMillis(2_900)).build())
                .build();

        List<DeliveryResult> results = hurried.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton())));

        assertThat(results)
                .containsExactly(DeliveryResult.delivered(), DeliveryResult.notTried("no time was left", null));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void whatGoesToOneChatGoesInOrderAndInOneBatch() {
        List<DeliveryResult> results =
                notifier.sendAll(List.of(delivery(1, brompton("One")), delivery(2, brompton("Two"))));

        assertThat(results).containsOnly(DeliveryResult.delivered());
        assertThat(receiver.received())
                .hasSize(2)
                .first()
                .satisfies(post -> assertThat(post.bytes().utf8()).contains("One"));
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden: bot was blocked by the user",
        "403, Forbidden: user is deactivated",
        "403, Forbidden: bot was kicked from the group chat",
        "400, Bad Request: chat not found",
        "403, Forbidden: the group chat was deleted",
        "400, Bad Request: group chat was upgraded to a supergroup chat"
    })
    void forgetsAChatThatIsNoMore(int status, String description) {
        receiver.reply(status, "{\"ok\":false,\"description\":\"%s\"}".formatted(description));

        assertThat(notifier.send(delivery(42, brompton())))
                .isEqualTo(DeliveryResult.gone("Telegram answered " + status + ": " + description));
        assertThat(chats.gone()).containsExactly(new TelegramChat("4242"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, Bad Request: not enough rights to send text messages to the chat",
        "403, Forbidden: not enough rights to send text messages to the chat",
        "400, Bad Request: have no rights to send a message",
        "400, Bad Request: need administrator rights in the channel chat",
        "400, Bad Request: CHAT_WRITE_FORBIDDEN",
        "403, Forbidden: CHAT_WRITE_FORBIDDEN",
        "403, Forbidden: CHAT_SEND_PLAIN_FORBIDDEN",
        "400, Bad Request: CHAT_RESTRICTED",
        "403, Forbidden: bot can't initiate conversation with a user",
        "400, Bad Request: TOPIC_CLOSED"
    })
    void triesAgainWhereTheBotMayNotWriteAndBlamesNobodyElse(int status, String description) {
        receiver.reply(status, "{\"ok\":false,\"description\":\"%s\"}".formatted(description));

        assertThat(notifier.send(delivery(42, brompton())))
                .isEqualTo(DeliveryResult.recipientRefused("Telegram answered " + status + ": " + description));
        assertThat(chats.gone()).isEmpty();
    }

    @Test
    void triesAgainWhatAnOperatorCanMendAndGivesUpWhatIsWrittenWrong() {
        receiver.reply(401, "{\"ok\":false,\"description\":\"Unauthorized\"}")
                .reply(502, "<html>Bad Gateway</html>")
                .reply(400, "{\"ok\":false,\"description\":\"Bad Request: can't parse entities\"}");

        assertThat(notifier.send(delivery(1, brompton())))
                .isEqualTo(DeliveryResult.tryAgain("Telegram answered 401: Unauthorized"));
        assertThat(notifier.send(delivery(1, brompton()))).isEqualTo(DeliveryResult.tryAgain("Telegram answered 502"));
        assertThat(notifier.send(delivery(1, brompton())))
                .isEqualTo(DeliveryResult.undeliverable("Telegram answered 400: Bad Request: can't parse entities"));
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> TelegramNotifier.builder("123:short", chats)).hasMessageNotContaining("short");
        assertThatThrownBy(() -> new TelegramChat("4242; drop")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TelegramNotifier.builder(TOKEN, chats).server(URI.create("https://example.org/bot")))
                .hasMessageContaining("https://example.org");
        assertThatThrownBy(() -> TelegramNotifier.builder(TOKEN, chats).linkLabel(" "))
                .hasMessageContaining("1 to 40");
    }
}
