package dev.souk.model.listing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a price is meant. */
public enum PriceKind {
    /** This much, and no less. */
    FIXED,
    /** This much, and offers are welcome. */
    NEGOTIABLE,
    /** Given away. */
    FREE,
    /** Told to those who ask. */
    ON_REQUEST,
    /** The highest bid so far, or what the first must be. */
    AUCTION,
    /** The lowest of several prices. */
    RANGE,
    /** Wanted in exchange for something else; the amount, if there is one, means little. */
    EXCHANGE;

    /** As it stands in a listing's attributes: {@code on_request}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this {@link #word}; empty if there is none. */
    public static Optional<PriceKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
