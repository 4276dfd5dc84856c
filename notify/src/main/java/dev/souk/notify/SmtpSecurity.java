package dev.souk.notify;

/** How the connection to a mail server is kept private. Wherever TLS is used, the server's certificate must fit its name. */
public enum SmtpSecurity {
    /** Starts in the clear and must change to TLS before anything is said. The usual one, on port 587. */
    STARTTLS,
    /** As {@link #STARTTLS} if the server offers it, else in the clear. Anybody on the way can take the offer out. */
    STARTTLS_IF_OFFERED,
    /** TLS from the first byte, usually on port 465. */
    IMPLICIT_TLS,
    /** In the clear. For a mail server on the same machine, and for tests. */
    NONE;

    /** Whether nothing is ever sent in the clear. */
    boolean isCertain() {
        return this == STARTTLS || this == IMPLICIT_TLS;
    }
}
