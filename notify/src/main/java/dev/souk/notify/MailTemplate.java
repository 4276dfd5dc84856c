package dev.souk.notify;

import dev.souk.model.notification.Delivery;
import java.net.URI;
import java.util.Optional;

/**
 * Makes the two parts of a mail. {@link #standard} is the one that Souk brings; write your own to have your own look, in
 * whatever language {@code delivery.notification().subject().language()} names:
 *
 * <pre>{@code
 * EmailNotifier.builder(...).template((delivery, stop) -> page(delivery.notification().subject(), stop)).build();
 * }</pre>
 *
 * <p>Everything that a listing says is a stranger's words: put it into a page by {@link Html#escape} and
 * {@link Html#webAddress}. {@link Card} and {@link Message} give the pieces. Must not wait for anything; what it throws
 * counts as a failed attempt of that one mail. Called by several threads at once.
 */
@FunctionalInterface
public interface MailTemplate {

    /**
     * The HTML part, a whole page.
     *
     * @param delivery what to tell; a digest if {@link Delivery#digest} is there and shows something
     * @param stop where the recipient can stop the mails
     */
    String html(Delivery delivery, Optional<URI> stop);

    /**
     * The text part. The content of the notification and where to stop the mails, unless overridden; that with words where
     * Souk has the user's language.
     */
    default String text(Delivery delivery, Optional<URI> stop) {
        return StandardTemplate.textOfAnyLanguage(delivery, stop);
    }

    /**
     * Souk's own: cards for phone and desktop, light and dark.
     *
     * @param remoteImages whether photos are shown, which are then loaded from the marketplace's server when the mail is
     *     opened; else they are links
     */
    static MailTemplate standard(Languages languages, boolean remoteImages) {
        return new StandardTemplate(languages, remoteImages);
    }
}
