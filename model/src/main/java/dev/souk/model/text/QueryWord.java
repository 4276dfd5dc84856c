package dev.souk.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A word, a quotation, OR or a parenthesis of a query, as typed.
 *
 * @param negated whether a minus stands before it
 * @param phrase what a word or a quotation amounts to; null for the rest
 * @param position where it begins, from 0
 */
record QueryWord(
        Kind kind,
        boolean negated,
        @Nullable Phrase phrase,
        int position) {

    private static final String TITLE = "title:";

    private static final String STAR_PROBLEM = "has a star that needs one word of at least " + Phrase.SHORTEST_PREFIX
            + " letters or digits right before it,";

    enum Kind {
        PHRASE,
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
                words.add(new QueryWord(Kind.OPENING, negated, null, start));
            } else if (is(')') && depth > 0) {
                at++;
                depth--;
                words.add(new QueryWord(Kind.CLOSING, false, null, at - 1));
            } else {
                phrase(start, negated);
            }
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
                words.add(new QueryWord(Kind.OR, false, null, start));
                return;
            }
            int star = quoted ? -1 : Phrase.misplacedStar(text);
            if (star >= 0) {
                throw new InvalidQueryException(query, at - text.length() + star, STAR_PROBLEM);
            }
            Optional<Phrase> phrase = quoted ? Phrase.of(text) : Phrase.ofEntry(text);
            if (titleOnly && phrase.isEmpty()) {
                throw new InvalidQueryException(query, start, "needs a word or a quotation right after " + TITLE);
            }
            phrase.ifPresent(found -> words.add(
                    new QueryWord(Kind.PHRASE, negated, titleOnly ? found.inTitle() : found, start)));
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
