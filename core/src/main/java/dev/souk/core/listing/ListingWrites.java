package dev.souk.core.listing;

import java.util.ArrayList;
import java.util.List;

/** The cache keys of what a transaction has written to listings. Not thread-safe. */
final class ListingWrites {

    private final List<String> changed = new ArrayList<>();
    private final List<String> added = new ArrayList<>();

    void note(List<ListingVersion> versions) {
        versions.forEach(version -> (version.before() == null ? added : changed)
                .addAll(CacheKeys.of(version.listing().key(), version.id())));
    }

    /** Of listings that were there before. */
    List<String> changed() {
        return changed;
    }

    /** Of listings that were not. */
    List<String> added() {
        return added;
    }
}
