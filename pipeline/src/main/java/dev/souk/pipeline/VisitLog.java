package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.scrape.ScrapeRun;
import dev.souk.core.scrape.SourceBaselines;
import dev.souk.core.scrape.StoredUsual;
import dev.souk.model.SourceId;
import dev.souk.scraper.PageOutcome;
import dev.souk.scraper.PageReport;
import dev.souk.scraper.drift.Baseline;
import dev.souk.scraper.drift.Drift;
import dev.souk.scraper.drift.Measure;
import dev.souk.scraper.drift.RunTally;
import dev.souk.scraper.drift.Sample;
import dev.souk.scraper.drift.ScrapeListener;
import dev.souk.scraper.drift.Usual;
import dev.souk.scraper.fetch.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what visits gave, and tells the listener when a source begins to give less than usual. */
final class VisitLog {

    private static final Logger LOG = LoggerFactory.getLogger(VisitLog.class);

    private final SoukDatabase database;
    private final ScrapeListener listener;

    VisitLog(SoukDatabase database, ScrapeListener listener) {
        this.database = database;
        this.listener = listener;
    }

    /**
     * Ends the tenure of a visit and writes the visit down. One that was broken off, or that came too late, says nothing
     * of what is usual.
     *
     * @param tally what its pages gave
     * @param progress writes down what the visit means for the next one, unless it was broken off
     * @return the report with what is less than usual
     */
    WatchReport keep(
            WatchReport report, RunTally tally, Consumer<SoukDatabase> progress, Tenure tenure, Duration took) {
        Drifts drifts = new Drifts();
        WatchReport whole = database.inTransaction(tx -> {
            WatchReport ended = tenure.end(tx, report)
                    .filter(late -> report.failure().isEmpty())
                    .map(report::failedBy)
                    .orElse(report);
            if (ended.failure().isEmpty()) {
                SourceId source = report.watch().source().id();
                tally.samples().forEach((kind, samples) -> drifts.compare(tx.baselines(), source, kind, samples));
                progress.accept(tx);
            }
            WatchReport compared = ended.with(drifts.now);
            tx.scrapeRuns().add(run(compared, took));
            return compared;
        });
        drifts.begun.forEach(drift -> tell("the site has changed: {}", drift, listener::drifted));
        drifts.over.forEach(drift -> tell("the site is as it was: {}", drift, listener::recovered));
        return whole;
    }

    private static void tell(String message, Drift drift, Consumer<Drift> hearer) {
        LOG.warn(message, drift);
        try {
            hearer.accept(drift);
        } catch (RuntimeException e) {
            LOG.warn("the listener failed on {}", drift, e);
        }
    }

    private static ScrapeRun run(WatchReport report, Duration took) {
        return new ScrapeRun(
                report.watch().source().id(),
                new SearchSight(report.watch()).name(),
                took,
                outcomes(report.pages()),
                report.pages().stream().mapToInt(VisitLog::listings).sum(),
                report.added(),
                report.changed(),
                report.unchanged(),
                report.deferred(),
                report.removed(),
                report.rejections(),
                report.drifts().stream().map(Drift::toString).toList(),
                report.failure().map(RuntimeException::toString).orElse(null));
    }

    private static SortedMap<String, Integer> outcomes(List<PageReport> pages) {
        SortedMap<String, Integer> outcomes = new TreeMap<>();
        pages.forEach(page -> outcomes.merge(page.outcome().kind().name(), 1, Integer::sum));
        return outcomes;
    }

    private static int listings(PageReport page) {
        return page.outcome() instanceof PageOutcome.Read read ? read.listings() : 0;
    }

    /** What a visit changed in what is known of its source. */
    private static final class Drifts {

        private static final SortedSet<String> MEASURES = Collections.unmodifiableSortedSet(
                Stream.of(Measure.values()).map(Measure::key).collect(Collectors.toCollection(TreeSet::new)));

        private final List<Drift> now = new ArrayList<>();
        private final List<Drift> begun = new ArrayList<>();
        private final List<Drift> over = new ArrayList<>();

        void compare(SourceBaselines baselines, SourceId source, PageRequest.Kind kind, Map<Measure, Sample> samples) {
            baselines.update(source, kind.name(), MEASURES, stored -> {
                Baseline before = read(stored);
                Baseline after = before.with(samples);
                now.addAll(after.drifts(source, kind));
                begun.addAll(after.driftsSince(before, source, kind));
                over.addAll(before.driftsSince(after, source, kind));
                return written(after);
            });
        }

        /** A measure that only a newer release knows is left alone. */
        private static Baseline read(Map<String, StoredUsual> stored) {
            Map<Measure, Usual> measures = new EnumMap<>(Measure.class);
            stored.forEach((key, usual) -> Measure.of(key)
                    .ifPresent(measure -> measures.put(
                            measure,
                            new Usual(
                                    usual.samples(),
                                    usual.mean(),
                                    usual.deviation(),
                                    new Sample(usual.waitingHits(), usual.waitingSize()),
                                    usual.fallenTo()))));
            return new Baseline(measures);
        }

        private static SortedMap<String, StoredUsual> written(Baseline baseline) {
            return baseline.measures().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().key(),
                            entry -> written(entry.getValue()),
                            (first, second) -> second,
                            TreeMap::new));
        }

        private static StoredUsual written(Usual usual) {
            return new StoredUsual(
                    usual.samples(),
                    usual.mean(),
                    usual.deviation(),
                    usual.waiting().hits(),
                    usual.waiting().size(),
                    usual.fallenTo());
        }
    }
}
