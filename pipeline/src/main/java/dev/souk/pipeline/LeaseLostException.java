package dev.souk.pipeline;

import dev.souk.model.SoukException;

/** Another instance has taken over a stored watch, or it was turned off: what this instance finds there does not count. */
public final class LeaseLostException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final long watchId;

    LeaseLostException(long watchId) {
        super("watch %s was taken over by another host, or turned off".formatted(watchId));
        this.watchId = watchId;
    }

    /** The watch's number. */
    public long watchId() {
        return watchId;
    }
}
