package dev.souk.notify.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.AddressBook;
import dev.souk.notify.Card;
import dev.souk.notify.ChannelAbilities;
import dev.souk.notify.Clip;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Message;
import dev.souk.notify.Phrases;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a Slack channel by an incoming webhook, under the channel {@code slack}: the headline, price and place
 * with the first photo beside them, which Slack's servers load, and a button that leads to the listing. The words of a
 * listing stand where Slack reads plain text, so none of them becomes a mention or markup.
 *
 * <p>A webhook or a channel that is no more is {@link DeliveryResult.Undeliverable#addressGone() gone}; a 429 rests the
 * webhook for as long as Slack says. Slack offers no way to tell a repeat. Thread-safe.
 */
public final class SlackNotifier extends HttpNotifier<SlackWebhook> {

    /** The name of this channel. */
    public static final String CHANNEL = "slack";

    /** Slack takes one message a second by a webhook. */
    private static final Apart APART = new Apart(Duration.ZERO, Duration.ofSeconds(1));

    private static final int MAX_HEADLINE = 3_000;
    private static final int MAX_FALLBACK = 300;
    private static final int MAX_URL = 3_000;
    private static final int FORBIDDEN = 403;

    /** Around words they make them bold, slanted, struck out or code. */
    private static final Pattern MARKS = Pattern.compile("[*_~`]");

    private static final Set<String> GONE = Set.of(
            "no_service",
            "no_service_id",
            "no_active_hooks",
            "no_team",
            "team_disabled",
            "channel_not_found",
            "channel_is_archived",
            "user_not_found",
            "invalid_token");

    private final @Nullable URI server;
    private final @Nullable String linkLabel;

    private SlackNotifier(Builder settings) {
        super(CHANNEL, settings.webhooks, settings.sender(), settings.languages(), APART);
        this.server = settings.server;
        this.linkLabel = settings.linkLabel;
    }

    /** Starts with where the users' webhooks are found. */
    public static Builder builder(AddressBook<SlackWebhook> webhooks) {
        return new Builder(webhooks);
    }

    @Override
    public ChannelAbilities abilities() {
        return new ChannelAbilities(MAX_HEADLINE, true, true, true, true);
    }

    /** Slack's servers, or those of GovSlack. */
    @Override
    public String endpoint(Delivery delivery) {
        return originOf(delivery, this::target);
    }

    @Override
    String nameOf(SlackWebhook webhook) {
        return webhook.path().reveal();
    }

    @Override
    Verdict deliver(SlackWebhook webhook, Delivery delivery, Batch batch) {
        Message message = messageOf(delivery);
        if (message.isDigest()) {
            return judged(post(webhook, list(message), batch), webhook);
        }
        Card card = message.card();
        Phrases phrases = phrasesOf(delivery);
        HttpAnswer answer = post(webhook, document(card, phrases), batch);
        if (card.photo().isPresent() && isRefusedAsWritten(answer)) {
            // Slack loads the photo first, and takes no message whose photo it cannot load.
            answer = post(webhook, document(card.withoutPhoto(), phrases), batch);
        }
        return judged(answer, webhook);
    }

    private HttpAnswer post(SlackWebhook webhook, ObjectNode document, Batch batch) {
        return batch.post(HttpPost.json(target(webhook), Json.bytes(document)));
    }

    /** Where its messages are posted: a webhook is a secret between the user and the service that gave it. */
    URI target(SlackWebhook webhook) {
        String service = server == null ? "https://" + webhook.host() : server.toString();
        return URI.create(service + webhook.path().reveal());
    }

    /** A digest: the headline and by alert a linked line for each, in one section. */
    private static ObjectNode list(Message message) {
        String headline = Clip.toLength(message.headline(), MAX_FALLBACK);
        ObjectNode document = Json.object().put("text", fallback(headline)).put("unfurl_links", false);
        ArrayNode blocks = document.putArray("blocks");
        blocks.addObject().put("type", "section").set("text", plainText(headline));
        String lines = Listed.together(
                new Listed("", 0),
                Listed.groups(message, SlackNotifier::heading, SlackNotifier::line),
                message.rest(),
                MAX_HEADLINE);
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                // Or it makes links and mentions of plain words.
                .put("verbatim", true)
                .put("text", lines);
        return document;
    }

    /** A mark of the user's would end ours. */
    private static Listed heading(String words) {
        String heading = "*" + escaped(words.replace('*', ' ').strip()) + "*";
        return new Listed(heading, heading.length());
    }

    /** Within a link Slack reads no marks; beside one the listing's would become ours. */
    private static Listed line(Card card) {
        String words = Clip.toLength(card.line(), MAX_FALLBACK);
        String line = "• "
                + card.link()
                        .map(link -> escaped(link.toString()))
                        .filter(link -> link.length() <= Listed.LONGEST_ADDRESS)
                        .map(link -> "<%s|%s>".formatted(link, escaped(words)))
                        .orElseGet(() ->
                                escaped(MARKS.matcher(words).replaceAll(" ").strip()));
        return new Listed(line, line.length());
    }

    private ObjectNode document(Card card, Phrases phrases) {
        ObjectNode document =
                Json.object().put("text", fallback(card.headline())).put("unfurl_links", false);
        ArrayNode blocks = document.putArray("blocks");
        ObjectNode section = blocks.addObject().put("type", "section");
        section.set("text", plainText(Clip.toLength(card.headline(), MAX_HEADLINE)));
        card.photo()
                .filter(SlackNotifier::fits)
                .ifPresent(photo -> section.putObject("accessory")
                        .put("type", "image")
                        .put("image_url", photo.toString())
                        .put("alt_text", phrases.photo()));
        if (card.price().isPresent() || card.place().isPresent()) {
            facts(blocks.addObject().put("type", "context").putArray("elements"), card);
        }
        card.link().filter(SlackNotifier::fits).ifPresent(link -> {
            ObjectNode button = blocks.addObject()
                    .put("type", "actions")
                    .putArray("elements")
                    .addObject()
                    .put("type", "button")
                    .put("url", link.toString())
                    .put("action_id", "open");
            button.set("text", plainText(LinkLabel.of(linkLabel, phrases)));
        });
        return document;
    }

    /** Prices are ours, so they may have marks; the place is not. */
    private static void facts(ArrayNode elements, Card card) {
        card.price()
                .ifPresent(now -> elements.addObject()
                        .put("type", "mrkdwn")
                        .put(
                                "text",
                                "*" + escaped(now) + "*"
                                        + card.priceBefore()
                                                .map(was -> " ~" + escaped(was) + "~")
                                                .orElse("")));
        card.place().ifPresent(place -> elements.add(plainText(place)));
    }

    private static ObjectNode plainText(String words) {
        return Json.object().put("type", "plain_text").put("text", words).put("emoji", false);
    }

    /** What a phone shows before the message is opened; Slack reads it as text with marks. */
    private static String fallback(String headline) {
        return escaped(Clip.to(headline, MAX_FALLBACK, piece -> escaped(piece).length()));
    }

    /** Without these three nothing is a mention, a link or an entity. */
    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static boolean fits(URI address) {
        return address.toString().length() <= MAX_URL;
    }

    private static boolean isRefusedAsWritten(HttpAnswer answer) {
        return answer instanceof HttpAnswer.Response response && response.status() == 400;
    }

    private static Verdict judged(HttpAnswer answer, SlackWebhook webhook) {
        if (!(answer instanceof HttpAnswer.Response response)) {
            return Verdict.unreachable(((HttpAnswer.Failed) answer).reason());
        }
        if (response.isSuccess()) {
            return Verdict.of(DeliveryResult.delivered());
        }
        String said = response.body().strip();
        String reason = ServiceReason.of(
                "Slack", response.status(), said, List.of(webhook.path().reveal()));
        if (GONE.contains(said)) {
            return Verdict.of(DeliveryResult.gone(reason));
        }
        if (response.status() == FORBIDDEN) {
            // By whoever looks after that workspace, and may allow it again.
            return Verdict.of(DeliveryResult.recipientRefused(reason));
        }
        // What it has against this message it will have against it the next time.
        return isRefusedAsWritten(response)
                ? Verdict.of(DeliveryResult.undeliverable(reason))
                : Verdict.tryAgain(reason, response);
    }

    /** Collects the settings; each is checked at once. Not thread-safe. */
    public static final class Builder extends HttpBuilder<Builder> {

        private final AddressBook<SlackWebhook> webhooks;
        private @Nullable URI server;
        private @Nullable String linkLabel;

        private Builder(AddressBook<SlackWebhook> webhooks) {
            this.webhooks = webhooks;
        }

        /**
         * Another server in Slack's place, for all webhooks: scheme, host and port. Default each webhook's own,
         * {@code https://hooks.slack.com} or {@code https://hooks.slack-gov.com}.
         */
        public Builder server(URI server) {
            this.server = WebAddress.requireService(server);
            return this;
        }

        /** What stands on the button. 1 to 40 characters; default as {@link Phrases#seeTheListing} says. */
        public Builder linkLabel(String linkLabel) {
            this.linkLabel = LinkLabel.require(linkLabel);
            return this;
        }

        /** The notifier. Nothing is connected yet. */
        public SlackNotifier build() {
            return new SlackNotifier(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
