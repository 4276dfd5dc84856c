package dev.souk.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of a query as groups of which one phrase each must occur, and phrases that must not: the conjunctive
 * normal form, which is what every reader of a query asks for.
 *
 * <pre>
 * all   = (one (AND? one)*)?
 * one   = atom (OR atom)*
 * atom  = phrase | "-" phrase | price | "(" all ")" | "-(" all ")"
 * </pre>
 *
 * AND says what is so without it. NOT is refused before an atom, and a word elsewhere.
 */
final class QueryParser {

    /** The most groups: alternatives of alternatives multiply. */
    static final int MAX_GROUPS = 128;

    /** The most phrases in all groups together. */
    static final int MAX_PHRASES = 512;

    private static final String OR_SIDES = " of OR; write what may occur on both sides, such as red OR blue";
    private static final String AND_SIDES =
            " of AND; write what must occur on both sides, such as red AND bike, or leave"
                    + " it out; \"AND\" in quotation marks is the word";
    private static final String NOT_PROBLEM =
            "has NOT before what is to be left out; write a minus right before it, such as"
                    + " -broken; \"NOT\" in quotation marks is the word";
    private static final String MIXED = "has OR beside what is left out; it joins only what may occur";
    private static final String UNCLOSED =
            "has a parenthesis that is not closed; put ) behind what belongs together, or leave it out";
    private static final String PRICED = "has OR beside price:, which is demanded in any case; it joins only words";

    private final String query;
    private final List<QueryWord> words;
    private int at;

    private QueryParser(String query) {
        this.query = query;
        words = QueryWord.split(query);
    }

    static TextQuery parse(String query) {
        Part all = new QueryParser(query).all(null);
        return new TextQuery(query, all.required, all.excluded, all.prices);
    }

    private Part all(@Nullable QueryWord opening) {
        Part all = new Part();
        Part left = new Part();
        while (at < words.size() && !is(QueryWord.Kind.CLOSING)) {
            left = is(QueryWord.Kind.AND) ? right(left, AND_SIDES, this::one) : one();
            all.add(left);
        }
        if (opening != null) {
            if (at == words.size()) {
                throw new InvalidQueryException(query, opening.position(), UNCLOSED);
            }
            at++;
        }
        requireFew(all, opening == null ? 0 : opening.position());
        return all;
    }

    private Part one() {
        Part left = is(QueryWord.Kind.OR) ? new Part() : atom();
        while (is(QueryWord.Kind.OR)) {
            int position = words.get(at).position();
            Part right = right(left, OR_SIDES, this::atom);
            if (!left.excluded.isEmpty() || !right.excluded.isEmpty()) {
                throw new InvalidQueryException(query, position, MIXED);
            }
            if (!left.prices.isEmpty() || !right.prices.isEmpty()) {
                throw new InvalidQueryException(query, position, PRICED);
            }
            left = left.or(right);
            requireFew(left, position);
        }
        return left;
    }

    /** What stands to the right of the AND or OR that is next, which must have something on both sides. */
    private Part right(Part left, String sides, Supplier<Part> operand) {
        if (left.isEmpty()) {
            throw new InvalidQueryException(query, end(), "has nothing to the left" + sides);
        }
        at++;
        if (is(QueryWord.Kind.OR) || is(QueryWord.Kind.AND)) {
            String otherSides = is(QueryWord.Kind.OR) ? OR_SIDES : AND_SIDES;
            throw new InvalidQueryException(query, end(), "has nothing to the left" + otherSides);
        }
        Part right = at == words.size() || is(QueryWord.Kind.CLOSING) ? new Part() : operand.get();
        if (right.isEmpty()) {
            throw new InvalidQueryException(query, end(), "has nothing to the right" + sides);
        }
        return right;
    }

    private boolean is(QueryWord.Kind kind) {
        return at < words.size() && words.get(at).kind() == kind;
    }

    private boolean isAtom() {
        return at < words.size() && words.get(at).kind().beginsAnAtom();
    }

    private int end() {
        return at < words.size() ? words.get(at).position() : query.length();
    }

    private Part atom() {
        QueryWord word = words.get(at);
        at++;
        if (word.kind() == QueryWord.Kind.NOT && isAtom()) {
            throw new InvalidQueryException(query, word.position(), NOT_PROBLEM);
        }
        Part part = part(word);
        if (!word.negated() || part.isEmpty()) {
            return part;
        }
        if (!part.excluded.isEmpty() || !part.prices.isEmpty() || part.required.size() > 1) {
            throw new InvalidQueryException(
                    query,
                    word.position(),
                    "can leave out, in parentheses, only words joined by OR: -(broken OR parts) is neither of them,"
                            + " -\"broken parts\" not one right after the other");
        }
        return part.negated();
    }

    private Part part(QueryWord word) {
        if (word.price() != null) {
            return Part.of(word.price());
        }
        return word.phrase() == null ? all(word) : Part.of(word.phrase());
    }

    private void requireFew(Part part, int position) {
        int phrases = part.required.stream().mapToInt(List::size).sum();
        if (part.required.size() > MAX_GROUPS || phrases > MAX_PHRASES) {
            throw new InvalidQueryException(
                    query, position, "has too many combinations; it takes fewer words within the alternatives of OR");
        }
    }

    /** A part of the query in its normal form. */
    private static final class Part {

        private final List<List<Phrase>> required = new ArrayList<>();
        private final List<Phrase> excluded = new ArrayList<>();
        private final List<QueryPrice> prices = new ArrayList<>();

        private static Part of(QueryPrice price) {
            Part part = new Part();
            part.prices.add(price);
            return part;
        }

        private static Part of(Phrase phrase) {
            Part part = new Part();
            part.required.add(List.of(phrase));
            return part;
        }

        private boolean isEmpty() {
            return required.isEmpty() && excluded.isEmpty() && prices.isEmpty();
        }

        private void add(Part other) {
            required.addAll(other.required);
            excluded.addAll(other.excluded);
            prices.addAll(other.prices);
        }

        /** (a AND b) OR c is (a OR c) AND (b OR c). */
        private Part or(Part other) {
            Part either = new Part();
            for (List<Phrase> mine : required) {
                for (List<Phrase> theirs : other.required) {
                    List<Phrase> group = new ArrayList<>(mine);
                    theirs.stream().filter(phrase -> !mine.contains(phrase)).forEach(group::add);
                    either.required.add(group);
                }
            }
            return either;
        }

        /** Of one group: none of its phrases. */
        private Part negated() {
            Part none = new Part();
            none.excluded.addAll(required.get(0));
            return none;
        }
    }
}
