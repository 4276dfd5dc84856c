package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.alert.Backfills;
import dev.souk.core.listing.ListingPlace;
import dev.souk.core.transaction.StorageException;
import dev.souk.model.ExchangeRates;
import dev.souk.model.alert.Alert;
import dev.souk.notify.NotificationWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts that wait to be asked about what was there before them, each in transactions of its own, so that no two wait
 * for each other's matches. One that has much to look at does so in pieces, which take turns with those of others until it comes to what was there already, and no
 * statement of it takes longer than the limit. One that fails holds up no other: it is done again with less at once and
 * without the listings that were there already, and if that fails too, it is put off. Used by one thread.
 */
final class LooksBack {

    private static final Logger LOG = LoggerFactory.getLogger(LooksBack.class);

    private static final MatchReport PROBLEM = new MatchReport(0, 0, 0, 1);

    private static final String TOO_LONG = "57014";

    /** Of the server, or of this process where the driver reads what was found. */
    private static final String NO_MEMORY = "53200";

    private final SoukDatabase database;
    private final AlertsInStep alerts;
    private final ExchangeRates rates;
    private final NotificationWriter writer;
    private final Duration limit;
    private final Hearing hearing;
    private long passed;
    private boolean someHaveMore;
    private long current;
    private long currentAlert;
    private @Nullable AlertBackfill running;

    /** {@code limit} is for each statement. */
    LooksBack(
            SoukDatabase database,
            AlertsInStep alerts,
            ExchangeRates rates,
            NotificationWriter writer,
            Duration limit,
            Hearing hearing) {
        this.database = database;
        this.alerts = alerts;
        this.rates = rates;
        this.writer = writer;
        this.limit = limit;
        this.hearing = hearing;
    }

    /** Does the next one, or a piece of it; then those after it before its next. Empty if nothing is left but what waits. */
    Optional<MatchReport> next() {
        Optional<MatchReport> report = inTurn();
        if (report.isEmpty() && someHaveMore) {
            passed = 0;
            someHaveMore = false;
            report = inTurn();
        }
        return report;
    }

    private Optional<MatchReport> inTurn() {
        try {
            Optional<AlertBackfill.Piece> piece = database.inTransaction(limit, tx -> one(tx, Optional.empty()));
            return piece.map(this::passed);
        } catch (RuntimeException | Error e) {
            AlertBackfill failed = running;
            if (failed == null || passesByItself(e)) {
                throw e;
            }
            return again(new Failed(current, failed.stage(), isTooLong(e)), e);
        }
    }

    /** Another host may have it by now, and this one gets another, or none. */
    private Optional<MatchReport> again(Failed failed, Throwable failure) {
        LOG.warn("look back {} failed; less is done at once, {}", failed.id(), failed.whole(), failure);
        try {
            return database.inTransaction(limit, tx -> one(tx, Optional.of(failed)))
                    .map(piece -> PROBLEM.plus(passed(piece)));
        } catch (RuntimeException | Error e) {
            LOG.warn("look back {} failed again; it waits", current, e);
            passed = current;
            if (!passesByItself(e)) {
                database.backfills().putOff(current);
            }
            if (isOfTheProcess(e)) {
                throw e;
            }
            return Optional.of(PROBLEM);
        }
    }

    private MatchReport passed(AlertBackfill.Piece piece) {
        // Once it records what was there it goes on: until it is done nothing goes that is held for its alert.
        boolean isBegun = piece.place() != null && !piece.isLast() && !piece.isOwedTheRest();
        passed = isBegun ? current - 1 : current;
        someHaveMore |= !piece.isLast();
        if (piece.isWithoutFirstRun()) {
            LOG.warn(
                    "what was there before alert {} is left out: the search for it took longer than {}",
                    currentAlert,
                    limit);
            hearing.firstRunLeftOut(currentAlert, limit);
        }
        return piece.report();
    }

    private Optional<AlertBackfill.Piece> one(SoukDatabase tx, Optional<Failed> before) {
        running = null;
        List<Backfill> pending = tx.backfills().pendingAfter(passed, 1);
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        Backfill backfill = pending.get(0);
        AlertEngine engine = alerts.caughtUp(tx);
        AlertBackfill task = new AlertBackfill(tx, engine, rates, writer);
        current = backfill.id();
        currentAlert = backfill.alertId();
        running = task;
        Optional<Failed> failed = before.filter(one -> one.id() == backfill.id());
        AlertBackfill.Piece piece = engine.alert(backfill.alertId())
                .filter(Alert::active)
                .map(alert -> task.run(
                        backfill,
                        alert,
                        backfill.failures() + failed.map(Failed::counts).orElse(0),
                        failed.map(Failed::whole).orElse(AlertBackfill.Whole.DONE)))
                .orElse(AlertBackfill.Piece.NOTHING);
        note(tx.backfills(), backfill, piece, failed);
        return Optional.of(piece);
    }

    private static void note(
            Backfills backfills, Backfill backfill, AlertBackfill.Piece piece, Optional<Failed> failed) {
        ListingPlace place = piece.place();
        if (place != null && !piece.isLast()) {
            backfills.recorded(backfill.id(), place, piece.recorded());
        }
        if (piece.isLast()) {
            backfills.done(backfill.id());
        } else if (failed.isEmpty()) {
            backfills.lookedAt(backfill, piece.lookedAt(), Math.max(0, backfill.failures() - 1));
        } else if (piece.lookedAt() > backfill.lookedAt() && !piece.isOwedTheRest()) {
            backfills.lookedAt(
                    backfill,
                    piece.lookedAt(),
                    backfill.failures() + failed.get().counts());
        } else {
            backfills.lookedAt(backfill, piece.lookedAt(), backfill.failures());
            backfills.putOff(backfill.id());
        }
    }

    /** Where memory is short, what is not put off will fail too: whoever runs us is told, and waits before they go on. */
    private static boolean isOfTheProcess(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }

    /** A statement that took too long takes as long the next time, and one for which memory was short as much. */
    private static boolean passesByItself(Throwable failure) {
        return failure instanceof StorageException storage
                && storage.isTransient()
                && !isOf(TOO_LONG, storage)
                && !isOf(NO_MEMORY, storage);
    }

    private static boolean isTooLong(Throwable failure) {
        return failure instanceof StorageException storage && isOf(TOO_LONG, storage);
    }

    private static boolean isOf(String state, StorageException failure) {
        return failure.sqlState().orElse("").equals(state);
    }

    /** What failed, and at what. */
    private record Failed(long id, AlertBackfill.Stage stage, boolean tooLong) {

        /** What was missed went well if something later failed, so that nothing of it has to be less. */
        int counts() {
            return stage == AlertBackfill.Stage.MISSED ? 1 : 0;
        }

        /** Only a search that takes too long says that what was there already is too much to be looked for. */
        AlertBackfill.Whole whole() {
            return stage == AlertBackfill.Stage.SEARCH && tooLong
                    ? AlertBackfill.Whole.LEFT_OUT
                    : AlertBackfill.Whole.LATER;
        }
    }
}
