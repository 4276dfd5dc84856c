package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.notification.Recipient;
import dev.souk.notify.AddressBook;
import dev.souk.notify.EmailNotifier;
import dev.souk.notify.InAppNotifier;
import dev.souk.notify.Notifier;
import dev.souk.notify.http.HttpSender;
import dev.souk.notify.http.PushSubscription;
import dev.souk.notify.http.TelegramChat;
import dev.souk.notify.http.TelegramNotifier;
import dev.souk.notify.http.VapidKeys;
import dev.souk.notify.http.WebPushNotifier;
import dev.souk.notify.http.WebhookEndpoint;
import dev.souk.notify.http.WebhookNotifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of docs/notifications.md, compiled. */
class NotificationsTest {

    @Test
    void theChannelsOfThePageAreWiredLikeThis() throws IOException {
        VapidKeys vapidKeys = VapidKeys.generate();

        List<Notifier> channels = channels(new Host(), "user", "password", "123456:" + "x".repeat(35), vapidKeys);

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
            Host host, String user, String password, String botToken, VapidKeys vapidKeys) {
        HttpSender sender = HttpSender.builder().build(); // one for all channels: guarded and bounded
        List<Notifier> channels = List.of(
                EmailNotifier.builder("smtp.example.org", 587, "alerts@example.org")
                        .login(user, password)
                        .unsubscribe(delivery -> Optional.of(host.stopLink(delivery.recipient())))
                        .build(),
                WebhookNotifier.builder(recipient -> host.endpoints(recipient.userId()))
                        .over(sender)
                        .build(),
                TelegramNotifier.builder(botToken, recipient -> host.chats(recipient.userId()))
                        .over(sender)
                        .build(),
                WebPushNotifier.builder(vapidKeys, "mailto:ops@example.org", host.browsers())
                        .over(sender)
                        .build(),
                new InAppNotifier());
        return channels;
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    /** What the host keeps. */
    private static final class Host {

        URI stopLink(Recipient recipient) {
            return URI.create("https://example.org/stop?user=" + recipient.userId());
        }

        List<WebhookEndpoint> endpoints(long userId) {
            return userId == 0
                    ? List.of()
                    : List.of(WebhookEndpoint.of("https://example.org/", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        }

        List<TelegramChat> chats(long userId) {
            return List.of(new TelegramChat(Long.toString(userId)));
        }

        AddressBook<PushSubscription> browsers() {
            return recipient -> List.of();
        }
    }
}
