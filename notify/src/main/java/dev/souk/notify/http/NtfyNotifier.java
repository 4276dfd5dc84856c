package dev.souk.notify.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.AddressBook;
import dev.souk.notify.Card;
import dev.souk.notify.ChannelAbilities;
import dev.souk.notify.Clip;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Message;
import dev.souk.notify.Phrases;
import dev.souk.notify.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to a topic of ntfy, of ntfy.sh or of a server of your own, under the channel {@code ntfy}: the headline,
 * price and place, and the listing behind a tap and a button. A repeat has the same sequence id, so that it takes the
 * place of the first (servers and apps from 2.16).
 *
 * <p>A 429 rests the topic for as long as the server says. Refusals of a token are tried again, since an operator can mend
 * them. No photo is loaded by the user's phone unless {@link Builder#remoteImages} says so. Thread-safe. The token and the
 * topics are in no text that this class gives.
 */
public final class NtfyNotifier extends HttpNotifier<NtfyTopic> {

    /** The name of this channel. */
    public static final String CHANNEL = "ntfy";

    /** In bytes; a longer message would become a file. */
    private static final int MAX_MESSAGE = 4_096;

    private static final int MAX_TITLE = 250;

    /** In bytes; of a larger one ntfy takes nothing. */
    private static final int MAX_DOCUMENT = 8_192;

    private final URI server;
    private final @Nullable Secret token;
    private final @Nullable String linkLabel;
    private final int priority;
    private final boolean remoteImages;

    private NtfyNotifier(Builder settings) {
        super(CHANNEL, settings.topics, settings.sender(), settings.languages());
        this.server = settings.server;
        this.token = settings.token;
        this.linkLabel = settings.linkLabel;
        this.priority = settings.priority;
        this.remoteImages = settings.remoteImages;
    }

    /** Starts with where the users' topics are found. */
    public static Builder builder(AddressBook<NtfyTopic> topics) {
        return new Builder(topics);
    }

    @Override
    public ChannelAbilities abilities() {
        return new ChannelAbilities(MAX_MESSAGE, remoteImages, true, true, true);
    }

    @Override
    String nameOf(NtfyTopic topic) {
        return topic.name().reveal();
    }

    @Override
    Verdict deliver(NtfyTopic topic, Delivery delivery, Batch batch) {
        HttpPost post = HttpPost.json(server, Json.bytes(document(topic, delivery)));
        return judged(
                batch.post(token == null ? post : post.with(Map.of("Authorization", "Bearer " + token.reveal()))),
                topic);
    }

    private ObjectNode document(NtfyTopic topic, Delivery delivery) {
        Message message = messageOf(delivery);
        Card card = message.card();
        String headline = Clip.toLength(message.headline(), MAX_TITLE);
        ObjectNode document = Json.object()
                .put("topic", topic.name().reveal())
                .put("title", headline)
                .put("message", message.isDigest() ? list(message) : facts(card, headline))
                .put("priority", priority)
                .put("sequence_id", idOf(delivery));
        if (message.isDigest()) {
            return document;
        }
        card.link().ifPresent(link -> {
            putIfItFits(document, "click", TextNode.valueOf(link.toString()));
            ObjectNode button = Json.object()
                    .put("action", "view")
                    .put("label", LinkLabel.of(linkLabel, phrasesOf(delivery)))
                    .put("url", link.toString());
            putIfItFits(document, "actions", document.arrayNode().add(button));
        });
        if (remoteImages) {
            card.photo().ifPresent(photo -> putIfItFits(document, "attach", TextNode.valueOf(photo.toString())));
        }
        return document;
    }

    private static void putIfItFits(ObjectNode document, String name, JsonNode value) {
        document.set(name, value);
        if (Json.bytes(document).length > MAX_DOCUMENT) {
            document.remove(name);
        }
    }

    /** An empty message would be shown as "triggered". */
    private static String facts(Card card, String headline) {
        return Clip.to(card.facts().isEmpty() ? headline : card.facts(), MAX_MESSAGE, NtfyNotifier::bytes);
    }

    private static String list(Message message) {
        return Listed.together(
                new Listed("", 0),
                Listed.groups(
                        message, NtfyNotifier::listed, card -> listed("• " + Clip.toLength(card.line(), MAX_TITLE))),
                message.rest(),
                MAX_MESSAGE);
    }

    private static Listed listed(String line) {
        return new Listed(line, bytes(line));
    }

    private static int bytes(String piece) {
        return piece.getBytes(StandardCharsets.UTF_8).length;
    }

    private Verdict judged(HttpAnswer answer, NtfyTopic topic) {
        if (!(answer instanceof HttpAnswer.Response response)) {
            return Verdict.unreachable(((HttpAnswer.Failed) answer).reason());
        }
        if (response.isSuccess()) {
            return Verdict.of(DeliveryResult.delivered());
        }
        List<String> secrets = new ArrayList<>(List.of(topic.name().reveal()));
        if (token != null) {
            secrets.add(token.reveal());
        }
        String said = Json.read(response.body()).path("error").asText("");
        String reason = ServiceReason.of("ntfy", response.status(), said, secrets);
        return switch (response.status()) {
            // What it has against this message it will have against it the next time.
            case 400, 413 -> Verdict.of(DeliveryResult.undeliverable(reason));
            default -> Verdict.tryAgain(reason, response);
        };
    }

    /** Collects the settings; each is checked at once. Not thread-safe. */
    public static final class Builder extends HttpBuilder<Builder> {

        private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,200}");

        private final AddressBook<NtfyTopic> topics;
        private URI server = URI.create("https://ntfy.sh");
        private @Nullable Secret token;
        private @Nullable String linkLabel;
        private int priority = 3;
        private boolean remoteImages;

        private Builder(AddressBook<NtfyTopic> topics) {
            this.topics = topics;
        }

        /**
         * A server of your own: scheme, host and port. Default {@code https://ntfy.sh}. If it stands in an intranet, the
         * {@link HttpSender} has to allow its address.
         */
        public Builder server(URI server) {
            this.server = WebAddress.requireService(server);
            return this;
        }

        /** Signs in with an access token. Default not. */
        public Builder token(String token) {
            if (!TOKEN.matcher(token).matches()) {
                throw new IllegalArgumentException("not an access token of ntfy");
            }
            this.token = new Secret(token);
            return this;
        }

        /** What stands on the button. 1 to 40 characters; default as {@link Phrases#seeTheListing} says. */
        public Builder linkLabel(String linkLabel) {
            this.linkLabel = LinkLabel.require(linkLabel);
            return this;
        }

        /** How much it rings: 1 (not at all) to 5 (as loud as can be); default 3. */
        public Builder priority(int priority) {
            if (priority < 1 || priority > 5) {
                throw new IllegalArgumentException("the priority must be 1 to 5: " + priority);
            }
            this.priority = priority;
            return this;
        }

        /**
         * Whether the photo is shown, which the phone then loads from the marketplace's server. Default no.
         */
        public Builder remoteImages(boolean remoteImages) {
            this.remoteImages = remoteImages;
            return this;
        }

        /** The notifier. Nothing is connected yet. */
        public NtfyNotifier build() {
            return new NtfyNotifier(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
