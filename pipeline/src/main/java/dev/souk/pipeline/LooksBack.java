package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.transaction.StorageException;
import dev.souk.model.ExchangeRates;
import dev.souk.model.alert.Alert;
import dev.souk.notify.NotificationWriter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts that wait to be asked about what was there before them, once through, each in a transaction of its own, so
 * that no two wait for each other's matches. One that fails holds up no other: it is done again without the listings
 * that it need not know, and if that fails too, it is put off. Used by one thread.
 */
final class LooksBack {

    private static final Logger LOG = LoggerFactory.getLogger(LooksBack.class);

    private static final MatchReport PROBLEM = new MatchReport(0, 0, 0, 1);

    /** A statement that took too long takes as long the next time. */
    private static final String TOO_LONG = "57014";

    private final SoukDatabase database;
    private final AlertsInStep alerts;
    private final ExchangeRates rates;
    private final NotificationWriter writer;
    private long reached;

    LooksBack(SoukDatabase database, AlertsInStep alerts, ExchangeRates rates, NotificationWriter writer) {
        this.database = database;
        this.alerts = alerts;
        this.rates = rates;
        this.writer = writer;
    }

    /** Does the next one; empty if all were tried. */
    Optional<MatchReport> next() {
        long before = reached;
        try {
            return database.inTransaction(tx -> one(tx, before, true));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (reached == before || passesByItself(e)) {
                throw e;
            }
            LOG.warn("look back {} failed; its alert is only asked about what it missed", reached, e);
        }
        try {
            return database.inTransaction(tx -> one(tx, before, false)).map(PROBLEM::plus);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("look back {} failed again; it waits", reached, e);
            if (!passesByItself(e)) {
                database.backfills().putOff(reached);
            }
            return Optional.of(PROBLEM);
        }
    }

    private Optional<MatchReport> one(SoukDatabase tx, long after, boolean whole) {
        List<Backfill> pending = tx.backfills().pendingAfter(after, 1);
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        Backfill backfill = pending.get(0);
        reached = backfill.id();
        AlertEngine engine = alerts.caughtUp(tx.alertFeed());
        MatchReport report = engine.alert(backfill.alertId())
                .filter(Alert::active)
                .map(alert -> new AlertBackfill(tx, engine, rates, writer).run(backfill, alert, whole))
                .orElse(MatchReport.NOTHING);
        tx.backfills().done(backfill.id());
        return Optional.of(report);
    }

    private static boolean passesByItself(Throwable failure) {
        return failure instanceof StorageException storage
                && storage.isTransient()
                && !storage.sqlState().orElse("").equals(TOO_LONG);
    }
}
