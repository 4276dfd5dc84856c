package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.model.alert.Alert;
import dev.souk.notify.NotificationWriter;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Claims changes of listings, asks the engine which alerts they satisfy, and records matches and notifications: one
 * transaction for each batch, so a crash leaves the changes to be claimed again. The order inside it is the point: first
 * claim, then load what happened to alerts. An alert that is committed after that finds the claimed changes by its
 * backfill, which looks at every change that was not matched when the alert was written.
 */
final class Matching {

    private static final int BATCH = 200;

    private final SoukDatabase database;
    private final AlertsInStep alerts = new AlertsInStep();
    private final NotificationWriter writer;
    private final Housekeeping housekeeping;
    private final BooleanSupplier closing;

    Matching(SoukDatabase database, NotificationWriter writer, Housekeeping housekeeping, BooleanSupplier closing) {
        this.database = database;
        this.writer = writer;
        this.housekeeping = housekeeping;
        this.closing = closing;
    }

    /** Matches all that is waiting. */
    MatchReport run() {
        MatchReport report = MatchReport.NOTHING;
        Round backfilled;
        do {
            // What waits in the queue first: an alert then meets it there, with all that happened to the listing.
            report = report.plus(matchQueue());
            backfilled = closing.getAsBoolean() ? Round.IDLE : database.inTransaction(this::backfill);
            report = report.plus(backfilled.report());
        } while (!backfilled.idle());
        housekeeping.run();
        return report;
    }

    private MatchReport matchQueue() {
        MatchReport report = MatchReport.NOTHING;
        Round matched = new Round(false, report);
        while (!matched.idle() && !closing.getAsBoolean()) {
            matched = database.inTransaction(this::match);
            report = report.plus(matched.report());
        }
        return report;
    }

    private Round match(SoukDatabase tx) {
        List<ClaimedChange> claimed = tx.listingChanges().claim(BATCH);
        if (claimed.isEmpty()) {
            return Round.IDLE;
        }
        AlertEngine engine = alerts.caughtUp(tx.alertFeed());
        return new Round(false, new MatchBatch(tx, engine, writer).run(claimed));
    }

    /** One in a transaction, so that no two of them wait for each other's matches. */
    private Round backfill(SoukDatabase tx) {
        List<Backfill> pending = tx.backfills().pending(1);
        if (pending.isEmpty()) {
            return Round.IDLE;
        }
        AlertEngine engine = alerts.caughtUp(tx.alertFeed());
        Backfill backfill = pending.get(0);
        MatchReport report = engine.alert(backfill.alertId())
                .filter(Alert::active)
                .map(alert -> new AlertBackfill(tx, engine, writer).run(backfill, alert))
                .orElse(MatchReport.NOTHING);
        tx.backfills().done(backfill.id());
        return new Round(false, report);
    }

    /** What one transaction did, and whether there was anything to do. */
    private record Round(boolean idle, MatchReport report) {

        static final Round IDLE = new Round(true, MatchReport.NOTHING);
    }
}
