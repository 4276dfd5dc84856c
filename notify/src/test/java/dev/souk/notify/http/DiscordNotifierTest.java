package dev.souk.notify.http;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static dev.souk.notify.Samples.draft;
import static dev.souk.notify.Samples.photoless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.FakeClock;
import dev.souk.notify.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordNotifierTest {

    private static final String TOKEN = "planted-discord_token-0123456789abcdefghijklmnop";

    private final Receiver receiver = new Receiver();
    private final FakeClock clock = new FakeClock();
    private final RememberingBook<DiscordWebhook> webhooks =
            new RememberingBook<>(DiscordWebhook.parse("https://discord.com/api/webhooks/1122334455/" + TOKEN));
    private final DiscordNotifier notifier = DiscordNotifier.builder(webhooks)
            .server(receiver.url())
            .over(Receiver.sender().clock(clock).build())
            .build();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void sendsAnEmbedThatLeadsToTheListing() {
        DeliveryResult result = notifier.send(delivery(
                42,
                draft(AlertEvent.PRICE_DROP, brompton().price(Money.of(550, "EUR")), Money.of(1_650, "EUR")),
                Samples.ana()));

        assertThat(result).isEqualTo(DeliveryResult.delivered());
        Receiver.Received post = receiver.only();
        assertThat(post.path()).isEqualTo("/api/v10/webhooks/1122334455/" + TOKEN + "?wait=true");
        assertThat(post.at("/embeds/0/title")).contains("Now 550 EUR instead of 1,650 EUR\\: Brompton M6L");
        assertThat(post.at("/embeds/0/description")).contains("**550 EUR** ~~1,650 EUR~~, Houston, TX");
        assertThat(post.at("/embeds/0/url")).contains(Samples.URL.toString());
        assertThat(post.at("/embeds/0/image/url")).contains("https://img.example.org/1.jpg?a=1&b=2");
        assertThat(post.json().at("/allowed_mentions/parse").isEmpty()).isTrue();
        assertThat(post.json().has("content")).isFalse();
    }

    @Test
    void letsNoListingAddMarkupOrAMention() {
        notifier.send(delivery(42, brompton("@everyone <@1> [x](https://evil.example) **b** ||s|| `c` # h")));

        assertThat(receiver.only().at("/embeds/0/title").orElse(""))
                .startsWith(
                        "\\@everyone \\<\\@1\\> \\[x\\]\\(https\\://evil\\.example\\) \\*\\*b\\*\\* \\|\\|s\\|\\| \\`c\\` \\# h,");
    }

    @Test
    void keepsTheTitleWithinWhatDiscordTakesOnceItIsEscaped() {
        notifier.send(delivery(42, "*".repeat(255), "x", Samples.subject(brompton()), Samples.ana()));

        assertThat(receiver.only().at("/embeds/0/title").orElse(""))
                .hasSize(255)
                .endsWith("\\*…");
    }

    /** As it answers where an address is not well formed to it. */
    private static final String MALFORMED = "{\"code\":50035,\"message\":\"Invalid Form Body\",\"errors\":{\"embeds\":"
            + "{\"0\":{\"image\":{\"url\":{\"_errors\":[{\"code\":\"URL_TYPE_INVALID_URL\"}]}}}}}}";

    @Test
    void goesWithoutThePhotoWhereDiscordDoesNotTakeItsAddress() {
        receiver.reply(400, MALFORMED);

        assertThat(notifier.send(delivery(42, brompton()))).isEqualTo(DeliveryResult.delivered());
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().get(0).at("/embeds/0/image/url")).isPresent();
        assertThat(receiver.received().get(1).json().at("/embeds/0").has("image"))
                .isFalse();
        assertThat(receiver.received().get(1).at("/embeds/0/url")).contains(Samples.URL.toString());
    }

    @Test
    void givesUpWhatIsRefusedWithoutThePhotoToo() {
        receiver.reply(400, MALFORMED).reply(400, MALFORMED);

        assertThat(notifier.send(delivery(42, brompton())))
                .isEqualTo(DeliveryResult.undeliverable("Discord answered 400: Invalid Form Body"));
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void leavesTheWebhookAloneForAsLongAsDiscordSays() {
        receiver.reply(
                429,
                "{\"message\":\"You are being rate limited.\",\"retry_after\":0.65,\"global\":false}",
                "Retry-After",
                "1");
        receiver.reply(429, "{\"message\":\"You are being rate limited.\",\"retry_after\":64.57,\"global\":true}");

        DeliveryResult first = notifier.send(delivery(1, brompton()));
        clock.advance(Duration.ofSeconds(2));
        List<DeliveryResult> second = notifier.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton())));

        assertThat(first)
                .isEqualTo(new DeliveryResult.TryAgain(
                        "Discord answered 429: You are being rate limited.", Duration.ofSeconds(1)));
        assertThat(second)
                .containsExactly(
                        new DeliveryResult.TryAgain(
                                "Discord answered 429: You are being rate limited.", Duration.ofMillis(64_570)),
                        DeliveryResult.notTried(
                                "Discord answered 429: You are being rate limited.", Duration.ofMillis(64_570)));
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void stopsBeforeTheLimitWhereDiscordSaysThatItIsReached() {
        receiver.reply(200, "{}", "X-RateLimit-Remaining", "1", "X-RateLimit-Reset-After", "2.0");
        receiver.reply(200, "{}", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset-After", "1.5");

        List<DeliveryResult> results =
                notifier.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton()), delivery(3, brompton())));

        assertThat(results)
                .containsExactly(
                        DeliveryResult.delivered(),
                        DeliveryResult.delivered(),
                        DeliveryResult.notTried("the receiver asked to be left alone", Duration.ofMillis(1_500)));
        assertThat(receiver.received()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"404, 10015, Unknown Webhook", "401, 50027, Invalid Webhook Token"})
    void forgetsAWebhookThatIsNoMore(int status, int code, String message) {
        receiver.reply(status, "{\"message\":\"%s\",\"code\":%d}".formatted(message, code));

        assertThat(notifier.send(delivery(42, brompton())))
                .isEqualTo(DeliveryResult.gone("Discord answered " + status + ": " + message));
        assertThat(webhooks.gone()).hasSize(1);
    }

    @Test
    void givesUpWhatIsWrittenWrongAndTriesTheRestAgain() {
        receiver.reply(400, "{\"message\":\"Invalid Form Body\",\"code\":50035}")
                .reply(500, "");

        assertThat(notifier.send(delivery(1, photoless())))
                .isEqualTo(DeliveryResult.undeliverable("Discord answered 400: Invalid Form Body"));
        assertThat(notifier.send(delivery(1, brompton()))).isEqualTo(DeliveryResult.tryAgain("Discord answered 500"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/api/webhooks/1/planted-discord_token-0123456789",
                "https://discord.com.evil.example/api/webhooks/1/planted-discord_token-0123456789",
                "https://discord.com/api/webhooks/1/planted-discord_token-0123456789/../../x",
                "https://u@discord.com/api/webhooks/1/planted-discord_token-0123456789",
                "https://discord.com/api/webhooks/x/planted-discord_token-0123456789",
                "discord.com",
                "not a planted URL"
            })
    void takesNoAddressThatIsNotDiscords(String url) {
        assertThatThrownBy(() -> DiscordWebhook.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("planted");
    }
}
