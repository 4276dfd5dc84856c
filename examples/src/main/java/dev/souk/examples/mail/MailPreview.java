package dev.souk.examples.mail;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.DigestPart;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.notification.Recipient;
import dev.souk.notify.Languages;
import dev.souk.notify.MailTemplate;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages of what a template makes of a match, a price drop and a digest, to be looked at in a browser: at the width of
 * a phone and of a desk, light and dark. Give it the template of your own.
 *
 * <pre>mvn -q -Pquickstart -Dexample=dev.souk.examples.mail.MailPreview -Dargument=/tmp/mails</pre>
 */
public final class MailPreview {

    private static final Instant NOW = Instant.parse("2026-11-26T14:00:00Z");
    private static final Recipient ANA = new Recipient(5, "ana@example.org", "Ana");
    private static final Optional<URI> STOP = Optional.of(URI.create("https://souk.example/stop?token=abc"));

    private MailPreview() {}

    /**
     * Writes into a folder.
     *
     * @param arguments the folder, and maybe an address before the number of a photo, to show photos
     */
    public static void main(String[] arguments) throws IOException {
        @Nullable String photos = arguments.length > 1 ? arguments[1] : null;
        write(MailTemplate.standard(Languages.SHIPPED, photos != null), photos, Path.of(arguments[0]), System.out);
    }

    static void write(MailTemplate template, @Nullable String photos, Path folder, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            Sample sample = new Sample(language, photos == null ? "https://img.example/" : photos);
            page(
                    template,
                    folder,
                    "match-" + language,
                    delivery(sample.of(1, AlertEvent.MATCH, 1, "Folding bikes")),
                    out);
            page(
                    template,
                    folder,
                    "drop-" + language,
                    delivery(sample.of(2, AlertEvent.PRICE_DROP, 1, "Folding bikes")),
                    out);
            page(template, folder, "digest-" + language, sample.digest(), out);
        }
    }

    private static void page(MailTemplate template, Path folder, String name, Delivery delivery, PrintStream out)
            throws IOException {
        Path file = folder.resolve(name + ".html");
        Files.writeString(file, template.html(delivery, STOP));
        out.println(file);
    }

    private static Delivery delivery(Notification notification) {
        return new Delivery(notification.id(), "email", notification, ANA, 1, new UUID(0, 1), NOW.plusSeconds(60));
    }

    /** Messages in a language, with photos at numbered addresses. */
    private record Sample(Locale language, String photos) {

        private static final List<String> TITLES = List.of(
                "Brompton M6L, 2019, raw lacquer, one owner, with bag and dynamo lights, hardly ridden since",
                "Moulton TSR 8",
                "Birdy Classic (needs a new chain) & two spare tyres");

        Notification of(long id, AlertEvent event, long alertId, String alert) {
            NotificationSubject subject = new NotificationSubject(
                    event,
                    alertId,
                    alert,
                    id,
                    TITLES.get((int) (id % TITLES.size())),
                    URI.create("https://market.example/" + id),
                    Money.of(1_250 - 100 * id, "EUR"),
                    event == AlertEvent.PRICE_DROP ? Money.of(1_400, "EUR") : null,
                    "Villeurbanne",
                    URI.create(photos + id + ".png"),
                    3.4,
                    language);
            return new Notification(
                    id, 5, subject.title(), "", subject, NotificationStatus.PENDING, NOW.minusSeconds(id), null, null);
        }

        Delivery digest() {
            AlertEvent[] events = AlertEvent.values();
            List<Notification> bikes = IntStream.rangeClosed(1, 6)
                    .mapToObj(id -> of(id, events[id % events.length], 1, "Folding bikes"))
                    .toList();
            List<Notification> lamps = List.of(of(7, AlertEvent.MATCH, 2, "Lamps for the hall"));
            Digest digest = new Digest(40, 2, List.of(new DigestPart(39, bikes), new DigestPart(1, lamps)));
            return delivery(bikes.get(0)).gathering(digest);
        }
    }
}
