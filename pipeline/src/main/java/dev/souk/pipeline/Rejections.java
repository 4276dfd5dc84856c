package dev.souk.pipeline;

import dev.souk.core.listing.UpsertOutcome;
import dev.souk.scraper.normalize.Normalized;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts listings that could not be used, by reason. Not thread-safe. */
final class Rejections {

    private final SortedMap<String, Integer> byReason = new TreeMap<>();

    /** Those that could not be read. */
    void unreadable(Collection<Normalized.Rejected> listings) {
        listings.forEach(rejected -> add(rejected.field() + ": " + rejected.reason()));
    }

    /** Those that the database refused. */
    void refused(Collection<UpsertOutcome.Rejected> listings) {
        listings.forEach(rejected -> add("refused: " + rejected.reason()));
    }

    private void add(String reason) {
        byReason.merge(reason, 1, Integer::sum);
    }

    SortedMap<String, Integer> byReason() {
        return byReason;
    }
}
