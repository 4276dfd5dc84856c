package dev.souk.model.text;

import dev.souk.model.SoukException;

/**
 * A query that cannot be read. Points at the character, and says what would be right there. The message is one line; of a
 * long query it quotes what stands about the character.
 */
public final class InvalidQueryException extends SoukException {

    private static final long serialVersionUID = 1L;

    private static final int QUOTED = 80;
    private static final String CUT = "...";
    private static final int UNSHOWN = 0xFFFD;

    private final String query;
    private final int position;

    InvalidQueryException(String query, int position, String problem) {
        super("query at character %s %s: %s".formatted(position + 1, problem, quote(query, position)));
        this.query = query;
        this.position = position;
    }

    private static String quote(String query, int position) {
        int from = Math.max(0, Math.min(position - QUOTED / 2, query.length() - QUOTED));
        int to = Math.min(query.length(), from + QUOTED);
        StringBuilder quote = new StringBuilder(from > 0 ? CUT : "");
        query.substring(from, to)
                .codePoints()
                .map(c -> isShown(c) ? c : UNSHOWN)
                .forEach(quote::appendCodePoint);
        return quote.append(to < query.length() ? CUT : "").toString();
    }

    /** Whether a character takes its place in a line, and leaves the others in theirs. */
    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** The query as it was typed. */
    public String query() {
        return query;
    }

    /** Where it went wrong, in UTF-16 units from 0; the length of the query if something is missing at its end. */
    public int position() {
        return position;
    }
}
