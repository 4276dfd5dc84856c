package dev.souk.model.text;

import dev.souk.model.SoukException;

/** A query that cannot be read. Points at the character. */
public final class InvalidQueryException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final String query;
    private final int position;

    InvalidQueryException(String query, int position, String problem) {
        super("query %s at character %d: %s".formatted(problem, position + 1, query));
        this.query = query;
        this.position = position;
    }

    /** The query as it was typed. */
    public String query() {
        return query;
    }

    /** Where it went wrong, from 0. */
    public int position() {
        return position;
    }
}
