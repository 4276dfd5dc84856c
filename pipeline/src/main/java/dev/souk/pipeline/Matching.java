package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.model.alert.Alert;
import dev.souk.notify.NotificationWriter;
import java.util.List;

/**
 * Claims changes of listings, asks the engine which alerts they satisfy, and records matches and notifications: one
 * transaction for each batch, so a crash leaves the changes to be claimed again. The order inside it is the point: first
 * claim, then load what happened to alerts. An alert that is committed after that finds the claimed changes by its
 * backfill, which looks at every change that was not matched when the alert was written.
 */
final class Matching {

    private static final int BATCH = 200;
    private static final int BACKFILLS = 20;
    private static final int MAX_ROUNDS = 10_000;

    private final SoukDatabase database;
    private final AlertEngine engine;
    private final AlertsInStep alerts;
    private final NotificationWriter writer;

    Matching(SoukDatabase database, AlertEngine engine, NotificationWriter writer) {
        this.database = database;
        this.engine = engine;
        this.alerts = new AlertsInStep(engine);
        this.writer = writer;
    }

    /** Matches all that is waiting. */
    MatchReport run() {
        MatchReport report = MatchReport.NOTHING;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Round backfilled = database.inTransaction(this::backfill);
            Round matched = database.inTransaction(this::match);
            report = report.plus(backfilled.report()).plus(matched.report());
            if (backfilled.idle() && matched.idle()) {
                break;
            }
        }
        return report;
    }

    private Round match(SoukDatabase tx) {
        List<ClaimedChange> claimed = tx.listingChanges().claim(BATCH);
        if (claimed.isEmpty()) {
            return Round.IDLE;
        }
        alerts.catchUp(tx.alertFeed());
        MatchBatch batch = new MatchBatch(tx, engine, writer);
        claimed.forEach(batch::look);
        MatchReport report = batch.record();
        tx.listingChanges().markMatched(claimed.stream().map(ClaimedChange::id).toList());
        return new Round(false, report);
    }

    private Round backfill(SoukDatabase tx) {
        List<Backfill> pending = tx.backfills().pending(BACKFILLS);
        if (pending.isEmpty()) {
            return Round.IDLE;
        }
        alerts.catchUp(tx.alertFeed());
        MatchReport report = MatchReport.NOTHING;
        for (Backfill backfill : pending) {
            report = report.plus(engine.alert(backfill.alertId())
                    .filter(Alert::active)
                    .map(alert -> backfill(tx, backfill, alert))
                    .orElse(MatchReport.NOTHING));
            tx.backfills().done(backfill.id());
        }
        return new Round(false, report);
    }

    private MatchReport backfill(SoukDatabase tx, Backfill backfill, Alert alert) {
        MatchReport report = MatchReport.NOTHING;
        long last = 0;
        while (true) {
            List<ClaimedChange> changes = tx.listingChanges().forBackfill(backfill.id(), last, BATCH);
            if (changes.isEmpty()) {
                return report;
            }
            MatchBatch batch = new MatchBatch(tx, engine, writer);
            changes.forEach(change -> batch.look(change, alert));
            report = report.plus(batch.record().withoutChanges());
            last = changes.get(changes.size() - 1).id();
        }
    }

    /** What one transaction did, and whether there was anything to do. */
    private record Round(boolean idle, MatchReport report) {

        static final Round IDLE = new Round(true, MatchReport.NOTHING);
    }
}
