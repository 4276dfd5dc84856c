package dev.souk.notify.http;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static dev.souk.notify.Samples.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.FakeClock;
import dev.souk.notify.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPushNotifierTest {

    private final Receiver receiver = new Receiver();
    private final Browser browser = new Browser();
    private final VapidKeys keys = VapidKeys.generate();
    private final RememberingBook<PushSubscription> subscriptions =
            new RememberingBook<>(browser.subscribe(receiver.url("/push/planted")));

    @AfterEach
    void stop() {
        receiver.close();
    }

    private WebPushNotifier.Builder notifier() {
        return WebPushNotifier.builder(keys, "mailto:ops@example.org", subscriptions)
                .over(Receiver.sender().clock(new FakeClock()).build());
    }

    @Test
    void theBrowserReadsWhatThePushServiceCannot() throws Exception {
        receiver.reply(201, "");

        DeliveryResult result = notifier()
                .timeToLive(Duration.ofHours(2))
                .build()
                .send(delivery(
                        42,
                        draft(AlertEvent.PRICE_DROP, brompton().price(Money.of(550, "EUR")), Money.of(650, "EUR")),
                        Samples.ana()));

        assertThat(result).isEqualTo(DeliveryResult.delivered());
        Receiver.Received post = receiver.only();
        assertThat(post.path()).isEqualTo("/push/planted");
        assertThat(post.header("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(post.header("TTL")).isEqualTo("7200");
        assertThat(post.header("Topic")).matches("[A-Za-z0-9_-]{32}");
        assertThat(new String(post.body(), StandardCharsets.ISO_8859_1)).doesNotContain("Brompton");
        JsonNode message = Json.read(browser.read(post.body()));
        assertThat(message.path("title").asText()).isEqualTo("Now 550 EUR instead of 650 EUR: Brompton M6L");
        assertThat(message.path("body").asText()).isEqualTo("650 EUR → 550 EUR, Houston, TX");
        assertThat(message.path("url").asText()).isEqualTo(Samples.URL.toString());
        assertThat(message.path("tag").asText()).isEqualTo("souk_42_1795442400000");
        assertThat(message.has("image")).isFalse();
    }

    @Test
    void signsForThePushServiceWhoItIs() {
        notifier().build().send(delivery(42, brompton()));

        String authorization = receiver.only().header("Authorization");
        assertThat(authorization).matches("vapid t=[A-Za-z0-9_.-]+, k=" + keys.publicKey());
        String token = authorization.substring("vapid t=".length(), authorization.indexOf(','));
        assertThat(VapidToken.isSignedBy(P256.publicKey(Base64.getUrlDecoder().decode(keys.publicKey())), token))
                .isTrue();
        JsonNode claims = part(token, 1);
        assertThat(part(token, 0).path("alg").asText()).isEqualTo("ES256");
        assertThat(claims.path("aud").asText()).isEqualTo(receiver.url().toString());
        assertThat(claims.path("sub").asText()).isEqualTo("mailto:ops@example.org");
        assertThat(claims.path("exp").asLong())
                .isEqualTo(Samples.NOW.plus(Duration.ofHours(12)).getEpochSecond());
    }

    private static JsonNode part(String token, int number) {
        return Json.read(new String(Base64.getUrlDecoder().decode(token.split("\\.")[number]), StandardCharsets.UTF_8));
    }

    @Test
    void keepsTheTopicOfARepeat() {
        notifier().build().send(delivery(42, brompton()));
        notifier().build().send(delivery(42, brompton()));
        notifier().build().send(delivery(43, brompton()));

        String topic = receiver.received().get(0).header("Topic");
        assertThat(receiver.received().get(1).header("Topic")).isEqualTo(topic);
        assertThat(receiver.received().get(2).header("Topic")).isNotEqualTo(topic);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void forgetsASubscriptionThatEnded(int status) {
        receiver.reply(status, "planted");

        assertThat(notifier().build().send(delivery(42, brompton())))
                .isEqualTo(DeliveryResult.gone("the push service answered " + status));
        assertThat(subscriptions.gone()).hasSize(1);
    }

    @Test
    void obeysALimitAndGivesUpWhatIsTooLarge() {
        receiver.reply(429, "", "Retry-After", "90").reply(413, "").reply(403, "");

        assertThat(notifier().build().send(delivery(42, brompton())))
                .isEqualTo(new DeliveryResult.TryAgain("the push service answered 429", Duration.ofSeconds(90)));
        assertThat(notifier().build().send(delivery(42, brompton())))
                .isEqualTo(DeliveryResult.undeliverable("the push service answered 413"));
        assertThat(notifier().build().send(delivery(42, brompton())))
                .isEqualTo(DeliveryResult.tryAgain("the push service answered 403"));
    }

    @Test
    void fitsTheLongestOfTexts() throws Exception {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        notifier()
                .remoteImages(true)
                .build()
                .send(delivery(
                        42,
                        family.repeat(100),
                        "x",
                        Samples.subject(brompton().location("字".repeat(200))),
                        Samples.ana()));

        JsonNode message = Json.read(browser.read(receiver.only().body()));
        assertThat(message.path("title").asText()).startsWith(family).endsWith(family + "…");
        assertThat(message.path("image").asText()).isEqualTo("https://img.example.org/1.jpg?a=1&b=2");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> WebPushNotifier.builder(keys, "ops", subscriptions))
                .hasMessageContaining("ops");
        assertThatThrownBy(() -> notifier().timeToLive(Duration.ofDays(29))).hasMessageContaining("28 days");
    }
}
