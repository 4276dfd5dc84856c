package dev.souk.scraper.drift;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.PageRequest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is usual of a source's pages of one kind. Of a measure that never was counted nothing is known.
 *
 * <pre>{@code
 * Baseline after = before.with(tally.samples().get(PageRequest.Kind.LIST));
 * List<Drift> news = after.driftsSince(before, source, PageRequest.Kind.LIST);
 * }</pre>
 */
public record Baseline(Map<Measure, Usual> measures) {

    /** Nothing is known yet. */
    public static final Baseline NONE = new Baseline(Map.of());

    /** Copies the map. */
    public Baseline {
        Map<Measure, Usual> sorted = new EnumMap<>(Measure.class);
        sorted.putAll(measures);
        measures = Collections.unmodifiableMap(sorted);
    }

    /** With what a further run gave. */
    public Baseline with(Map<Measure, Sample> run) {
        Map<Measure, Usual> after = new EnumMap<>(Measure.class);
        after.putAll(measures);
        run.forEach((measure, sample) -> after.put(measure, usual(measure).with(measure, sample)));
        return new Baseline(after);
    }

    /** All that is less than usual. */
    public List<Drift> drifts(SourceId source, PageRequest.Kind kind) {
        return measures.keySet().stream()
                .filter(this::hasFallen)
                .map(measure -> drift(source, kind, measure))
                .toList();
    }

    /** What is less than usual, and was not in an earlier state. The other way round, what was and is no more. */
    public List<Drift> driftsSince(Baseline earlier, SourceId source, PageRequest.Kind kind) {
        return drifts(source, kind).stream()
                .filter(drift -> !earlier.hasFallen(drift.measure()))
                .toList();
    }

    private Drift drift(SourceId source, PageRequest.Kind kind, Measure measure) {
        Usual usual = usual(measure);
        Double now = usual.fallenTo();
        return new Drift(source, kind, measure, usual.mean(), now == null ? usual.mean() : now);
    }

    private boolean hasFallen(Measure measure) {
        return usual(measure).fallenTo() != null;
    }

    private Usual usual(Measure measure) {
        return measures.getOrDefault(measure, Usual.UNKNOWN);
    }
}
