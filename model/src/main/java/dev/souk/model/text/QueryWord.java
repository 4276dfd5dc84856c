package dev.souk.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A word, a quotation, a demand on the price, OR or a parenthesis of a query.
 *
 * @param negated whether a minus stands before it
 * @param phrase what a word or a quotation amounts to; null for the rest
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

    private static QueryWord sign(Kind kind, boolean negated, int position) {
        return new QueryWord(kind, negated, null, null, "", position);
    }

    enum Kind {
        PHRASE,
        PRICE,
        OR,
        OPENING,
        CLOSING
    }

    /** The parts of a query; what holds neither letter nor digit is passed over. */
    static List<QueryWord> split(String query) {
        return new Splitter(query).split();
    }

    /** Also the no-break space, which pasted text is full of. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static final class Splitter {

        private final String query;
        private final List<QueryWord> words = new ArrayList<>();
        private int at;
        private int depth;

        private Splitter(String query) {
            this.query = query;
        }

        private List<QueryWord> split() {
            while (at < query.length()) {
                if (isSpace(query.charAt(at))) {
                    at++;
                } else {
                    next();
                }
            }
            return words;
        }

        private void next() {
            int start = at;
            boolean negated = query.charAt(at) == '-';
            if (negated) {
                at++;
            }
            if (is('(')) {
                at++;
                depth++;
                words.add(sign(Kind.OPENING, negated, start));
            } else if (is(')') && depth > 0) {
                at++;
                depth--;
                words.add(sign(Kind.CLOSING, false, at - 1));
            } else if (query.regionMatches(true, at, PRICE, 0, PRICE.length())) {
                price(start, negated);
            } else {
                phrase(start, negated);
            }
        }

        private void price(int start, boolean negated) {
            if (negated) {
                throw new InvalidQueryException(
                        query, start, "cannot leave out prices; ask for the others, such as price:500.. or price:..100");
            }
            at += PRICE.length();
            int amounts = at;
            QueryPrice price = new PriceReader(query, amounts, amounts + word().length()).read();
            words.add(new QueryWord(Kind.PRICE, false, null, price, "", start));
        }

        private boolean is(char c) {
            return at < query.length() && query.charAt(at) == c;
        }

        private void phrase(int start, boolean negated) {
            boolean titleOnly = query.regionMatches(true, at, TITLE, 0, TITLE.length());
            if (titleOnly) {
                at += TITLE.length();
            }
            boolean quoted = is('"');
            String text = quoted ? quotation() : titleOnly && is('(') ? "" : word();
            if (text.equals("OR") && !quoted && !negated && !titleOnly) {
                words.add(sign(Kind.OR, false, start));
                return;
            }
            Optional<Phrase> phrase = Phrase.of(text);
            if (titleOnly && phrase.isEmpty()) {
                throw new InvalidQueryException(query, start, "needs a word or a quotation right after " + TITLE);
            }
            phrase.ifPresent(found -> words.add(
                    new QueryWord(Kind.PHRASE, negated, titleOnly ? found.inTitle() : found, null, text, start)));
        }

        private String quotation() {
            int closing = query.indexOf('"', at + 1);
            if (closing < 0) {
                throw new InvalidQueryException(query, at, "has a quotation mark that is not closed");
            }
            String text = query.substring(at + 1, closing);
            at = closing + 1;
            return text;
        }

        /** Up to white space, a quotation, or the end of the parentheses around it; its own parentheses belong to it. */
        private String word() {
            int start = at;
            int inner = 0;
            while (at < query.length() && !isSpace(query.charAt(at)) && !is('"')) {
                if (is('(')) {
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
