package dev.souk.notify.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.AddressBook;
import dev.souk.notify.Card;
import dev.souk.notify.ChannelAbilities;
import dev.souk.notify.Clip;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import okio.ByteString;

/**
 * Sends to browsers by Web Push, under the channel {@code push}: a JSON document of {@code title}, {@code body},
 * {@code url}, {@code tag} and, if so set, {@code image}, encrypted so that the push service cannot read it. The page's
 * service worker shows it; {@code tag} is the same in every attempt, so that a repeat replaces the first.
 *
 * <pre>{@code
 * Notifier push = WebPushNotifier.builder(VapidKeys.parse(publicKey, privateKey), "mailto:ops@example.org", subscriptions)
 *         .build();
 * }</pre>
 *
 * <p>A subscription that ended (404, 410) is {@link DeliveryResult.Undeliverable#addressGone() gone}. Thread-safe. The
 * private key and the subscriptions are in no text that this class gives.
 */
public final class WebPushNotifier extends HttpNotifier<PushSubscription> {

    /** The name of this channel, as in the original's settings. */
    public static final String CHANNEL = "push";

    private static final int MAX_TITLE = 250;
    private static final int MAX_BODY = 200;
    private static final int MAX_URL_BYTES = 1_500;
    private static final int TOPIC_BYTES = 24;
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

    private final VapidKeys keys;
    private final String contact;
    private final Duration timeToLive;
    private final boolean remoteImages;
    private final PushEncryption encryption = new PushEncryption(new SecureRandom());
    private final HttpSender sender;

    private WebPushNotifier(Builder settings, HttpSender sender) {
        super(CHANNEL, settings.subscriptions, sender, settings.languages());
        this.keys = settings.keys;
        this.contact = settings.contact;
        this.timeToLive = settings.timeToLive;
        this.remoteImages = settings.remoteImages;
        this.sender = sender;
    }

    /**
     * Starts with what has no default.
     *
     * @param keys those with whose public key the browsers subscribed
     * @param contact a {@code mailto:} or {@code https:} address where a push service can complain
     * @param subscriptions where the users' browsers are found
     */
    public static Builder builder(VapidKeys keys, String contact, AddressBook<PushSubscription> subscriptions) {
        return new Builder(keys, contact, subscriptions);
    }

    @Override
    public ChannelAbilities abilities() {
        return new ChannelAbilities(MAX_TITLE, remoteImages, true, false, true);
    }

    /** The push services of the user's browsers. */
    @Override
    public String endpoint(Delivery delivery) {
        return originOf(delivery, PushSubscription::endpoint);
    }

    @Override
    String nameOf(PushSubscription subscription) {
        return subscription.endpoint().toString();
    }

    @Override
    Verdict deliver(PushSubscription subscription, Delivery delivery, Batch batch) {
        String id = idOf(delivery);
        byte[] body = encryption.encrypt(Json.bytes(document(messageOf(delivery), id)), subscription);
        long expires = sender.clock().instant().plus(TOKEN_LIFETIME).getEpochSecond();
        String token = VapidToken.signed(WebAddress.origin(subscription.endpoint()), contact, expires, keys);
        return judged(batch.post(new HttpPost(
                subscription.endpoint(),
                Map.of(
                        "Authorization",
                        "vapid t=" + token + ", k=" + keys.publicKey(),
                        "Content-Encoding",
                        "aes128gcm",
                        "TTL",
                        Long.toString(timeToLive.toSeconds()),
                        "Topic",
                        topic(id)),
                "application/octet-stream",
                ByteString.of(body))));
    }

    private ObjectNode document(Message message, String id) {
        Card card = message.card();
        ObjectNode document = Json.object()
                .put("title", Clip.toLength(message.headline(), MAX_TITLE))
                .put("body", Clip.toLength(message.isDigest() ? card.line() : card.facts(), MAX_BODY))
                .put("tag", id);
        if (message.isDigest()) {
            return document;
        }
        card.link()
                .map(URI::toString)
                .filter(link -> link.length() <= MAX_URL_BYTES)
                .ifPresent(link -> document.put("url", link));
        if (remoteImages) {
            card.photo().ifPresent(photo -> putIfItFits(document, photo));
        }
        return document;
    }

    private static void putIfItFits(ObjectNode document, URI photo) {
        document.put("image", photo.toString());
        if (Json.bytes(document).length > PushEncryption.MAX_MESSAGE_BYTES) {
            document.remove("image");
        }
    }

    /** A message that waits is replaced by one of the same topic; it has at most 32 characters of Base64 for URLs. */
    private static String topic(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, TOPIC_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    private static Verdict judged(HttpAnswer answer) {
        if (!(answer instanceof HttpAnswer.Response response)) {
            return Verdict.unreachable(((HttpAnswer.Failed) answer).reason());
        }
        if (response.isSuccess()) {
            return Verdict.of(DeliveryResult.delivered());
        }
        // What the service says is left out: it may repeat the endpoint.
        String reason = "the push service answered " + response.status();
        return switch (response.status()) {
            case 404, 410 -> Verdict.of(DeliveryResult.gone(reason));
            case 413 -> Verdict.of(DeliveryResult.undeliverable(reason));
            default -> Verdict.tryAgain(reason, response);
        };
    }

    /** Collects the settings; each is checked at once. Not thread-safe. */
    public static final class Builder extends HttpBuilder<Builder> {

        private static final Duration LONGEST_LIFE = Duration.ofDays(28);

        private final VapidKeys keys;
        private final String contact;
        private final AddressBook<PushSubscription> subscriptions;
        private Duration timeToLive = Duration.ofDays(1);
        private boolean remoteImages;

        private Builder(VapidKeys keys, String contact, AddressBook<PushSubscription> subscriptions) {
            if (!contact.matches("(mailto:|https://)[\\x21-\\x7e]{3,200}")) {
                throw new IllegalArgumentException("contact is not a mailto or https URL: " + contact);
            }
            this.keys = keys;
            this.contact = contact;
            this.subscriptions = subscriptions;
        }

        /** How long the service keeps a message for a browser that is not there. Zero to 28 days; default 1 day. */
        public Builder timeToLive(Duration timeToLive) {
            if (timeToLive.isNegative() || timeToLive.compareTo(LONGEST_LIFE) > 0) {
                throw new IllegalArgumentException("the time to live must be zero to 28 days: " + timeToLive);
            }
            this.timeToLive = timeToLive;
            return this;
        }

        /** Whether the photo is shown, which the browser then loads from the marketplace's server. Default no. */
        public Builder remoteImages(boolean remoteImages) {
            this.remoteImages = remoteImages;
            return this;
        }

        /** The notifier. Nothing is connected yet. */
        public WebPushNotifier build() {
            return new WebPushNotifier(this, sender());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
