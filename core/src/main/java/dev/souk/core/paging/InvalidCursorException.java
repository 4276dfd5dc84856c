package dev.souk.core.paging;

import dev.souk.model.SoukException;

/** A cursor that no slice gave out. */
public final class InvalidCursorException extends SoukException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 100;

    private final String cursor;

    /** Tells of a cursor that was edited, cut, or given out for another query. */
    public InvalidCursorException(String cursor) {
        super("cursor is none that a slice gave out: '" + shown(cursor) + "'");
        this.cursor = cursor;
    }

    /** Its beginning, with no sign that could make another line of a log, or the terminal that shows it do anything. */
    private static String shown(String cursor) {
        String beginning = cursor.length() > SHOWN ? cursor.substring(0, SHOWN) + "..." : cursor;
        return beginning.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** The cursor as it was handed in. */
    public String cursor() {
        return cursor;
    }
}
