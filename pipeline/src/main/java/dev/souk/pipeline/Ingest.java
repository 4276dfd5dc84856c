package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.scraper.PageReport;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Visits every watch and stores what is found there. */
final class Ingest {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    private final SoukDatabase database;
    private final VisitScrapers scrapers;
    private final VisitLog log;
    private final List<Watch> watches;
    private final int misses;
    private final BooleanSupplier closing;

    /**
     * Over these watches.
     *
     * @param misses how many whole visits must miss a listing before it counts as removed
     */
    Ingest(
            SoukDatabase database,
            VisitScrapers scrapers,
            VisitLog log,
            List<Watch> watches,
            int misses,
            BooleanSupplier closing) {
        this.database = database;
        this.scrapers = scrapers;
        this.log = log;
        this.watches = List.copyOf(watches);
        this.misses = misses;
        this.closing = closing;
    }

    void run(Consumer<IngestReport> done) {
        Runnable progressed = () -> done.accept(IngestReport.NOTHING);
        for (Watch watch : watches) {
            if (closing.getAsBoolean()) {
                break;
            }
            WatchReport report = visit(watch, Tenure.own(database), progressed);
            done.accept(new IngestReport(List.of(report)));
        }
    }

    /**
     * Visits one; whatever goes wrong is in the report.
     *
     * @param progressed is run whenever a page has been read, or something stored
     */
    WatchReport visit(Watch watch, Tenure tenure, Runnable progressed) {
        long startedAt = System.nanoTime();
        WatchVisit visit = new WatchVisit(watch, database, tenure, scrapers, misses, progressed);
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
            return log.keep(report, visit.tally(), visit::noteProgress, tenure, took);
        } catch (RuntimeException e) {
            report.failure().ifPresent(e::addSuppressed);
            return report.failedBy(e);
        }
    }
}
