package dev.souk.core.listing;

import java.util.List;

/**
 * What a backfill has to look at next. The changes themselves are read by {@link ListingChanges#byIds}, a part of them at a
 * time.
 *
 * @param ids of changes, ascending
 * @param lookedAt up to which id nothing else is to be looked at
 * @param isLast whether no changes are left after it
 */
public record BackfillWindow(List<Long> ids, long lookedAt, boolean isLast) {

    /** Copies the ids. */
    public BackfillWindow {
        ids = List.copyOf(ids);
    }
}
