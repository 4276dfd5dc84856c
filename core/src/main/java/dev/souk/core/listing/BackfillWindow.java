package dev.souk.core.listing;

import java.util.List;

/**
 * What a backfill has to look at in a window of changes.
 *
 * @param changes by id, ascending
 * @param lookedAt up to which id nothing else is to be looked at
 * @param isLast whether no changes are left after it
 */
public record BackfillWindow(List<ClaimedChange> changes, long lookedAt, boolean isLast) {

    /** Copies the changes. */
    public BackfillWindow {
        changes = List.copyOf(changes);
    }
}
