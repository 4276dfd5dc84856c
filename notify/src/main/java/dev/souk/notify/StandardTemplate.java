package dev.souk.notify;

import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Notification;
import java.net.URI;
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
        return text(delivery, stop, languages);
    }

    static String text(Delivery delivery, Optional<URI> stop, Languages languages) {
        Notification notification = delivery.notification();
        String words = languages.in(notification.subject().language()).stopTheseMails();
        return notification.content()
                + stop.map(uri -> "\n" + words + ": " + uri.toASCIIString() + "\n")
                        .orElse("");
    }
}
