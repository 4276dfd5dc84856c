package dev.souk.schema;

/**
 * One version could not be made or undone. That version changed nothing; those that came before it in the same call
 * stay as they are.
 */
public final class MigrationException extends SchemaException {

    private static final long serialVersionUID = 1L;

    private final int version;

    MigrationException(String schema, int version, String message, Throwable cause) {
        super(schema, message, cause);
        this.version = version;
    }

    /** The version whose script failed. */
    public int version() {
        return version;
    }
}
