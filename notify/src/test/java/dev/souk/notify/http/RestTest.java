package dev.souk.notify.http;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Recipient;
import dev.souk.notify.AddressBook;
import dev.souk.notify.FakeClock;
import dev.souk.notify.Notifier;
import dev.souk.notify.Rest;
import dev.souk.notify.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What rests can be seen. */
class RestTest {

    private final Receiver receiver = new Receiver();
    private final FakeClock clock = new FakeClock();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void tellsHowManyAddressesRestAndHowLongTheLastOfThemDoes() {
        Notifier notifier = WebhookNotifier.builder(AddressBook.of(
                        user -> List.of(WebhookEndpoint.of(
                                receiver.url("/of/" + user.userId()).toString(),
                                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
                        (user, address) -> {}))
                .over(Receiver.sender().clock(clock).build())
                .build();
        assertThat(notifier.rest()).isEqualTo(Rest.NONE);
        receiver.reply(429, "", "Retry-After", "17").reply(429, "", "Retry-After", "60");

        notifier.send(to(1));
        notifier.send(to(2));

        assertThat(notifier.rest()).isEqualTo(new Rest(2, Optional.of(Duration.ofSeconds(60)), Optional.empty()));
        clock.advance(Duration.ofSeconds(20));
        assertThat(notifier.rest()).isEqualTo(new Rest(1, Optional.of(Duration.ofSeconds(40)), Optional.empty()));
        clock.advance(Duration.ofSeconds(40));
        assertThat(notifier.rest()).isEqualTo(Rest.NONE);
    }

    @Test
    void tellsHowLongTheWholeChannelRests() {
        Notifier notifier = TelegramNotifier.builder(
                        "123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc",
                        AddressBook.fixed(List.of(new TelegramChat("4242"))))
                .over(Receiver.sender().clock(clock).build())
                .server(receiver.url())
                .build();
        receiver.reply(429, "{\"ok\":false,\"description\":\"Too Many\",\"parameters\":{\"retry_after\":17}}");

        notifier.send(to(1));

        assertThat(notifier.rest().whole()).contains(Duration.ofSeconds(17));
        assertThat(notifier.rest().toString()).doesNotContain("4242", "AAEhBO");
        clock.advance(Duration.ofSeconds(17));
        assertThat(notifier.rest()).isEqualTo(Rest.NONE);
    }

    @Test
    void fewerThanNoAddressesCannotRest() {
        assertThatThrownBy(() -> new Rest(-1, Optional.empty(), Optional.empty()))
                .hasMessageContaining("-1");
    }

    private static Delivery to(long userId) {
        return delivery(
                userId,
                Samples.draft(AlertEvent.MATCH, brompton(), null),
                new Recipient(userId, "user@example.org", null));
    }
}
