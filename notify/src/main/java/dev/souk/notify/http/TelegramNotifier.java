package dev.souk.notify.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.AddressBook;
import dev.souk.notify.Card;
import dev.souk.notify.ChannelAbilities;
import dev.souk.notify.Clip;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Html;
import dev.souk.notify.Message;
import dev.souk.notify.Phrases;
import dev.souk.notify.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages of a Telegram bot, under the channel {@code telegram}: the headline, price and place, the first photo,
 * and a button that leads to the listing.
 *
 * <pre>{@code
 * Notifier telegram = TelegramNotifier.builder(botToken, chats).build();
 * }</pre>
 *
 * <p>Telegram's servers load the photo, so the marketplace does not learn who looks at it. Where they cannot, the message
 * goes without, and so it does without the button where they do not take its address. A user who blocked the bot, or a
 * chat that is no more, is {@link DeliveryResult.Undeliverable#addressGone() gone}. A group that became a supergroup is
 * followed, and the {@linkplain AddressBook#moved address book} told. Where the bot lacks the right to write, the message
 * is tried again. A 429 rests the bot for as long as Telegram says, since it does not say whether it means the chat or the
 * bot.
 *
 * <p>Messages of one notifier are 40 ms apart, those to one chat a second, and those to one group or channel three, as
 * Telegram advises (30 a second in all, 20 a minute to a group); of several instances it decides. It offers no way to tell
 * a repeat. Thread-safe. The token is in no text that this class gives.
 */
public final class TelegramNotifier extends HttpNotifier<TelegramChat> {

    /** The name of this channel. */
    public static final String CHANNEL = "telegram";

    private static final int MAX_TEXT = 4_096;
    private static final int MAX_CAPTION = 1_024;
    private static final int MAX_LINE = 300;

    /*
     * Of a text Telegram counts no marks, but takes no more than about 9,500 characters of them, most of which are the
     * addresses of links; it says so nowhere but in a refusal.
     */

    private static final int MAX_MARKS = 8_000;
    private static final int MARK = 20;
    private static final Apart APART = new Apart(Duration.ofMillis(40), Duration.ofSeconds(1));
    private static final Duration GROUPS_APART = Duration.ofSeconds(3);
    private static final int TOO_MANY_REQUESTS = 429;

    private static final Pattern PHOTO_TROUBLE = Pattern.compile(
            "(?i)photo|http url|url content|wrong file|wrong type of the web page|image_process_failed|webpage_"
                    + "|CHAT_SEND_MEDIA_FORBIDDEN");

    private static final Pattern TOO_MANY_MARKS = Pattern.compile("(?i)entities_too_long|text is too long");

    /** Of a button that leads to an address that Telegram does not take, such as a host without a dot. */
    private static final Pattern BUTTON_TROUBLE = Pattern.compile("(?i)button.*url");

    private static final Pattern NO_SUCH_CHAT = Pattern.compile(
            "(?i)chat not found|user is deactivated|bot was (blocked|kicked)|chat was deleted|not a member|PEER_ID_INVALID"
                    + "|to a supergroup");

    /**
     * What whoever looks after the chat can mend: they give the bot the right to write, open the topic again, or press the
     * bot's button to start, before which it may not write to a user.
     */
    private static final Pattern MAY_NOT_WRITE = Pattern.compile(
            "(?i)not enough rights|no rights to send|need administrator rights"
                    + "|can't initiate conversation|CHAT_(WRITE_FORBIDDEN|RESTRICTED|ADMIN_REQUIRED|SEND_[A-Z]+_FORBIDDEN)|TOPIC_CLOSED");

    private final Secret token;
    private final URI server;
    private final @Nullable String linkLabel;

    private TelegramNotifier(Builder settings) {
        super(CHANNEL, settings.chats, settings.sender(), settings.languages(), APART);
        this.token = settings.token;
        this.server = settings.server;
        this.linkLabel = settings.linkLabel;
    }

    /**
     * Starts with what has no default.
     *
     * @param token of the bot, as BotFather gave it
     * @param chats where the users' chats are found
     */
    public static Builder builder(String token, AddressBook<TelegramChat> chats) {
        return new Builder(token, chats);
    }

    @Override
    public ChannelAbilities abilities() {
        return new ChannelAbilities(MAX_TEXT, true, true, true, true);
    }

    @Override
    Duration pauseOf(TelegramChat chat) {
        return chat.isOfMany() ? GROUPS_APART : super.pauseOf(chat);
    }

    @Override
    String nameOf(TelegramChat chat) {
        return chat.id();
    }

    @Override
    Verdict deliver(TelegramChat chat, Delivery delivery, Batch batch) {
        return judged(post(chat, delivery, batch), chat);
    }

    @Override
    TelegramChat named(String id) {
        return new TelegramChat(id);
    }

    private HttpAnswer post(TelegramChat chat, Delivery delivery, Batch batch) {
        Message message = messageOf(delivery);
        String label = LinkLabel.of(linkLabel, phrasesOf(delivery));
        if (message.isDigest()) {
            HttpAnswer answer = batch.post(text(chat, list(message, true), Optional.empty(), label));
            return isRefusedFor(TOO_MANY_MARKS, answer)
                    ? batch.post(text(chat, list(message, false), Optional.empty(), label))
                    : answer;
        }
        Card card = message.card();
        HttpAnswer answer = post(chat, card, card.link(), label, batch);
        return isRefusedFor(BUTTON_TROUBLE, answer) ? post(chat, card, Optional.empty(), label, batch) : answer;
    }

    private HttpAnswer post(TelegramChat chat, Card card, Optional<URI> link, String label, Batch batch) {
        if (card.photo().isPresent()) {
            HttpAnswer answer = batch.post(photo(chat, card, link, label));
            if (!isRefusedFor(PHOTO_TROUBLE, answer) || isRefusedFor(BUTTON_TROUBLE, answer)) {
                return answer;
            }
        }
        return batch.post(text(chat, html(card, MAX_TEXT), link, label));
    }

    private HttpPost photo(TelegramChat chat, Card card, Optional<URI> link, String label) {
        ObjectNode document = Json.object()
                .put("chat_id", chat.id())
                .put("photo", card.photo().map(URI::toString).orElseThrow())
                .put("caption", html(card, MAX_CAPTION))
                .put("parse_mode", "HTML");
        return call("sendPhoto", withButton(document, link, label));
    }

    private HttpPost text(TelegramChat chat, String html, Optional<URI> link, String label) {
        ObjectNode document =
                Json.object().put("chat_id", chat.id()).put("text", html).put("parse_mode", "HTML");
        document.putObject("link_preview_options").put("is_disabled", true);
        return call("sendMessage", withButton(document, link, label));
    }

    private HttpPost call(String method, ObjectNode document) {
        return HttpPost.json(URI.create(server + "/bot" + token.reveal() + "/" + method), Json.bytes(document));
    }

    private static ObjectNode withButton(ObjectNode document, Optional<URI> link, String label) {
        link.ifPresent(page -> document.putObject("reply_markup")
                .putArray("inline_keyboard")
                .addArray()
                .addObject()
                .put("text", label)
                .put("url", page.toString()));
        return document;
    }

    /** Telegram counts what is left when its HTML is read, so the words are cut before they are escaped. */
    private static String html(Card card, int max) {
        String price = card.price().orElse("");
        String before = card.priceBefore().orElse("");
        String place = card.place().orElse("");
        int facts = price.length() + before.length() + place.length() + " , \n".length();
        StringBuilder html = new StringBuilder("<b>")
                .append(Html.escape(Clip.toLength(card.headline(), max - facts)))
                .append("</b>");
        if (!price.isEmpty() || !place.isEmpty()) {
            html.append('\n').append(Html.escape(price));
        }
        if (!before.isEmpty()) {
            html.append(" <s>").append(Html.escape(before)).append("</s>");
        }
        if (!place.isEmpty()) {
            html.append(price.isEmpty() ? "" : ", ").append(Html.escape(place));
        }
        return html.toString();
    }

    /** A digest: by alert, a line for each, linked where that is wanted. */
    private static String list(Message message, boolean linked) {
        return Listed.together(
                heading(Clip.toLength(message.headline(), MAX_LINE)),
                Listed.groups(message, TelegramNotifier::heading, card -> line(card, linked)),
                message.rest(),
                MAX_TEXT,
                MAX_MARKS);
    }

    private static Listed heading(String words) {
        return new Listed("<b>" + Html.escape(words) + "</b>", words.length(), MARK);
    }

    private static Listed line(Card card, boolean linked) {
        String words = Clip.toLength(card.line(), MAX_LINE);
        int size = "• ".length() + words.length();
        return card.link()
                .map(URI::toString)
                .filter(link -> linked && link.length() <= Listed.LONGEST_ADDRESS)
                .map(link -> new Listed(
                        "• <a href=\"%s\">%s</a>".formatted(Html.escape(link), Html.escape(words)),
                        size,
                        MARK + link.length()))
                .orElseGet(() -> new Listed("• " + Html.escape(words), size));
    }

    private static boolean isRefusedFor(Pattern trouble, HttpAnswer answer) {
        return answer instanceof HttpAnswer.Response response
                && isRefusal(response)
                && trouble.matcher(description(response)).find();
    }

    private Verdict judged(HttpAnswer answer, TelegramChat chat) {
        if (!(answer instanceof HttpAnswer.Response response)) {
            return Verdict.unreachable(((HttpAnswer.Failed) answer).reason());
        }
        if (response.isSuccess()) {
            return Verdict.of(DeliveryResult.delivered());
        }
        String said = description(response);
        String reason = ServiceReason.of("Telegram", response.status(), said, List.of(token.reveal(), chat.id()));
        Optional<TelegramChat> supergroup = supergroupIn(response);
        if (supergroup.isPresent()) {
            return Verdict.moved(reason, supergroup.orElseThrow().id());
        }
        if (isRefusal(response) && NO_SUCH_CHAT.matcher(said).find()) {
            return Verdict.of(DeliveryResult.gone(reason));
        }
        if (isRefusal(response) && MAY_NOT_WRITE.matcher(said).find()) {
            return Verdict.of(DeliveryResult.recipientRefused(reason));
        }
        return switch (response.status()) {
            // What it has against this message it will have against it the next time.
            case 400 -> Verdict.of(DeliveryResult.undeliverable(reason));
            case TOO_MANY_REQUESTS ->
                Verdict.tryAgain(reason, response, waitIn(response)).forAll();
            default -> Verdict.tryAgain(reason, response, waitIn(response));
        };
    }

    private static boolean isRefusal(HttpAnswer.Response response) {
        return response.status() == 400 || response.status() == 403;
    }

    private static String description(HttpAnswer.Response response) {
        return Json.read(response.body()).path("description").asText("");
    }

    /** What a group that is no more has become. */
    private static Optional<TelegramChat> supergroupIn(HttpAnswer.Response response) {
        JsonNode id = Json.read(response.body()).path("parameters").path("migrate_to_chat_id");
        return id.isIntegralNumber() && id.canConvertToLong()
                ? Optional.of(new TelegramChat(Long.toString(id.longValue())))
                : Optional.empty();
    }

    private static Optional<Duration> waitIn(HttpAnswer.Response response) {
        JsonNode seconds = Json.read(response.body()).path("parameters").path("retry_after");
        return seconds.isNumber() ? RetryAfter.seconds(seconds.asDouble()) : response.retryAfter();
    }

    /** Collects the settings; each is checked at once. Not thread-safe. */
    public static final class Builder extends HttpBuilder<Builder> {

        private static final Pattern TOKEN = Pattern.compile("[0-9]{1,20}:[A-Za-z0-9_-]{20,100}");

        private final Secret token;
        private final AddressBook<TelegramChat> chats;
        private URI server = URI.create("https://api.telegram.org");
        private @Nullable String linkLabel;

        private Builder(String token, AddressBook<TelegramChat> chats) {
            if (!TOKEN.matcher(token).matches()) {
                // It is not repeated: most of it may be right.
                throw new IllegalArgumentException("not the token of a Telegram bot");
            }
            this.token = new Secret(token);
            this.chats = chats;
        }

        /** A Bot API server of your own, or of a test: scheme, host and port. Default {@code https://api.telegram.org}. */
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
        public TelegramNotifier build() {
            return new TelegramNotifier(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
