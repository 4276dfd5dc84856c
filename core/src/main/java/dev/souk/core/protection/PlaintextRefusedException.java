package dev.souk.core.protection;

/**
 * A field is plain where only encrypted ones are read. Either it was written by somebody else, or not all of a database
 * has been encrypted yet; see {@link FieldProtection#encrypting}.
 */
public final class PlaintextRefusedException extends ProtectedFieldException {

    private static final long serialVersionUID = 1L;

    PlaintextRefusedException(FieldPlace place) {
        super(place, "none", "is not encrypted, and this host reads encrypted fields only");
    }
}
