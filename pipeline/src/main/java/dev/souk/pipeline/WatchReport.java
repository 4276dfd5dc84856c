package dev.souk.pipeline;

import dev.souk.scraper.PageReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one visit to a watch gave.
 *
 * @param watch which
 * @param pages every page that was asked for, with a type that says how it went
 * @param added listings stored for the first time
 * @param changed listings in which something was different
 * @param unchanged listings that were as before
 * @param rejected listings that could not be read, or that the database refused
 * @param deferred new listings that are left for the next visit: the limit of item pages was reached, or their page
 *     could not be had just now
 * @param removed listings that whole visits have missed so often that they count as removed
 * @param cause what broke the visit off; null if nothing did
 */
public record WatchReport(
        Watch watch,
        List<PageReport> pages,
        int added,
        int changed,
        int unchanged,
        int rejected,
        int deferred,
        int removed,
        @Nullable RuntimeException cause) {

    /** Copies the list. */
    public WatchReport {
        pages = List.copyOf(pages);
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
