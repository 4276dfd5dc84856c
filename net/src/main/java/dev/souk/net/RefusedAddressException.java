package dev.souk.net;

import java.io.IOException;

/** Carries the policy's objection through the HTTP client, which understands only I/O trouble; it never leaves here. */
final class RefusedAddressException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String objection;

    RefusedAddressException(String objection) {
        super(objection);
        this.objection = objection;
    }

    /** Why the address must not be visited. */
    String objection() {
        return objection;
    }
}
