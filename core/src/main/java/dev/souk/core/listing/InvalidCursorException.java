package dev.souk.core.listing;

import dev.souk.model.SoukException;

/** A cursor that was not given out, or was given out for another query. */
public final class InvalidCursorException extends SoukException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 100;

    private final String cursor;

    InvalidCursorException(String cursor) {
        super("cursor does not belong to this query: "
                + cursor.substring(0, Math.min(cursor.length(), SHOWN)).replaceAll("\\p{Cntrl}", "?"));
        this.cursor = cursor;
    }

    /** The cursor as it was handed in. */
    public String cursor() {
        return cursor;
    }
}
