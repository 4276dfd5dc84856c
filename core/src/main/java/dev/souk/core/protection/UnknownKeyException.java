package dev.souk.core.protection;

/** A field is encrypted by a key that this instance does not have, or has no key at all. */
public final class UnknownKeyException extends ProtectedFieldException {

    private static final long serialVersionUID = 1L;

    /** Tells which field, and by which key. */
    public UnknownKeyException(FieldPlace place, String keyId) {
        super(place, keyId, "is encrypted by key %s, which this host does not have".formatted(keyId));
    }
}
