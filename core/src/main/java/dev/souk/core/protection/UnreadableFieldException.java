package dev.souk.core.protection;

/**
 * A ciphertext was altered, or moved here from another row or column, or the key of its id is another one. Nobody can
 * tell which.
 */
public final class UnreadableFieldException extends ProtectedFieldException {

    private static final long serialVersionUID = 1L;

    /** Tells which field, and by which key it says to be encrypted; {@code ?} if it does not say. */
    public UnreadableFieldException(FieldPlace place, String keyId) {
        super(
                place,
                keyId,
                "does not decrypt by key %s: it was altered, moved here, or that key is another one".formatted(keyId));
    }
}
