package dev.souk.pipeline;

import dev.souk.scraper.drift.Drift;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** What visits to watches gave, one report for each. */
public record IngestReport(List<WatchReport> watches) {

    static final IngestReport NOTHING = new IngestReport(List.of());

    /** Copies the list. */
    public IngestReport {
        watches = List.copyOf(watches);
    }

    /** Pages that were asked for. */
    public int pages() {
        return sum(WatchReport::pageCount);
    }

    /** Listings stored for the first time. */
    public int added() {
        return sum(WatchReport::added);
    }

    /** Listings in which something was different. */
    public int changed() {
        return sum(WatchReport::changed);
    }

    /** Listings that were as before; nothing of them was written but that they were seen. */
    public int unchanged() {
        return sum(WatchReport::unchanged);
    }

    /** Listings that could not be read, or that the database refused. */
    public int rejected() {
        return sum(WatchReport::rejected);
    }

    /** Listings that count as removed, since whole visits no longer found them. */
    public int removed() {
        return sum(WatchReport::removed);
    }

    /** What sources give less of than usual, each once. */
    public List<Drift> drifts() {
        return watches.stream()
                .flatMap(watch -> watch.drifts().stream())
                .distinct()
                .toList();
    }

    IngestReport plus(IngestReport other) {
        return other.watches.isEmpty()
                ? this
                : new IngestReport(
                        Stream.concat(watches.stream(), other.watches.stream()).toList());
    }

    private int sum(ToIntFunction<WatchReport> count) {
        return watches.stream().mapToInt(count).sum();
    }
}
