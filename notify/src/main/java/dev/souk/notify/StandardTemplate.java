package dev.souk.notify;

import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Notification;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Souk's own mails. */
record StandardTemplate(Languages languages, boolean remoteImages) implements MailTemplate {

    @Override
    public String html(Delivery delivery, Optional<URI> stop) {
        Notification notification = delivery.notification();
        Phrases phrases = languages.in(notification.subject().language());
        return delivery.digest()
                .filter(digest -> !digest.newest().isEmpty())
                .map(digest -> new DigestPage(notification.title(), digest, phrases, stop, remoteImages).toHtml())
                .orElseGet(() -> new MailPage(notification, phrases, stop, remoteImages).toHtml());
    }

    @Override
    public String text(Delivery delivery, Optional<URI> stop) {
        return text(
                delivery,
                stop,
                languages.in(delivery.notification().subject().language()).stopTheseMails() + ": ");
    }

    /** In the language of the user if Souk has it; else the address stands alone. */
    static String textOfAnyLanguage(Delivery delivery, Optional<URI> stop) {
        Locale language = delivery.notification().subject().language();
        return Languages.SHIPPED.has(language)
                ? new StandardTemplate(Languages.SHIPPED, false).text(delivery, stop)
                : text(delivery, stop, "");
    }

    private static String text(Delivery delivery, Optional<URI> stop, String label) {
        return delivery.notification().content()
                + stop.map(uri -> "\n" + label + uri.toASCIIString() + "\n").orElse("");
    }
}
