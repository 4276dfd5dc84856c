package dev.souk.core.user;

import dev.souk.model.SoukException;

/** There is no user of that id, or there is no longer. */
public final class UnknownUserException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final long userId;

    /** Tells which user is missing. */
    public UnknownUserException(long userId) {
        super("there is no user " + userId);
        this.userId = userId;
    }

    /** The id that was asked for. */
    public long userId() {
        return userId;
    }
}
