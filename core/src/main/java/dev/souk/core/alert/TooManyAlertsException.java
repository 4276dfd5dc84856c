package dev.souk.core.alert;

import dev.souk.model.SoukException;

/** A user has as many alerts as one may have. */
public final class TooManyAlertsException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final long userId;
    private final int most;

    /** Tells whose they are, and how many are allowed. */
    public TooManyAlertsException(long userId, int most) {
        super("user %s has %s alerts, and may have no more".formatted(userId, most));
        this.userId = userId;
        this.most = most;
    }

    /** Whose alerts they are. */
    public long userId() {
        return userId;
    }

    /** How many a user may have. */
    public int most() {
        return most;
    }
}
