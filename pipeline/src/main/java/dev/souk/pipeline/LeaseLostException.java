package dev.souk.pipeline;

import dev.souk.model.SoukException;

/** Another host has taken over a watch, or it was turned off: what this host finds there does not count. */
final class LeaseLostException extends SoukException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(long watchId) {
        super("watch %d was taken over by another host, or turned off".formatted(watchId));
    }
}
