package dev.souk.notify.http;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static dev.souk.notify.Samples.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.notify.AddressBook;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NtfyNotifierTest {

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private NtfyNotifier.Builder notifier() {
        return NtfyNotifier.builder(AddressBook.fixed(List.of(NtfyTopic.of("planted-topic"))))
                .server(receiver.url())
                .over(Receiver.sender().build());
    }

    @Test
    void publishesAsJsonWithWhatATapOpens() {
        DeliveryResult result = notifier()
                .token("tk_planted")
                .priority(4)
                .build()
                .send(delivery(
                        42,
                        draft(AlertEvent.PRICE_DROP, brompton().price(Money.of(550, "EUR")), Money.of(1_650, "EUR")),
                        Samples.ana()));

        assertThat(result).isEqualTo(DeliveryResult.delivered());
        Receiver.Received post = receiver.only();
        assertThat(post.path()).isEqualTo("/");
        assertThat(post.header("Authorization")).isEqualTo("Bearer tk_planted");
        assertThat(post.at("/topic")).contains("planted-topic");
        assertThat(post.at("/title")).contains("Now 550 EUR instead of 1,650 EUR: Brompton M6L");
        assertThat(post.at("/message")).contains("1,650 EUR → 550 EUR, Houston, TX");
        assertThat(post.at("/priority")).contains("4");
        assertThat(post.at("/click")).contains(Samples.URL.toString());
        assertThat(post.at("/actions/0/action")).contains("view");
        assertThat(post.at("/sequence_id")).contains("souk_42_1795442400000");
        assertThat(post.json().has("attach")).isFalse();
    }

    @Test
    void showsThePhotoWhenTold() {
        notifier().remoteImages(true).build().send(delivery(42, brompton()));

        assertThat(receiver.only().at("/attach")).contains("https://img.example.org/1.jpg?a=1&b=2");
    }

    @Test
    void saysSomethingWhereNothingIsKnown() {
        notifier().build().send(delivery(42, brompton().price(null).location(null)));

        assertThat(receiver.only().at("/message")).contains("Brompton M6L: matches 'Folding bikes'");
    }

    /** ntfy reads 8,192 bytes of a document and refuses a larger one for good, and the address stands in it twice. */
    @Test
    void aListingWithALongAddressIsNoLargerThanNtfyTakes() {
        URI photo = URI.create("https://img.example.org/" + "p".repeat(1_900));
        for (int length : new int[] {2_000, 3_000, 3_900}) {
            URI page = URI.create("https://market.example/?" + "q".repeat(length));
            Listing.Builder listing = Listing.builder(new ListingKey(new SourceId("test"), "1"), "Bike " + length, page)
                    .image(ListingImage.of(photo));

            notifier().remoteImages(true).build().send(delivery(42, listing));

            Receiver.Received post = receiver.received().get(receiver.received().size() - 1);
            assertThat(post.body().length).isLessThanOrEqualTo(8_192);
            assertThat(post.at("/click")).contains(page.toString());
        }
    }

    @Test
    void triesAgainWhenItIsTooMuchAndWhatAnOperatorCanMend() {
        receiver.reply(429, "{\"code\":42901,\"http\":429,\"error\":\"limit reached: too many requests\"}")
                .reply(429, "", "Retry-After", "5")
                .reply(403, "{\"code\":40301,\"http\":403,\"error\":\"forbidden\"}")
                .reply(507, "{\"code\":50701,\"http\":507,\"error\":\"no space\"}");
        NtfyNotifier notifier = notifier().build();

        List<DeliveryResult> batch = notifier.sendAll(List.of(delivery(1, brompton()), delivery(2, brompton())));

        assertThat(batch)
                .containsExactly(
                        DeliveryResult.resting("ntfy answered 429: limit reached: too many requests", null),
                        DeliveryResult.resting("ntfy answered 429: limit reached: too many requests", null));
        assertThat(receiver.received()).hasSize(1);
        assertThat(notifier().build().send(delivery(1, brompton())))
                .isEqualTo(new DeliveryResult.TryAgain("ntfy answered 429", Duration.ofSeconds(5)));
        assertThat(notifier().build().send(delivery(1, brompton())))
                .isEqualTo(DeliveryResult.tryAgain("ntfy answered 403: forbidden"));
        assertThat(notifier().build().send(delivery(1, brompton())))
                .isEqualTo(DeliveryResult.tryAgain("ntfy answered 507: no space"));
    }

    @Test
    void givesUpWhatIsWrittenWrong() {
        receiver.reply(400, "{\"code\":40009,\"http\":400,\"error\":\"invalid topic planted-topic\"}");

        assertThat(notifier().build().send(delivery(1, brompton())))
                .isEqualTo(DeliveryResult.undeliverable("ntfy answered 400: invalid topic ***"));
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> notifier().priority(6)).hasMessageContaining("1 to 5: 6");
        assertThatThrownBy(() -> notifier().token("planted\n")).hasMessageNotContaining("planted");
        assertThatThrownBy(() -> NtfyTopic.of("planted/../x")).hasMessageNotContaining("planted");
    }
}
