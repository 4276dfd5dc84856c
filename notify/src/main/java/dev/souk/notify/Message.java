package dev.souk.notify;

import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.DigestPart;
import dev.souk.model.notification.Notification;
import java.util.List;
import java.util.Optional;

/**
 * What a delivery says, in the pieces that a channel makes its message of. Every text is one line of plain words, not yet
 * escaped for the place that it will stand in.
 *
 * @param headline what happened, in the words of the writer
 * @param sections what is told in full by alert, the alert with the newest first; one of one card unless it is a digest
 * @param rest how many more a digest gathers
 */
public record Message(String headline, List<Section> sections, long rest) {

    private static final int MAX_HEADING_LENGTH = 200;

    /**
     * What is told of one alert.
     *
     * @param heading what the user calls the alert, and of how many listings it tells: {@code Folding bikes (60)}; empty
     *     where the headline says so
     * @param cards newest first, at least one
     */
    public record Section(Optional<String> heading, List<Card> cards) {

        /** Checks that there is a card, and copies the list. */
        public Section {
            cards = List.copyOf(cards);
            if (cards.isEmpty()) {
                throw new IllegalArgumentException("a section must tell of something: " + heading);
            }
        }
    }

    /** Checks the number, and copies the list. */
    public Message {
        sections = List.copyOf(sections);
        if (sections.isEmpty() || rest < 0) {
            throw new IllegalArgumentException("a message must tell of something: " + sections.size() + " and " + rest);
        }
    }

    /** What the delivery says, in English or German where it is not in the words of the writer. */
    public static Message of(Delivery delivery) {
        return of(delivery, Languages.SHIPPED);
    }

    /** What the delivery says. */
    public static Message of(Delivery delivery, Languages languages) {
        Notification notification = delivery.notification();
        Phrases phrases = languages.in(notification.subject().language());
        return delivery.digest()
                .filter(digest -> !digest.newest().isEmpty())
                .map(digest -> ofDigest(PlainLine.of(notification.title()), digest, phrases))
                .orElseGet(() -> ofOne(Card.of(notification, phrases)));
    }

    private static Message ofOne(Card card) {
        return new Message(card.headline(), List.of(new Section(Optional.empty(), List.of(card))), 0);
    }

    private static Message ofDigest(String headline, Digest digest, Phrases phrases) {
        List<Section> sections = digest.parts().stream()
                .map(part -> new Section(
                        digest.alerts() > 1 ? Optional.of(heading(part, phrases)) : Optional.empty(),
                        part.newest().stream()
                                .map(notification -> Card.of(notification, phrases))
                                .toList()))
                .toList();
        return new Message(headline, sections, digest.rest());
    }

    private static String heading(DigestPart part, Phrases phrases) {
        return "%s (%s)"
                .formatted(
                        PlainLine.of(part.alertName(), MAX_HEADING_LENGTH), new Numbers(phrases).count(part.count()));
    }

    /** What is told in full, newest first, those of an alert together. */
    public List<Card> cards() {
        return sections.stream().flatMap(section -> section.cards().stream()).toList();
    }

    /** Whether it tells of several. */
    public boolean isDigest() {
        return cards().size() > 1 || rest > 0;
    }

    /** The one that it tells of, or the newest. */
    public Card card() {
        return sections.get(0).cards().get(0);
    }
}
