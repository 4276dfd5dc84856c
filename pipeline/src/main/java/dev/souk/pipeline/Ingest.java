package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.scraper.Scraper;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Visits every watch and stores what is found there. */
final class Ingest {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    private final SoukDatabase database;
    private final Scraper scraper;
    private final List<Watch> watches;
    private final int maxItemPages;

    Ingest(SoukDatabase database, Scraper scraper, List<Watch> watches, int maxItemPages) {
        this.database = database;
        this.scraper = scraper;
        this.watches = List.copyOf(watches);
        this.maxItemPages = maxItemPages;
    }

    IngestReport run() {
        return new IngestReport(watches.stream().map(this::visit).toList());
    }

    private WatchReport visit(Watch watch) {
        WatchReport report = new WatchVisit(watch, database, scraper, maxItemPages).report();
        report.troubles()
                .forEach(page -> LOG.warn(
                        "{}: {} {}", watch.source().id(), page.request().url(), page.outcome()));
        return report;
    }
}
