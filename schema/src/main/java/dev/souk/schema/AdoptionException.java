package dev.souk.schema;

import java.util.List;

/** What stands in the schema is not what the original system left there. Nothing was changed. */
public final class AdoptionException extends SchemaException {

    private static final long serialVersionUID = 1L;

    private final List<String> differences;

    AdoptionException(String schema, String message, List<String> differences) {
        super(schema, differences.isEmpty() ? message : message + ":\n" + String.join("\n", differences), null);
        this.differences = List.copyOf(differences);
    }

    /** One sentence for each thing that differs, such as {@code column users.email is ..., the original has ...}. */
    public List<String> differences() {
        return differences;
    }
}
