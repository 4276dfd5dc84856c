package dev.souk.model.text;

import dev.souk.model.Money;
import dev.souk.model.StorableText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people type into a search box, read as they mean it: {@code brompton "folding bike" red OR blue -broken}.
 *
 * <ul>
 *   <li>{@code a b}: both must occur
 *   <li>{@code "a b"}: one right after the other
 *   <li>{@code a AND b}: as {@code a b}
 *   <li>{@code a OR b}: one of them; binds tighter than AND, so {@code x a OR b} is x AND (a OR b)
 *   <li>{@code (a b) OR c}: both of the first, or the last; parentheses may stand in each other
 *   <li>{@code -a}, {@code -"a b"}, {@code -(a OR b)}: must not occur
 *   <li>{@code iphon*}: a word that begins so, from three characters on
 *   <li>{@code title:a}, {@code title:"a b"}, {@code title:(a OR b)}, {@code -title:a}: in the title, and not only in the
 *       description
 *   <li>{@code price:100..500}, {@code price:..500}, {@code price:100..eur}, {@code price:100}: costs so much
 * </ul>
 *
 * Words go through {@link TextAnalyzer}. What holds neither letter nor digit is passed over. An empty query matches
 * everything. Typographic quotation marks and dashes are read as plain ones. Unchanging and thread-safe; equal when typed
 * alike, for what it demands follows from its text. Made by {@link #parse}.
 */
public final class TextQuery {

    /** The longest query, in UTF-16 units. */
    public static final int MAX_LENGTH = 255;

    /** The query that matches everything. */
    public static final TextQuery ANYTHING = new TextQuery("", List.of(), List.of(), List.of());

    private final String text;
    private final List<List<Phrase>> required;
    private final List<Phrase> excluded;
    private final List<QueryPrice> prices;

    /** For the parser: whoever else could make one could make it say what its text does not. */
    TextQuery(String text, List<List<Phrase>> required, List<Phrase> excluded, List<QueryPrice> prices) {
        this.text = text;
        this.required = required.stream().map(List::copyOf).toList();
        this.excluded = List.copyOf(excluded);
        this.prices = List.copyOf(prices);
    }

    /**
     * Reads a query.
     *
     * @throws InvalidQueryException if it is too long or cannot be stored, a quotation mark or a parenthesis is not
     *     closed, a star stands after fewer than three characters or after several words, AND or OR lacks a side, OR joins
     *     what must not occur or a price, NOT stands before what a minus would leave out, {@code title:} lacks its word or
     *     {@code price:} its amounts, a minus stands after {@code title:}, before a price or before a parenthesis with more
     *     than alternatives, or alternatives within alternatives multiply beyond 128 groups or 512 phrases
     */
    public static TextQuery parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidQueryException(
                    text, MAX_LENGTH, "has more than the " + MAX_LENGTH + " characters that it can have");
        }
        int unstorable = StorableText.firstUnstorable(text);
        if (unstorable >= 0) {
            throw new InvalidQueryException(text, unstorable, "holds NUL or a lone surrogate; leave it out");
        }
        return QueryParser.parse(text);
    }

    /** As it was typed. */
    public String text() {
        return text;
    }

    /** Each inner list needs one of its phrases. */
    public List<List<Phrase>> required() {
        return required;
    }

    /** None of these may occur. */
    public List<Phrase> excluded() {
        return excluded;
    }

    /** The price must lie in each of these. */
    public List<QueryPrice> prices() {
        return prices;
    }

    /** Whether the query says nothing. */
    public boolean isEmpty() {
        return required.isEmpty() && excluded.isEmpty() && prices.isEmpty();
    }

    /** Whether a listing satisfies the query, by its text and its price; null if that is not known. */
    public boolean matches(ListingText listing, @Nullable Money price) {
        return required.stream().allMatch(group -> group.stream().anyMatch(listing::contains))
                && excluded.stream().noneMatch(listing::contains)
                && prices.stream().allMatch(range -> price != null && range.contains(price));
    }

    /** A phrase of this query as the person typed it, without quotation marks; as it could be typed if it is none of them. */
    public String typed(Phrase phrase) {
        return QueryWord.split(text).stream()
                .filter(word -> phrase.equals(word.phrase()))
                .map(QueryWord::typed)
                .findFirst()
                .orElseGet(phrase::toString);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextQuery query && query.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was typed. */
    @Override
    public String toString() {
        return text;
    }
}
