package dev.souk.model.listing;

import java.util.Arrays;
import java.util.Optional;

/** How worn a thing is. Marketplaces draw their lines in different places; these are the ones that most of them draw. */
public enum Condition {
    /** Never used. */
    NEW("new"),
    /** Used, and it does not show. */
    LIKE_NEW("used_like_new"),
    /** Used with care. */
    GOOD("used_good"),
    /** Used, and it shows. */
    FAIR("used_fair"),
    /** Used; how much is not told. */
    USED("used"),
    /** Used, and made good again by a trade. */
    REFURBISHED("refurbished"),
    /** Broken, or for its parts. */
    FOR_PARTS("for_parts");

    private final String word;

    Condition(String word) {
        this.word = word;
    }

    /** As it stands in a listing's attributes: {@code used_like_new}. */
    public String word() {
        return word;
    }

    /** The condition of this {@link #word}; empty if there is none. */
    public static Optional<Condition> of(String word) {
        return Arrays.stream(values())
                .filter(condition -> condition.word.equals(word))
                .findFirst();
    }
}
