package dev.souk.notify.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.AddressBook;
import dev.souk.notify.Card;
import dev.souk.notify.ChannelAbilities;
import dev.souk.notify.Clip;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Message;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes into a Discord channel by its webhook, under the channel {@code discord}: an embed whose title leads to the
 * listing, with price, place and the first photo, which Discord's servers load. No word of a listing becomes a mention or
 * markup. Where Discord does not take the photo's address, the message goes without.
 *
 * <p>A webhook that was deleted is {@link DeliveryResult.Undeliverable#addressGone() gone}. A 429, or an answer that says
 * that it was the last one for now, rests the webhook for as long as Discord says. Discord offers no way to tell a
 * repeat. Thread-safe.
 */
public final class DiscordNotifier extends HttpNotifier<DiscordWebhook> {

    /** The name of this channel. */
    public static final String CHANNEL = "discord";

    private static final int MAX_TITLE = 256;
    private static final int MAX_DESCRIPTION = 4_096;
    private static final int MAX_URL = 2_048;

    /** What Discord's markdown could take for a mark; behind a backslash it is a character like others. */
    private static final Pattern MARKS = Pattern.compile("[\\\\*_~`|>#\\[\\]()<:@.+-]");

    /** Codes of JSON answers: an unknown webhook, and a webhook token that is not valid. */
    private static final List<Integer> NO_SUCH_WEBHOOK = List.of(10_015, 50_027);

    private final URI server;

    private DiscordNotifier(Builder settings) {
        super(CHANNEL, settings.webhooks, settings.sender(), settings.languages());
        this.server = settings.server;
    }

    /** Starts with where the users' webhooks are found. */
    public static Builder builder(AddressBook<DiscordWebhook> webhooks) {
        return new Builder(webhooks);
    }

    @Override
    public ChannelAbilities abilities() {
        return new ChannelAbilities(MAX_DESCRIPTION, true, true, false, true);
    }

    @Override
    String nameOf(DiscordWebhook webhook) {
        return webhook.id();
    }

    @Override
    Verdict deliver(DiscordWebhook webhook, Delivery delivery, Batch batch) {
        // Waiting for the message to be stored, or a refusal would not be told.
        URI target = URI.create("%s/api/v10/webhooks/%s/%s?wait=true"
                .formatted(server, webhook.id(), webhook.token().reveal()));
        Message message = messageOf(delivery);
        ObjectNode document = document(message, true);
        HttpAnswer answer = batch.post(HttpPost.json(target, Json.bytes(document)));
        if (document.at("/embeds/0").has("image") && isRefusedAsWritten(answer)) {
            // Discord takes no embed whose photo has an address that it does not like.
            answer = batch.post(HttpPost.json(target, Json.bytes(document(message, false))));
        }
        return judged(answer, webhook);
    }

    private static ObjectNode document(Message message, boolean withPhoto) {
        ObjectNode document = Json.object();
        document.putObject("allowed_mentions").putArray("parse");
        ObjectNode embed = document.putArray("embeds").addObject();
        embed.put(
                "title",
                escaped(Clip.to(
                        message.headline(), MAX_TITLE, piece -> escaped(piece).length())));
        if (message.isDigest()) {
            embed.put("description", list(message));
        } else {
            putFacts(embed, withPhoto ? message.card() : message.card().withoutPhoto());
        }
        return document;
    }

    private static void putFacts(ObjectNode embed, Card card) {
        String description = description(card);
        if (!description.isEmpty()) {
            embed.put("description", description);
        }
        card.link().filter(DiscordNotifier::fits).ifPresent(link -> embed.put("url", link.toString()));
        card.photo()
                .filter(DiscordNotifier::fits)
                .ifPresent(photo -> embed.putObject("image").put("url", photo.toString()));
    }

    private static String list(Message message) {
        return Listed.together(
                new Listed("", 0),
                Listed.groups(message, DiscordNotifier::heading, DiscordNotifier::line),
                message.rest(),
                MAX_DESCRIPTION);
    }

    private static Listed heading(String words) {
        String heading = "**" + escaped(words) + "**";
        return new Listed(heading, heading.length());
    }

    private static Listed line(Card card) {
        String words = escaped(Clip.toLength(card.line(), MAX_TITLE));
        String line = card.link()
                .filter(link -> link.toString().length() <= Listed.LONGEST_ADDRESS)
                .map(link -> "[%s](<%s>)".formatted(words, link))
                .orElse(words);
        return new Listed("• " + line, "• ".length() + line.length());
    }

    /** Price and place; far shorter than an embed may be, since both are. */
    private static String description(Card card) {
        String price = card.price().map(now -> "**" + escaped(now) + "**").orElse("");
        String before =
                card.priceBefore().map(was -> " ~~" + escaped(was) + "~~").orElse("");
        String place = card.place()
                .map(where -> (price.isEmpty() ? "" : ", ") + escaped(where))
                .orElse("");
        return price + before + place;
    }

    private static String escaped(String words) {
        return MARKS.matcher(words).replaceAll("\\\\$0");
    }

    private static boolean fits(URI address) {
        return address.toString().length() <= MAX_URL;
    }

    private static boolean isRefusedAsWritten(HttpAnswer answer) {
        return answer instanceof HttpAnswer.Response response && response.status() == 400;
    }

    private static Verdict judged(HttpAnswer answer, DiscordWebhook webhook) {
        if (!(answer instanceof HttpAnswer.Response response)) {
            return Verdict.unreachable(((HttpAnswer.Failed) answer).reason());
        }
        if (response.isSuccess()) {
            return delivered(response);
        }
        JsonNode said = Json.read(response.body());
        String reason = ServiceReason.of(
                "Discord",
                response.status(),
                said.path("message").asText(""),
                List.of(webhook.token().reveal(), webhook.id()));
        if (NO_SUCH_WEBHOOK.contains(said.path("code").asInt())) {
            return Verdict.of(DeliveryResult.gone(reason));
        }
        return switch (response.status()) {
            // What it has against this message it will have against it the next time.
            case 400 -> Verdict.of(DeliveryResult.undeliverable(reason));
            default -> {
                Verdict later = Verdict.tryAgain(reason, response, waitIn(said, response));
                yield said.path("global").asBoolean() ? later.forAll() : later;
            }
        };
    }

    /** Delivered; and if it was the last for now, Discord says for how long. */
    private static Verdict delivered(HttpAnswer.Response response) {
        Verdict delivered = Verdict.of(DeliveryResult.delivered());
        boolean last =
                response.header("X-RateLimit-Remaining").filter("0"::equals).isPresent();
        return !last
                ? delivered
                : response.header("X-RateLimit-Reset-After")
                        .flatMap(text -> RetryAfter.read(text, response.at()))
                        .map(delivered::resting)
                        .orElse(delivered);
    }

    private static Optional<Duration> waitIn(JsonNode said, HttpAnswer.Response response) {
        JsonNode seconds = said.path("retry_after");
        return seconds.isNumber() ? RetryAfter.seconds(seconds.asDouble()) : response.retryAfter();
    }

    /** Collects the settings; each is checked at once. Not thread-safe. */
    public static final class Builder extends HttpBuilder<Builder> {

        private final AddressBook<DiscordWebhook> webhooks;
        private URI server = URI.create("https://discord.com");

        private Builder(AddressBook<DiscordWebhook> webhooks) {
            this.webhooks = webhooks;
        }

        /** Another server in Discord's place, for tests: scheme, host and port. Default {@code https://discord.com}. */
        public Builder server(URI server) {
            this.server = WebAddress.requireService(server);
            return this;
        }

        /** The notifier. Nothing is connected yet. */
        public DiscordNotifier build() {
            return new DiscordNotifier(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
