package dev.souk.core.alert;

import dev.souk.model.SoukException;

/** An alert was asked for that cannot be read. It can be replaced by an update, or deleted. */
public final class UnreadableAlertException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final transient UnreadableAlert alert;

    UnreadableAlertException(UnreadableAlert alert, Throwable cause) {
        super("alert %s cannot be read: %s".formatted(alert.alertId(), alert.reason()), cause);
        this.alert = alert;
    }

    /** Which one, and why. */
    public UnreadableAlert alert() {
        return alert;
    }
}
