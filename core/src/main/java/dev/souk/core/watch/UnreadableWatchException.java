package dev.souk.core.watch;

import dev.souk.model.SoukException;

/** A watch was asked for that makes none. */
public final class UnreadableWatchException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final transient UnreadableWatch watch;

    UnreadableWatchException(UnreadableWatch watch, Throwable cause) {
        super("watch %s cannot be read: %s".formatted(watch.watchId(), watch.reason()), cause);
        this.watch = watch;
    }

    /** Which one, and why. */
    public UnreadableWatch watch() {
        return watch;
    }
}
