package dev.souk.core.protection;

import java.nio.charset.StandardCharsets;

/**
 * Where a value stands. A ciphertext is bound to its place: moved to another row or column it is refused.
 *
 * @param table without its schema
 * @param rowId positive
 */
public record FieldPlace(String table, String column, long rowId) {

    /** What a cipher binds into the ciphertext: unlike for unlike places, since no name holds the separator. */
    public byte[] associatedData() {
        return ("souk/" + table + "/" + column + "/" + rowId).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "%s.%s of row %s".formatted(table, column, rowId);
    }
}
