package dev.souk.notify.http;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static dev.souk.notify.Samples.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.FakeClock;
import dev.souk.notify.Notifier;
import dev.souk.notify.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookNotifierTest {

    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private final Receiver receiver = new Receiver();
    private final FakeClock clock = new FakeClock();
    private final RememberingBook<WebhookEndpoint> endpoints = new RememberingBook<>(
            WebhookEndpoint.of(receiver.url("/hook?for=ana").toString(), OLD));
    private final Notifier notifier = notifier(endpoints);

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Notifier notifier(RememberingBook<WebhookEndpoint> book) {
        return WebhookNotifier.builder(book)
                .over(Receiver.sender().clock(clock).build())
                .build();
    }

    @Test
    void signsAsTheExampleOfStandardWebhooksDoes() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        String signature = WebhookSecret.parse(OLD)
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), body);

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void postsWhatHappenedForPrograms() {
        DeliveryResult result = notifier.send(delivery(
                42,
                draft(AlertEvent.PRICE_DROP, brompton().price(Money.of(550, "EUR")), Money.of(650, "EUR")),
                Samples.ana()));

        assertThat(result).isEqualTo(DeliveryResult.delivered());
        Receiver.Received post = receiver.only();
        assertThat(post.method()).isEqualTo("POST");
        assertThat(post.path()).isEqualTo("/hook?for=ana");
        assertThat(post.header("Content-Type")).isEqualTo("application/json");
        assertThat(post.at("/type")).contains("listing.price_drop");
        assertThat(post.at("/timestamp")).contains("2026-11-23T14:00:00Z");
        assertThat(post.at("/data/title")).contains("Now 550 EUR instead of 650 EUR: Brompton M6L");
        assertThat(post.at("/data/alert/name")).contains("Folding bikes");
        assertThat(post.at("/data/listing/price/amount")).contains("550");
        assertThat(post.at("/data/listing/previous_price/currency")).contains("EUR");
        assertThat(post.at("/data/listing/url")).contains(Samples.URL.toString());
    }

    @Test
    void givesTheSameIdOnAMachineThatWritesOtherDigits() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("bn-BD"));
        try {
            assertThat(notifier.send(delivery(42, brompton()))).isEqualTo(DeliveryResult.delivered());
        } finally {
            Locale.setDefault(before);
        }

        assertThat(receiver.only().header("webhook-id")).isEqualTo("souk_42_1795442400000");
    }

    @Test
    void signsWithEverySecretWhileTheReceiverChangesThem() {
        Notifier rotating = notifier(new RememberingBook<>(new WebhookEndpoint(
                receiver.url("/hook"), List.of(WebhookSecret.parse(NEW), WebhookSecret.parse(OLD)))));

        rotating.send(delivery(42, brompton()));

        Receiver.Received post = receiver.only();
        String id = post.header("webhook-id");
        assertThat(post.header("webhook-timestamp")).isEqualTo(Long.toString(Samples.NOW.getEpochSecond()));
        assertThat(post.header("webhook-signature").split(" "))
                .containsExactly(
                        WebhookSecret.parse(NEW).sign(id, Samples.NOW, post.body()),
                        WebhookSecret.parse(OLD).sign(id, Samples.NOW, post.body()));
    }

    @Test
    void givesARepeatTheSameIdAndANewTime() {
        receiver.reply(500, "");

        notifier.send(delivery(42, brompton()));
        clock.advance(Duration.ofMinutes(1));
        notifier.send(delivery(42, brompton()));
        notifier.send(delivery(43, brompton()));

        assertThat(receiver.received())
                .extracting(post -> post.header("webhook-id"))
                .containsExactly("souk_42_1795442400000", "souk_42_1795442400000", "souk_43_1795442400000");
        assertThat(receiver.received().get(0).text())
                .isEqualTo(receiver.received().get(1).text());
        assertThat(receiver.received().get(0).header("webhook-timestamp"))
                .isNotEqualTo(receiver.received().get(1).header("webhook-timestamp"));
    }

    @Test
    void givesUpAnEndpointThatSaysItIsGone() {
        receiver.reply(410, "go away");

        List<DeliveryResult> results = notifier.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton())));

        assertThat(results)
                .hasSize(2)
                .allSatisfy(result -> assertThat(result).isEqualTo(DeliveryResult.gone("the webhook answered 410")));
        assertThat(receiver.received()).hasSize(1);
        assertThat(endpoints.gone()).isNotEmpty();
        assertThat(notifier.send(delivery(3, brompton())))
                .isEqualTo(DeliveryResult.undeliverable("the user has no address for webhook"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 408, 500, 502})
    void triesEveryOtherRefusalAgainAndFollowsNoRedirect(int status) {
        receiver.reply(status, "", "Location", receiver.url("/elsewhere").toString());
        // OkHttp asks once more by itself after 408.
        receiver.reply(status, "");

        DeliveryResult result = notifier.send(delivery(42, brompton()));

        assertThat(result).isEqualTo(DeliveryResult.tryAgain("the webhook answered " + status));
        assertThat(receiver.received()).extracting(Receiver.Received::path).containsOnly("/hook?for=ana");
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0, 1",
        "9999999, 86400",
        "'Mon, 23 Nov 2026 14:02:00 GMT', 120",
        "'Mon, 23 Nov 2026 13:00:00 GMT', 1"
    })
    void obeysRetryAfterInSecondsAndAsADate(String header, int seconds) {
        receiver.reply(429, "", "Retry-After", header);

        DeliveryResult result = notifier.send(delivery(42, brompton()));

        assertThat(result)
                .isEqualTo(new DeliveryResult.TryAgain("the webhook answered 429", Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1e9", "NaN", ""})
    void leavesTheWaitToTheDispatcherWhenRetryAfterMakesNoSense(String header) {
        receiver.reply(429, "", "Retry-After", header);

        assertThat(notifier.send(delivery(42, brompton())))
                .isEqualTo(DeliveryResult.resting("the webhook answered 429", null));
    }

    @Test
    void leavesAnEndpointAloneForAsLongAsItAsks() {
        receiver.reply(429, "", "Retry-After", "60");

        List<DeliveryResult> results = notifier.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton())));
        clock.advance(Duration.ofSeconds(20));
        DeliveryResult later = notifier.send(delivery(3, brompton()));
        clock.advance(Duration.ofSeconds(41));
        DeliveryResult afterwards = notifier.send(delivery(3, brompton()));

        assertThat(results)
                .containsExactly(
                        new DeliveryResult.TryAgain("the webhook answered 429", Duration.ofMinutes(1)),
                        DeliveryResult.notTried("the webhook answered 429", Duration.ofMinutes(1)));
        assertThat(later)
                .isEqualTo(DeliveryResult.notTried("the receiver asked to be left alone", Duration.ofSeconds(40)));
        assertThat(afterwards).isEqualTo(DeliveryResult.delivered());
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void refusesEndpointsThatAreNone() {
        assertThatThrownBy(() -> WebhookEndpoint.of("ftp://example.org/secret", OLD))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> WebhookEndpoint.of("https://u:secret@example.org/", OLD))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> WebhookEndpoint.of("https://example.org/ secret", OLD))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> WebhookSecret.parse("whsec_tooshort")).hasMessageNotContaining("tooshort");
        assertThatThrownBy(() -> WebhookSecret.parse("whsec_?not base64?")).hasMessageNotContaining("base64?");
        assertThatThrownBy(() -> new WebhookEndpoint(receiver.url("/"), List.of()))
                .hasMessageContaining("1 to 5");
    }

    @Test
    void namesTheServerForTheBreakerAndNothingElse() {
        assertThat(notifier.endpoint(delivery(42, brompton())))
                .isEqualTo(receiver.url().toString());
    }
}
