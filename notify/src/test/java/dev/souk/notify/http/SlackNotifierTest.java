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
import dev.souk.notify.Notifier;
import dev.souk.notify.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackNotifierTest {

    private static final String PATH = "/services/T00000000/B00000000/PlantedSlackToken012345";

    private final Receiver receiver = new Receiver();
    private final FakeClock clock = new FakeClock();
    private final RememberingBook<SlackWebhook> webhooks =
            new RememberingBook<>(SlackWebhook.parse("https://hooks.slack.com" + PATH));
    private final SlackNotifier notifier = SlackNotifier.builder(webhooks)
            .server(receiver.url())
            .over(Receiver.sender().clock(clock).build())
            .build();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void sendsBlocksWithAPhotoAndAButton() {
        receiver.reply(200, "ok");

        DeliveryResult result = notifier.send(delivery(
                42,
                draft(AlertEvent.PRICE_DROP, brompton().price(Money.of(550, "EUR")), Money.of(1_650, "EUR")),
                Samples.ana()));

        assertThat(result).isEqualTo(DeliveryResult.delivered());
        Receiver.Received post = receiver.only();
        assertThat(post.path()).isEqualTo(PATH);
        assertThat(post.at("/text")).contains("Now 550 EUR instead of 1,650 EUR: Brompton M6L");
        assertThat(post.at("/blocks/0/text/type")).contains("plain_text");
        assertThat(post.at("/blocks/0/text/text")).contains("Now 550 EUR instead of 1,650 EUR: Brompton M6L");
        assertThat(post.at("/blocks/0/accessory/image_url")).contains("https://img.example.org/1.jpg?a=1&b=2");
        assertThat(post.at("/blocks/1/elements/0/text")).contains("*550 EUR* ~1,650 EUR~");
        assertThat(post.at("/blocks/1/elements/1/text")).contains("Houston, TX");
        assertThat(post.at("/blocks/2/elements/0/url")).contains(Samples.URL.toString());
    }

    @Test
    void letsNoListingAddMarkupOrAMention() {
        notifier.send(delivery(
                42, brompton("<!channel> <@U1> *b* & <https://evil.example|x>").location("<!here> *x*")));

        Receiver.Received post = receiver.only();
        assertThat(post.at("/text").orElse(""))
                .startsWith("&lt;!channel&gt; &lt;@U1&gt; *b* &amp; &lt;https://evil.example|x&gt;");
        // Plain text is shown as it is, so nothing in it needs to be escaped.
        assertThat(post.at("/blocks/0/text/type")).contains("plain_text");
        assertThat(post.at("/blocks/0/text/text").orElse("")).startsWith("<!channel> <@U1> *b* &");
        assertThat(post.at("/blocks/1/elements/1/type")).contains("plain_text");
        assertThat(post.at("/blocks/1/elements/1/text")).contains("<!here> *x*");
    }

    @Test
    void keepsTextsWithinWhatSlackTakes() {
        notifier.send(delivery(42, "&".repeat(5_000), "x", Samples.subject(brompton()), Samples.ana()));

        Receiver.Received post = receiver.only();
        assertThat(post.at("/blocks/0/text/text").orElse("")).hasSize(3_000).endsWith("&…");
        assertThat(post.at("/text").orElse("")).hasSizeBetween(290, 300).endsWith("&amp;…");
        assertThat(post.json().at("/blocks").size()).isLessThanOrEqualTo(50);
    }

    @Test
    void goesWithoutThePhotoWhereSlackCannotLoadIt() {
        receiver.reply(400, "invalid_blocks").reply(200, "ok");

        assertThat(notifier.send(delivery(42, brompton()))).isEqualTo(DeliveryResult.delivered());
        assertThat(receiver.received().get(0).json().at("/blocks/0").has("accessory"))
                .isTrue();
        assertThat(receiver.received().get(1).json().at("/blocks/0").has("accessory"))
                .isFalse();
    }

    @Test
    void leavesTheWebhookAloneForAsLongAsSlackSays() {
        receiver.reply(429, "rate_limited", "Retry-After", "30");

        List<DeliveryResult> results = notifier.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton())));

        assertThat(results)
                .containsExactly(
                        new DeliveryResult.TryAgain("Slack answered 429: rate_limited", Duration.ofSeconds(30)),
                        DeliveryResult.notTried("Slack answered 429: rate_limited", Duration.ofSeconds(30)));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void aWebhookGetsAMessageASecond() {
        Notifier hurried = SlackNotifier.builder(webhooks)
                .server(receiver.url())
                .over(Receiver.sender().batchTimeout(Duration.ofMillis(900)).build())
                .build();

        List<DeliveryResult> results = hurried.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton())));

        assertThat(results)
                .containsExactly(DeliveryResult.delivered(), DeliveryResult.notTried("no time was left", null));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void whatGoesToOneWebhookGoesInOrderAndInOneBatch() {
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
        "404, no_service",
        "404, no_team",
        "410, channel_is_archived",
        "404, channel_not_found",
        "403, invalid_token"
    })
    void forgetsAWebhookThatIsNoMore(int status, String said) {
        receiver.reply(status, said);

        assertThat(notifier.send(delivery(42, brompton())))
                .isEqualTo(DeliveryResult.gone("Slack answered " + status + ": " + said));
        assertThat(webhooks.gone()).hasSize(1);
    }

    @Test
    void givesUpWhatIsWrittenWrongAndTriesTheRestAgain() {
        receiver.reply(400, "invalid_payload").reply(403, "action_prohibited").reply(500, "rollup_error");

        assertThat(notifier.send(delivery(1, photoless())))
                .isEqualTo(DeliveryResult.undeliverable("Slack answered 400: invalid_payload"));
        assertThat(notifier.send(delivery(1, brompton())))
                .isEqualTo(DeliveryResult.recipientRefused("Slack answered 403: action_prohibited"));
        assertThat(notifier.send(delivery(1, brompton())))
                .isEqualTo(DeliveryResult.tryAgain("Slack answered 500: rollup_error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.slack.com", "https://hooks.slack-gov.com"})
    void aWebhookIsToldToNoServiceButItsOwn(String service) {
        SlackWebhook webhook = SlackWebhook.parse(service + PATH);
        SlackNotifier toSlack =
                SlackNotifier.builder(new RememberingBook<>(webhook)).build();

        assertThat(toSlack.target(webhook)).isEqualTo(URI.create(service + PATH));
        assertThat(toSlack.endpoint(delivery(42, brompton()))).isEqualTo(service);
        assertThat(webhook.toString()).isEqualTo("SlackWebhook[***]");
    }

    @Test
    void aServerThatIsSetTakesTheWebhooksOfEitherService() {
        SlackNotifier elsewhere = SlackNotifier.builder(
                        new RememberingBook<>(SlackWebhook.parse("https://HOOKS.slack-gov.com" + PATH)))
                .server(receiver.url())
                .over(Receiver.sender().build())
                .build();

        assertThat(elsewhere.send(delivery(42, brompton()))).isEqualTo(DeliveryResult.delivered());
        assertThat(receiver.only().path()).isEqualTo(PATH);
        assertThat(elsewhere.endpoint(delivery(42, brompton())))
                .isEqualTo(receiver.url().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.slack-gov.com.evil.example/services/T0/B0/PlantedSlackToken",
                "https://hooks.slack-x.com/services/T0/B0/PlantedSlackToken",
                "https://hooks.slack.com.evil.example/services/T0/B0/PlantedSlackToken",
                "https://hooks.slack.com/services/T0/B0/PlantedSlackToken/../x",
                "https://hooks.slack.com/workflows/T0/B0/PlantedSlackToken",
                "https://evil.example/services/T0/B0/PlantedSlackToken",
                "Planted Slack Token"
            })
    void takesNoAddressThatIsNotSlacks(String url) {
        assertThatThrownBy(() -> SlackWebhook.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Planted");
    }
}
