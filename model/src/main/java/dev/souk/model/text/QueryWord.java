package dev.souk.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A word, a quotation, a demand on the price, AND, OR, NOT or a parenthesis of a query.
 *
 * @param negated whether a minus stands before it
 * @param phrase what a word, NOT too, or a quotation amounts to; null for the rest
 * @param price what stands after {@code price:}; null for the rest
 * @param typed a word or a quotation as it was typed, without quotation marks; empty for the rest
 * @param position where it begins, from 0
 */
record QueryWord(
        Kind kind,
        boolean negated,
        @Nullable Phrase phrase,
        @Nullable QueryPrice price,
        String typed,
        int position) {

    private static final String TITLE = "title:";
    private static final String PRICE = "price:";

    private static final String TITLE_GROUP = TITLE + "(";

    /** What means something in capitals. */
    private static final Map<String, Kind> KINDS = Map.of("AND", Kind.AND, "OR", Kind.OR, "NOT", Kind.NOT);

    private static QueryWord sign(Kind kind, boolean negated, int position) {
        return new QueryWord(kind, negated, null, null, "", position);
    }

    private static final String STAR_PROBLEM = "has a star that needs one word of at least " + Phrase.SHORTEST_PREFIX
            + " letters or digits right before it, such as iphon*";

    private static final String TITLE_PROBLEM = "needs a word, a quotation or parentheses right after title:, such as"
            + " title:brompton, title:\"folding bike\" or title:(red OR blue)";

    /** A part of the word, it would demand what is to be left out. */
    private static final String MINUS_PROBLEM =
            "has a minus right after title:; put the minus before it, such as -title:broken";

    private static final String PRICE_IN_TITLE_PROBLEM =
            "says nothing of the title; put price: outside the parentheses, such as title:(red bike) price:..100";

    private static final String QUOTATION_PROBLEM =
            "has a quotation mark that is not closed; put another behind the last word, or leave it out";

    enum Kind {
        PHRASE,
        PRICE,
        NOT,
        AND,
        OR,
        OPENING,
        CLOSING;

        boolean beginsAnAtom() {
            return this != AND && this != OR && this != CLOSING;
        }
    }

    /** The parts of a query; what holds neither letter nor digit is passed over. */
    static List<QueryWord> split(String query) {
        return new Splitter(query).split();
    }

    private static final class Splitter {

        private final String query;
        /** The query with plain signs, which is what is read; a position is the same in both. */
        private final String plain;

        private final List<QueryWord> words = new ArrayList<>();
        private int at;
        private int depth;
        /** The depth within the parentheses of {@code title:(}; 0 outside of any. */
        private int titleDepth;

        private Splitter(String query) {
            this.query = query;
            plain = Typography.plain(query);
        }

        private List<QueryWord> split() {
            while (at < plain.length()) {
                if (Typography.isSpace(plain.charAt(at))) {
                    at++;
                } else {
                    next();
                }
            }
            return words;
        }

        private void next() {
            int start = at;
            boolean negated = is('-');
            if (negated) {
                at++;
            }
            if (is('(')) {
                open(start, negated);
            } else if (is(')') && depth > 0) {
                close();
            } else if (begins(TITLE) && isMinus(at + TITLE.length())) {
                throw new InvalidQueryException(query, at + TITLE.length(), MINUS_PROBLEM);
            } else if (begins(TITLE_GROUP)) {
                at += TITLE.length();
                titleDepth = titleDepth == 0 ? depth + 1 : titleDepth;
                open(start, negated);
            } else if (begins(PRICE)) {
                price(start, negated);
            } else {
                phrase(start, negated);
            }
        }

        private boolean is(char c) {
            return at < plain.length() && plain.charAt(at) == c;
        }

        private boolean isMinus(int place) {
            return place < plain.length() && (plain.charAt(place) == '-' || Typography.isDash(plain.charAt(place)));
        }

        private boolean begins(String name) {
            return plain.regionMatches(true, at, name, 0, name.length());
        }

        private void open(int start, boolean negated) {
            at++;
            depth++;
            words.add(sign(Kind.OPENING, negated, start));
        }

        private void close() {
            words.add(sign(Kind.CLOSING, false, at));
            at++;
            depth--;
            titleDepth = depth < titleDepth ? 0 : titleDepth;
        }

        private void price(int start, boolean negated) {
            if (negated) {
                throw new InvalidQueryException(
                        query,
                        start,
                        "cannot leave out prices; ask for the others, such as price:500.. or price:..100");
            }
            if (titleDepth > 0) {
                throw new InvalidQueryException(query, start, PRICE_IN_TITLE_PROBLEM);
            }
            at += PRICE.length();
            int amounts = at;
            QueryPrice price =
                    new PriceReader(query, amounts, amounts + word(false).length()).read();
            words.add(new QueryWord(Kind.PRICE, false, null, price, "", start));
        }

        private void phrase(int start, boolean negated) {
            boolean titled = begins(TITLE);
            if (titled) {
                at += TITLE.length();
            }
            boolean quoted = is('"');
            boolean mayJoin = !quoted && !negated && !titled;
            String text = quoted ? quotation() : word(mayJoin);
            Kind kind = mayJoin ? KINDS.getOrDefault(text, Kind.PHRASE) : Kind.PHRASE;
            if (kind == Kind.AND || kind == Kind.OR) {
                words.add(sign(kind, false, start));
                return;
            }
            int star = quoted ? -1 : Phrase.misplacedStar(text);
            if (star >= 0) {
                throw new InvalidQueryException(query, at - text.length() + star, STAR_PROBLEM);
            }
            Optional<Phrase> phrase = quoted ? Phrase.of(text) : Phrase.ofEntry(text);
            if (titled && phrase.isEmpty()) {
                throw new InvalidQueryException(query, start, TITLE_PROBLEM);
            }
            boolean titleOnly = titled || titleDepth > 0;
            phrase.map(found -> titleOnly ? found.inTitle() : found)
                    .ifPresent(found -> words.add(new QueryWord(kind, negated, found, null, text, start)));
        }

        private String quotation() {
            int closing = plain.indexOf('"', at + 1);
            if (closing < 0) {
                throw new InvalidQueryException(query, at, QUOTATION_PROBLEM);
            }
            String text = query.substring(at + 1, closing);
            at = closing + 1;
            return text;
        }

        /**
         * Up to white space, a quotation, or the end of the parentheses around it; its own parentheses belong to it, but not
         * those right behind AND, OR or NOT.
         */
        private String word(boolean mayJoin) {
            int start = at;
            int inner = 0;
            while (at < plain.length() && !Typography.isSpace(plain.charAt(at)) && !is('"')) {
                if (is('(')) {
                    if (mayJoin && KINDS.containsKey(query.substring(start, at))) {
                        break;
                    }
                    inner++;
                } else if (is(')')) {
                    if (inner == 0 && depth > 0) {
                        break;
                    }
                    inner--;
                }
                at++;
            }
            return query.substring(start, at);
        }
    }
}
