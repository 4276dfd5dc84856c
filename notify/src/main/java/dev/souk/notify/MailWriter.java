package dev.souk.notify;

import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Notification;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.email.Recipient;
import org.simplejavamail.converter.EmailConverter;
import org.simplejavamail.email.EmailBuilder;

/** Writes the mail of a delivery. */
record MailWriter(
        MailAddress from,
        String fromName,
        Function<? super Delivery, Optional<URI>> unsubscribe,
        MailTemplate template,
        Clock clock) {

    private static final Session NO_SERVER = Session.getInstance(new Properties());
    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|\\p{Cs}");
    private static final int MAX_NAME_LENGTH = 100;

    MimeMessage write(Delivery delivery, MailAddress to) throws MessagingException {
        Notification notification = delivery.notification();
        Optional<URI> stop = unsubscribe.apply(delivery).filter(MailWriter::isHttpsOrMailto);
        EmailPopulatingBuilder mail = EmailBuilder.startingBlank()
                .fixingMessageId(messageId(delivery))
                .fixingSentDate(Date.from(clock.instant()))
                .from(new Recipient(fromName, from.toString(), null))
                .to(new Recipient(name(delivery), to.toString(), Message.RecipientType.TO))
                .withSubject(PlainLine.of(notification.title()))
                .withPlainText(plain(template.text(delivery, stop)))
                .withHTMLText(template.html(delivery, stop))
                // RFC 3834: nobody's holiday notice answers this.
                .withHeader("Auto-Submitted", "auto-generated");
        stop.ifPresent(uri -> mail.withHeader("List-Unsubscribe", "<" + uri.toASCIIString() + ">"));
        stop.filter(uri -> !isMailto(uri))
                .ifPresent(uri -> mail.withHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        return MailServices.with(() -> EmailConverter.emailToMimeMessage(mail.buildEmail(), NO_SERVER));
    }

    /** The same for every attempt; the time keeps two databases that send from one domain apart. */
    String messageId(Delivery delivery) {
        return "<souk.%s.%s@%s>"
                .formatted(delivery.id(), delivery.notification().createdAt().toEpochMilli(), from.domain());
    }

    private static String name(Delivery delivery) {
        String name = delivery.recipient().name();
        return name == null ? "" : PlainLine.of(name, MAX_NAME_LENGTH);
    }

    /** No control characters, and one sort of line break. */
    private static String plain(String text) {
        return UNWANTED.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
    }

    private static boolean isHttpsOrMailto(URI uri) {
        return isMailto(uri) || ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null);
    }

    private static boolean isMailto(URI uri) {
        return "mailto".equalsIgnoreCase(uri.getScheme());
    }
}
