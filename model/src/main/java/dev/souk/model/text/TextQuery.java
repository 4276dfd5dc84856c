package dev.souk.model.text;

import dev.souk.model.StorableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people type into a search box, read as they mean it: {@code brompton "folding bike" red OR blue -broken}.
 *
 * <ul>
 *   <li>{@code a b}: both must occur
 *   <li>{@code "a b"}: one right after the other
 *   <li>{@code a OR b}: one of them; binds tighter than AND, so {@code x a OR b} is x AND (a OR b)
 *   <li>{@code -a}, {@code -"a b"}: must not occur
 * </ul>
 *
 * Words go through {@link TextAnalyzer}. What holds neither letter nor digit is passed over. An empty query matches
 * everything. Unchanging and thread-safe.
 *
 * @param text as it was typed
 * @param required each inner list needs one of its phrases
 * @param excluded none of these may occur
 */
public record TextQuery(String text, List<List<Phrase>> required, List<Phrase> excluded) {

    /** The longest query, in characters: the width of the original column. */
    public static final int MAX_LENGTH = 255;

    /** The query that matches everything. */
    public static final TextQuery ANYTHING = new TextQuery("", List.of(), List.of());

    /** Copies the lists. */
    public TextQuery {
        required = required.stream().map(List::copyOf).toList();
        excluded = List.copyOf(excluded);
    }

    /**
     * Reads a query.
     *
     * @throws InvalidQueryException if it is too long or cannot be stored, a quotation mark is not closed, or OR
     *     lacks a side
     */
    public static TextQuery parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidQueryException(text, MAX_LENGTH, "is longer than " + MAX_LENGTH + " characters");
        }
        int unstorable = StorableText.firstUnstorable(text);
        if (unstorable >= 0) {
            throw new InvalidQueryException(text, unstorable, "holds NUL or a lone surrogate");
        }
        List<List<Phrase>> required = new ArrayList<>();
        List<Phrase> excluded = new ArrayList<>();
        boolean orPending = false;
        for (QueryWord word : QueryWord.split(text)) {
            if (word.isOr()) {
                if (orPending || required.isEmpty()) {
                    throw new InvalidQueryException(text, word.position(), "has nothing to the left of OR");
                }
                orPending = true;
                continue;
            }
            Optional<Phrase> phrase = Phrase.of(word.text());
            if (phrase.isEmpty()) {
                continue;
            }
            if (word.negated()) {
                excluded.add(phrase.get());
            } else if (orPending) {
                required.get(required.size() - 1).add(phrase.get());
                orPending = false;
            } else {
                required.add(new ArrayList<>(phrase.stream().toList()));
            }
        }
        if (orPending) {
            throw new InvalidQueryException(text, text.length(), "has nothing to the right of OR");
        }
        return new TextQuery(text, required, excluded);
    }

    /** Whether the query says nothing. */
    public boolean isEmpty() {
        return required.isEmpty() && excluded.isEmpty();
    }

    /** Whether a listing's text satisfies the query. */
    public boolean matches(ListingText listing) {
        return required.stream().allMatch(group -> group.stream().anyMatch(listing::contains))
                && excluded.stream().noneMatch(listing::contains);
    }
}
