package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.model.ExchangeRates;
import dev.souk.notify.NotificationWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Loads what happened to alerts, claims changes of listings, asks the engine which alerts they satisfy, and records
 * matches and notifications: one transaction for each batch, so a crash leaves the changes to be claimed again. The order
 * inside it is the point: first claim, then load what happened to alerts since. An alert that is committed after that
 * finds the claimed changes by its backfill, which looks at every change that was not matched when the alert was written.
 */
final class Matching {

    private static final int BATCH = 200;

    private final SoukDatabase database;
    private final AlertsInStep alerts;
    private final ExchangeRates rates;
    private final NotificationWriter writer;
    private final Duration backfillLimit;
    private final Hearing hearing;
    private final Housekeeping housekeeping;
    private final Runnable somethingToTell;
    private final BooleanSupplier closing;

    /** {@code somethingToTell} is called whenever notifications were stored. */
    Matching(
            SoukDatabase database,
            ExchangeRates rates,
            ThreadFactory threads,
            NotificationWriter writer,
            Duration backfillLimit,
            Hearing hearing,
            Housekeeping housekeeping,
            Runnable somethingToTell,
            BooleanSupplier closing) {
        this.database = database;
        this.rates = rates;
        alerts = new AlertsInStep(rates, threads);
        this.writer = writer;
        this.backfillLimit = backfillLimit;
        this.hearing = hearing;
        this.housekeeping = housekeeping;
        this.somethingToTell = somethingToTell;
        this.closing = closing;
    }

    /** Matches all that is waiting. */
    void run(Consumer<MatchReport> done) {
        Consumer<MatchReport> committed = report -> {
            tell(report);
            done.accept(report);
        };
        Runnable swept = () -> done.accept(MatchReport.NOTHING);
        // The first time that loads them all, while others may claim.
        alerts.caughtUp(database);
        while (database.alerts().switchOffExpired(BATCH) == BATCH) {
            swept.run();
        }
        LooksBack looksBack = new LooksBack(database, alerts, rates, writer, backfillLimit, hearing);
        Optional<MatchReport> lookedBack;
        do {
            // What waits in the queue first: an alert then meets it there, with all that happened to the listing.
            matchQueue(committed);
            lookedBack = closing.getAsBoolean() ? Optional.empty() : looksBack.next();
            lookedBack.ifPresent(committed);
        } while (lookedBack.isPresent());
        housekeeping.run(swept);
    }

    private void matchQueue(Consumer<MatchReport> committed) {
        Round matched = new Round(false, MatchReport.NOTHING);
        while (!matched.idle() && !closing.getAsBoolean()) {
            matched = database.inTransaction(this::match);
            committed.accept(matched.report());
        }
    }

    private void tell(MatchReport report) {
        if (report.notifications() > 0) {
            somethingToTell.run();
        }
    }

    private Round match(SoukDatabase tx) {
        List<ClaimedChange> claimed = tx.listingChanges().claim(BATCH);
        if (claimed.isEmpty()) {
            return Round.IDLE;
        }
        AlertEngine engine = alerts.caughtUp(tx);
        MatchReport report = new MatchBatch(tx, engine, writer).run(claimed);
        // Where listings keep coming the queue is never found empty, and backfills would wait for ever.
        return new Round(report.changes() < BATCH && report.changes() == claimed.size(), report);
    }

    /** What one transaction did, and whether it left nothing to do. */
    private record Round(boolean idle, MatchReport report) {

        static final Round IDLE = new Round(true, MatchReport.NOTHING);
    }
}
