package dev.souk.notify.http;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.notify.AddressBook;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Plants secrets in all addresses and tokens, lets everything go wrong, and looks for them in whatever was said. */
class SecretsTest {

    private static final String PLANTED = "Planted0Secret0Planted0Secret";
    private static final String WHSEC = "UGxhbnRlZDBTZWNyZXQwUGxhbnRlZDBT";

    private static final List<String> SECRETS = List.of(PLANTED, WHSEC, "998877665544");

    private static final int[] STATUSES = {200, 302, 400, 401, 403, 404, 410, 413, 429, 500, 503};

    private final List<Object> said = new ArrayList<>();

    @Test
    void noSecretIsInAnyResultLogOrText() throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Logger okhttp = Logger.getLogger("okhttp3");
        try (Receiver receiver = new Receiver();
                RudeReceiver dropping = RudeReceiver.dropping()) {
            PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8);
            System.setOut(captured);
            System.setErr(captured);
            okhttp.setLevel(Level.ALL);
            ConsoleHandler handler = new ConsoleHandler();
            handler.setLevel(Level.ALL);
            okhttp.addHandler(handler);

            for (Notifier notifier : notifiers(receiver.url(), Receiver.sender().build())) {
                for (int status : STATUSES) {
                    receiver.reply(status, echo(notifier), "Location", "https://example.org/" + PLANTED);
                    receiver.reply(status, echo(notifier));
                    said.add(notifier.send(delivery(42, brompton())));
                    said.add(notifier.endpoint(delivery(42, brompton())));
                    receiver.forgetReplies();
                }
                said.add(notifier);
            }
            URI broken = URI.create(dropping.url().toString().replace("/hook", ""));
            for (HttpSender sender : List.of(
                    Receiver.sender().build(),
                    HttpSender.builder().allowPlainHttp().build())) {
                for (Notifier notifier : notifiers(broken, sender)) {
                    DeliveryResult result = notifier.send(delivery(42, brompton()));
                    assertThat(result).isInstanceOf(DeliveryResult.TryAgain.class);
                    said.add(result);
                }
            }
            okhttp.removeHandler(handler);
        } finally {
            okhttp.setLevel(null);
            System.setOut(out);
            System.setErr(err);
        }

        for (String secret : SECRETS) {
            assertThat(said).extracting(Object::toString).noneMatch(text -> text.contains(secret));
            assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(secret);
        }
    }

    /** What a server says that repeats all it was sent; the secret of a webhook is not among it. */
    private static String echo(Notifier notifier) {
        boolean hasNumber = List.of("telegram", "discord").contains(notifier.channel());
        String all = PLANTED + (hasNumber ? " 998877665544" : "");
        return "{\"description\":\"%s\",\"message\":\"%s\",\"error\":\"%s\"}".formatted(all, all, all);
    }

    /** Each with addresses and tokens that hold a secret, at that server. */
    private List<Notifier> notifiers(URI server, HttpSender sender) {
        WebhookEndpoint endpoint = WebhookEndpoint.of(server + "/" + PLANTED, "whsec_" + WHSEC);
        TelegramChat chat = new TelegramChat("998877665544");
        DiscordWebhook discord = DiscordWebhook.parse("https://discord.com/api/webhooks/998877665544/" + PLANTED);
        SlackWebhook slack = SlackWebhook.parse("https://hooks.slack.com/services/T0/B0/" + PLANTED);
        NtfyTopic topic = NtfyTopic.of(PLANTED);
        PushSubscription subscription = new Browser().subscribe(URI.create(server + "/" + PLANTED));
        VapidKeys keys = VapidKeys.generate();
        said.addAll(List.of(endpoint, endpoint.secrets(), chat, discord, slack, topic, subscription));
        assertThat(keys.toString()).doesNotContain(keys.revealPrivateKey());
        return List.of(
                WebhookNotifier.builder(AddressBook.fixed(List.of(endpoint)))
                        .over(sender)
                        .build(),
                TelegramNotifier.builder("123456:" + PLANTED, AddressBook.fixed(List.of(chat)))
                        .server(server)
                        .over(sender)
                        .build(),
                DiscordNotifier.builder(AddressBook.fixed(List.of(discord)))
                        .server(server)
                        .over(sender)
                        .build(),
                SlackNotifier.builder(AddressBook.fixed(List.of(slack)))
                        .server(server)
                        .over(sender)
                        .build(),
                NtfyNotifier.builder(AddressBook.fixed(List.of(topic)))
                        .server(server)
                        .token("tk_" + PLANTED)
                        .over(sender)
                        .build(),
                WebPushNotifier.builder(keys, "mailto:ops@example.org", AddressBook.fixed(List.of(subscription)))
                        .over(sender)
                        .build());
    }
}
