package dev.souk.model.text;

import java.util.ArrayList;
import java.util.List;

/** A word or quotation of a query as typed, before its text is analyzed. */
record QueryWord(String text, boolean negated, boolean quoted, int position) {

    static List<QueryWord> split(String query) {
        List<QueryWord> words = new ArrayList<>();
        int i = 0;
        while (i < query.length()) {
            if (isSpace(query.charAt(i))) {
                i++;
                continue;
            }
            int start = i;
            boolean negated = query.charAt(i) == '-';
            if (negated) {
                i++;
            }
            boolean quoted = i < query.length() && query.charAt(i) == '"';
            int end = quoted ? closingQuote(query, i) : endOfWord(query, i);
            words.add(new QueryWord(query.substring(quoted ? i + 1 : i, end), negated, quoted, start));
            i = quoted ? end + 1 : end;
        }
        return words;
    }

    boolean isOr() {
        return !quoted && !negated && text.equals("OR");
    }

    private static int closingQuote(String query, int opening) {
        int closing = query.indexOf('"', opening + 1);
        if (closing < 0) {
            throw new InvalidQueryException(query, opening, "has a quotation mark that is not closed");
        }
        return closing;
    }

    private static int endOfWord(String query, int start) {
        int end = start;
        while (end < query.length() && !isSpace(query.charAt(end)) && query.charAt(end) != '"') {
            end++;
        }
        return end;
    }

    /** Also the no-break space, which pasted text is full of. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
