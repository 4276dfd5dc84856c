package dev.souk.notify;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.NotificationDraft;
import org.jspecify.annotations.Nullable;

/**
 * Puts an event into words. {@link #in} is the one that Souk brings, in English and German and in whatever language you
 * add {@link Phrases} for; write your own for another tone. Ask {@code alert.settings().language()} for the language, and
 * note it in the subject: the parts of a message that are made when it is sent go by that.
 *
 * <p>The title goes by every channel. The text, {@link NotificationDraft#content}, is the text part of a mail, {@code text}
 * of a webhook, and what {@link ConsoleNotifier} prints and the application shows; Telegram, Discord, Slack, ntfy and Web
 * Push, and the HTML part of a mail, have the title, the facts and the link in its place, and never send it.
 *
 * <p>It is asked while a match is being recorded, so it must be quick, must not wait for anything, and must not fail on
 * an odd listing: titles may be very long, of any script, full of line breaks; price, place and photos may be missing.
 * {@link NotificationDraft} and its subject refuse what cannot be stored while the writer makes them, and the change then
 * goes without a notification to that user.
 */
@FunctionalInterface
public interface NotificationWriter {

    /**
     * The notification to store.
     *
     * @param eventKey names the occurrence; goes into the draft as it is
     * @param event what happened
     * @param alert whose user is told, by the channels of its settings; by others nothing goes
     * @param listing as it is now
     * @param previousPrice what it cost before; null if not known
     */
    NotificationDraft write(
            String eventKey, AlertEvent event, Alert alert, StoredListing listing, @Nullable Money previousPrice);

    /**
     * Puts into words what gathers several notifications. In Souk's own words unless overridden.
     *
     * @param digest what it gathers; shows at least one, whose subject names the language
     */
    default DigestWords digest(Digest digest) {
        return in(Languages.SHIPPED).digest(digest);
    }

    /**
     * Souk's own words, such as {@code Brompton M6L, 650 EUR in Houston, TX: matches 'Folding bikes'} and
     * {@code Now 550 EUR instead of 650 EUR: Brompton M6L}, in the language of each user's alert. Thread-safe.
     */
    static NotificationWriter in(Languages languages) {
        return new PhrasedWriter(languages);
    }

    /** The same in English for everybody. */
    static NotificationWriter english() {
        return in(Languages.of(Phrases.english()));
    }
}
