package dev.souk.schema;

import dev.souk.model.SoukException;
import org.jspecify.annotations.Nullable;

/** Souk's tables could not be read or changed. Whatever was begun has been rolled back. */
public class SchemaException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final String schema;

    SchemaException(String schema, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.schema = schema;
    }

    /** The schema that it was about. */
    public String schema() {
        return schema;
    }
}
