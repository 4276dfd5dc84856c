package dev.souk.pipeline;

import dev.souk.scraper.PageReport;
import dev.souk.scraper.drift.Drift;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one visit to a watch gave.
 *
 * @param watch which
 * @param pages every page that was asked for, with a type that says how it went
 * @param added listings stored for the first time
 * @param changed listings in which something was different
 * @param unchanged listings that were as before
 * @param rejections how many listings could not be read, or were refused by the database, by reason
 * @param deferred new listings that are left for the next visit: the limit of item pages was reached, or their page
 *     could not be had just now
 * @param removed listings that whole visits have missed so often that they count as removed
 * @param drifts what the source's pages give less of than usual, whether it was noticed now or before
 * @param cause as {@link #failure}; null if nothing broke the visit off
 */
public record WatchReport(
        Watch watch,
        List<PageReport> pages,
        int added,
        int changed,
        int unchanged,
        SortedMap<String, Integer> rejections,
        int deferred,
        int removed,
        List<Drift> drifts,
        @Nullable RuntimeException cause) {

    /** Copies what could change. */
    public WatchReport {
        pages = List.copyOf(pages);
        rejections = Collections.unmodifiableSortedMap(new TreeMap<>(rejections));
        drifts = List.copyOf(drifts);
    }

    WatchReport with(List<Drift> found) {
        return new WatchReport(watch, pages, added, changed, unchanged, rejections, deferred, removed, found, cause);
    }

    WatchReport failedBy(RuntimeException culprit) {
        return new WatchReport(watch, pages, added, changed, unchanged, rejections, deferred, removed, drifts, culprit);
    }

    /** Listings that could not be read, or that the database refused. */
    public int rejected() {
        return rejections.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What broke the visit off: the database, or a source that threw. Empty if nothing did. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(cause);
    }

    /** Pages that were asked for. */
    public int pageCount() {
        return pages.size();
    }

    /** The pages that somebody should look after: not fetched, walled off, or not understood. */
    public List<PageReport> troubles() {
        return pages.stream().filter(page -> !page.outcome().isHealthy()).toList();
    }
}
