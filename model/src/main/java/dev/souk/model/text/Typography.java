package dev.souk.model.text;

/** Quotation marks and dashes as phones and word processors set them, read as the plain ones of a query. */
final class Typography {

    private Typography() {}

    /**
     * The query with plain signs, each where it was. A dash is a minus only where a word begins, and what stands right after
     * a number is inches, as in {@code 24”}, unless it closes a quotation.
     */
    static String plain(String query) {
        StringBuilder plain = new StringBuilder(query);
        boolean isQuoted = false;
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '"' || (isQuotationMark(c) && (isQuoted || !isInches(query, i)))) {
                plain.setCharAt(i, '"');
                isQuoted = !isQuoted;
            } else if (!isQuoted && isDash(c) && beginsAWord(query, i)) {
                plain.setCharAt(i, '-');
            }
        }
        return plain.toString();
    }

    private static boolean isQuotationMark(char c) {
        return (c >= '\u201C' && c <= '\u201F') || c == '\u00AB' || c == '\u00BB';
    }

    private static boolean isInches(String query, int at) {
        return query.charAt(at) == '\u201D' && at > 0 && Character.isDigit(query.charAt(at - 1));
    }

    static boolean isDash(char c) {
        return (c >= '\u2010' && c <= '\u2015') || c == '\u2212';
    }

    private static boolean beginsAWord(String query, int at) {
        return at == 0 || query.charAt(at - 1) == '(' || isSpace(query.charAt(at - 1));
    }

    /** Also the no-break space, which pasted text is full of. */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
