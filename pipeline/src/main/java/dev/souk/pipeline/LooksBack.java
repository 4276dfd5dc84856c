package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.transaction.StorageException;
import dev.souk.model.ExchangeRates;
import dev.souk.model.alert.Alert;
import dev.souk.notify.NotificationWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts that wait to be asked about what was there before them, once through, each in transactions of its own, so
 * that no two wait for each other's matches. One that has much to look at does so in pieces, and no statement of it takes
 * longer than the limit. One that fails holds up no other: it is done again without the listings that it need not know, and
 * if that fails too, it is put off. Used by one thread.
 */
final class LooksBack {

    private static final Logger LOG = LoggerFactory.getLogger(LooksBack.class);

    private static final long NONE = 0;

    private static final MatchReport PROBLEM = new MatchReport(0, 0, 0, 1);

    /** A statement that took too long takes as long the next time. */
    private static final String TOO_LONG = "57014";

    private final SoukDatabase database;
    private final AlertsInStep alerts;
    private final ExchangeRates rates;
    private final NotificationWriter writer;
    private final Duration limit;
    private long passed;
    private long current;

    /** {@code limit} is for each statement. */
    LooksBack(
            SoukDatabase database,
            AlertsInStep alerts,
            ExchangeRates rates,
            NotificationWriter writer,
            Duration limit) {
        this.database = database;
        this.alerts = alerts;
        this.rates = rates;
        this.writer = writer;
        this.limit = limit;
    }

    /** Does the next one, or the next piece of it; empty if all were tried. */
    Optional<MatchReport> next() {
        current = passed;
        try {
            return database.inTransaction(limit, tx -> one(tx, NONE));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (current == passed || passesByItself(e)) {
                throw e;
            }
            LOG.warn("look back {} failed; its alert is only asked about what it missed", current, e);
        }
        long failed = current;
        try {
            return database.inTransaction(limit, tx -> one(tx, failed)).map(PROBLEM::plus);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("look back {} failed again; it waits", current, e);
            passed = current;
            if (!passesByItself(e)) {
                database.backfills().putOff(current);
            }
            return Optional.of(PROBLEM);
        }
    }

    /** The one that {@code failed} is only asked about what it missed; another host may have it now, and this one the next. */
    private Optional<MatchReport> one(SoukDatabase tx, long failed) {
        List<Backfill> pending = tx.backfills().pendingAfter(passed, 1);
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        Backfill backfill = pending.get(0);
        current = backfill.id();
        AlertEngine engine = alerts.caughtUp(tx.alertFeed());
        AlertBackfill.Piece piece = engine.alert(backfill.alertId())
                .filter(Alert::active)
                .map(alert ->
                        new AlertBackfill(tx, engine, rates, writer).run(backfill, alert, backfill.id() != failed))
                .orElse(AlertBackfill.Piece.NOTHING);
        if (piece.isLast()) {
            tx.backfills().done(backfill.id());
        } else {
            tx.backfills().lookedAt(backfill.id(), piece.lookedAt());
        }
        return Optional.of(piece.report());
    }

    private static boolean passesByItself(Throwable failure) {
        return failure instanceof StorageException storage
                && storage.isTransient()
                && !storage.sqlState().orElse("").equals(TOO_LONG);
    }
}
