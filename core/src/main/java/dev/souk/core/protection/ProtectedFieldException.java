package dev.souk.core.protection;

import dev.souk.model.SoukException;

/**
 * A field that this instance may not read, or cannot. Names table, column, row and key, and never the value. Each kind
 * is a class of its own.
 */
public abstract class ProtectedFieldException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final String table;
    private final String column;
    private final long rowId;
    private final String keyId;

    ProtectedFieldException(FieldPlace place, String keyId, String problem) {
        super(place + " " + problem);
        table = place.table();
        column = place.column();
        rowId = place.rowId();
        this.keyId = keyId;
    }

    /** The table, without its schema. */
    public final String table() {
        return table;
    }

    /** The column. */
    public final String column() {
        return column;
    }

    /** The id of the row. */
    public final long rowId() {
        return rowId;
    }

    /** The id of the key by which the field says to be encrypted; {@code ?} if it does not even say that. */
    public final String keyId() {
        return keyId;
    }
}
