package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.scraper.PageReport;
import dev.souk.scraper.Scraper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Visits every watch and stores what is found there. */
final class Ingest {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    private final SoukDatabase database;
    private final Scraper lists;
    private final Scraper items;
    private final VisitLog log;
    private final List<Watch> watches;
    private final int maxItemPages;
    private final int misses;
    private final BooleanSupplier closing;

    /**
     * Over these watches.
     *
     * @param lists follows the pages of a search
     * @param items reads the pages of single listings; with no limit of its own below {@code maxItemPages}
     * @param misses how many whole visits must miss a listing before it counts as removed
     */
    Ingest(
            SoukDatabase database,
            Scraper lists,
            Scraper items,
            VisitLog log,
            List<Watch> watches,
            int maxItemPages,
            int misses,
            BooleanSupplier closing) {
        this.database = database;
        this.lists = lists;
        this.items = items;
        this.log = log;
        this.watches = List.copyOf(watches);
        this.maxItemPages = maxItemPages;
        this.misses = misses;
        this.closing = closing;
    }

    IngestReport run() {
        List<WatchReport> reports = new ArrayList<>();
        for (Watch watch : watches) {
            if (closing.getAsBoolean()) {
                break;
            }
            reports.add(visit(watch, Tenure.own(database)));
        }
        return new IngestReport(reports);
    }

    /** Visits one; whatever goes wrong is in the report. */
    WatchReport visit(Watch watch, Tenure tenure) {
        long startedAt = System.nanoTime();
        WatchVisit visit = new WatchVisit(watch, database, tenure, lists, items, maxItemPages, misses);
        WatchReport report = visit.run();
        report = kept(report, visit, tenure, Duration.ofNanos(System.nanoTime() - startedAt));
        for (PageReport page : report.troubles()) {
            LOG.warn("{}: {} gave {}", watch.source().id(), page.request().url(), page.outcome());
        }
        report.failure().ifPresent(e -> LOG.warn("{}: the visit was broken off", watch, e));
        return report;
    }

    /** A visit that cannot be written down has failed, for all that it found; it hides no earlier failure. */
    private WatchReport kept(WatchReport report, WatchVisit visit, Tenure tenure, Duration took) {
        try {
            return log.keep(report, visit.tally(), tenure, took);
        } catch (RuntimeException e) {
            report.failure().ifPresent(e::addSuppressed);
            return report.failedBy(e);
        }
    }
}
