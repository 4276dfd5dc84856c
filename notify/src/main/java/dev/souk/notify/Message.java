package dev.souk.notify;

import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import java.util.List;

/**
 * What a delivery says, in the pieces that a channel makes its message of. Every text is one line of plain words, not yet
 * escaped for the place that it will stand in.
 *
 * @param headline what happened, in the words of the writer
 * @param cards what is told in full, newest first, those of an alert together; one unless it is a digest
 * @param rest how many more a digest gathers
 */
public record Message(String headline, List<Card> cards, long rest) {

    /** Checks the number, and copies the list. */
    public Message {
        cards = List.copyOf(cards);
        if (cards.isEmpty() || rest < 0) {
            throw new IllegalArgumentException("a message must tell of something: " + cards.size() + " and " + rest);
        }
    }

    /** What the delivery says. */
    public static Message of(Delivery delivery) {
        return delivery.digest()
                .filter(digest -> !digest.newest().isEmpty())
                .map(digest -> ofDigest(PlainLine.of(delivery.notification().title()), digest))
                .orElseGet(() -> ofOne(Card.of(delivery.notification())));
    }

    private static Message ofOne(Card card) {
        return new Message(card.headline(), List.of(card), 0);
    }

    private static Message ofDigest(String headline, Digest digest) {
        List<Card> cards =
                digest.byAlert().stream().flatMap(List::stream).map(Card::of).toList();
        return new Message(headline, cards, digest.rest());
    }

    /** Whether it tells of several. */
    public boolean isDigest() {
        return cards.size() > 1 || rest > 0;
    }

    /** The one that it tells of, or the newest. */
    public Card card() {
        return cards.get(0);
    }
}
