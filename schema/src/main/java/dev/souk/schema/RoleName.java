package dev.souk.schema;

import java.nio.charset.StandardCharsets;

/**
 * The name of a database role, as anybody may have chosen it: it is always quoted. What could end a quotation of any
 * kind, in SQL or in psql, is refused.
 */
record RoleName(String name) {

    private static final int MAX_BYTES = 63;

    RoleName {
        if (name.isBlank() || name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("role name must be 1 to %s bytes long: '%s'".formatted(MAX_BYTES, name));
        }
        if (name.codePoints().anyMatch(RoleName::isRefused)) {
            throw new IllegalArgumentException(
                    "role name must have no control characters, dollar signs and backslashes: '%s'"
                            .formatted(name.replaceAll("\\p{Cntrl}", "?")));
        }
        if (name.startsWith("pg_") || name.equals("public") || name.equals("none")) {
            throw new IllegalArgumentException("PostgreSQL keeps this role name for itself: '%s'".formatted(name));
        }
    }

    private static boolean isRefused(int sign) {
        int type = Character.getType(sign);
        return Character.isISOControl(sign)
                || sign == '$'
                || sign == '\\'
                || type == Character.SURROGATE
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** As SQL writes a name. */
    String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** As SQL writes a text. */
    String literal() {
        return '\'' + name.replace("'", "''") + '\'';
    }
}
