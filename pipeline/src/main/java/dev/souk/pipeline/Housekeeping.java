package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.notify.ElapsedTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Forgets what nobody needs any more, once an hour, in short transactions. Safe on any number of hosts. */
final class Housekeeping {

    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final int BATCH = 5_000;

    /** How long matched changes are kept for backfills: no transaction that writes an alert may be open for longer. */
    private static final Duration MATCHED_KEPT = Duration.ofDays(1);

    /** A search that is run again after so long only learns anew what it finds. */
    private static final Duration SEARCHES_KEPT = Duration.ofDays(90);

    /** Long enough to see what came before a drift. */
    private static final Duration RUNS_KEPT = Duration.ofDays(90);

    private final SoukDatabase database;
    private final ElapsedTime time;
    private final Optional<Duration> notificationsKept;
    private volatile Duration next = Duration.ZERO;

    /** {@code notificationsKept} says how long; empty for ever. */
    Housekeeping(SoukDatabase database, Clock clock, Optional<Duration> notificationsKept) {
        this.database = database;
        this.time = new ElapsedTime(clock);
        this.notificationsKept = notificationsKept;
    }

    /** Cleans up if it is time; {@code deleted} is run whenever a batch is gone. */
    void run(Runnable deleted) {
        Duration now = time.passed();
        if (now.compareTo(next) < 0) {
            return;
        }
        next = now.plus(BETWEEN);
        untilNothingIsLeft(deleted, batch -> database.listingChanges().purgeMatched(MATCHED_KEPT, batch));
        untilNothingIsLeft(deleted, batch -> database.alertFeed().purgeDeletions(MATCHED_KEPT, batch));
        untilNothingIsLeft(deleted, batch -> database.scrapeRuns().purge(RUNS_KEPT, batch));
        database.searchRuns().forgetIdle(SEARCHES_KEPT);
        notificationsKept.ifPresent(
                kept -> untilNothingIsLeft(deleted, batch -> database.purge().notifications(kept, batch)));
    }

    private static void untilNothingIsLeft(Runnable deleted, IntUnaryOperator purge) {
        while (purge.applyAsInt(BATCH) == BATCH) {
            deleted.run();
        }
    }
}
