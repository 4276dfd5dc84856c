package dev.souk.notify;

import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationSubject;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A notification in the pieces that a message is made of. Every text is one line of plain words, not yet escaped for
 * the place that it will stand in; an address that is not http or https is left out.
 *
 * @param headline what happened, in the words of the writer
 * @param price as people write it; empty if not known
 * @param priceBefore what is to be struck; empty unless it is known and higher, in the same currency
 * @param place empty if not known
 * @param link the listing's page
 * @param photo its first photo
 */
public record Card(
        String headline,
        Optional<String> price,
        Optional<String> priceBefore,
        Optional<String> place,
        Optional<URI> link,
        Optional<URI> photo) {

    private static final int MAX_PLACE_LENGTH = 100;

    /** The card of a notification. */
    public static Card of(Notification notification) {
        NotificationSubject subject = notification.subject();
        return new Card(
                PlainLine.of(notification.title()),
                Optional.ofNullable(subject.price()).map(Prices::capitalized),
                Prices.struck(subject.price(), subject.previousPrice()),
                place(subject.location()),
                webAddress(subject.url()),
                webAddress(subject.image()));
    }

    /** The facts in one line without marks: {@code 650 EUR → 550 EUR, Houston, TX}; may be empty. */
    public String facts() {
        Optional<String> cost =
                price.map(now -> priceBefore.map(before -> before + " → " + now).orElse(now));
        return Stream.of(cost, place).flatMap(Optional::stream).collect(Collectors.joining(", "));
    }

    /** The same without its photo. */
    public Card withoutPhoto() {
        return new Card(headline, price, priceBefore, place, link, Optional.empty());
    }

    private static Optional<String> place(@Nullable String location) {
        return Optional.ofNullable(location)
                .map(words -> PlainLine.of(words, MAX_PLACE_LENGTH))
                .filter(words -> !words.isEmpty());
    }

    private static Optional<URI> webAddress(@Nullable URI uri) {
        if (uri == null || uri.getHost() == null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme();
        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme)
                ? Optional.of(URI.create(uri.toASCIIString()))
                : Optional.empty();
    }
}
