package dev.souk.core.protection;

import java.util.List;

/**
 * What a run of {@link Reencryption} did.
 *
 * @param rewritten number of rows that are now sealed as the application asks
 * @param remaining number of rows that are not: unreadable, held by somebody else, or not reached before it was stopped
 * @param unreadable why rows could not be read, at most {@value Reencryption#MAX_REPORTED}; they are left as they are
 */
public record ReencryptionReport(long rewritten, long remaining, List<ProtectedFieldException> unreadable) {

    /** Copies the list. */
    public ReencryptionReport {
        unreadable = List.copyOf(unreadable);
    }

    /** Whether nothing is left to do. Then older keys can be taken off the ring. */
    public boolean isComplete() {
        return remaining == 0;
    }
}
