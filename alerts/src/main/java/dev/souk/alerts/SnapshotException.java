package dev.souk.alerts;

import dev.souk.model.SoukException;

/** A snapshot that cannot be read: it is none, is of another version, is cut short, or was changed. */
public final class SnapshotException extends SoukException {

    private static final long serialVersionUID = 1L;

    SnapshotException(String problem) {
        super("snapshot of alerts " + problem);
    }

    SnapshotException(String problem, Throwable cause) {
        super("snapshot of alerts " + problem, cause);
    }
}
