package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private final Clock clock;
    private final Optional<Duration> notificationsKept;
    private volatile Instant next = Instant.MIN;

    /** {@code notificationsKept} says how long; empty for ever. */
    Housekeeping(SoukDatabase database, Clock clock, Optional<Duration> notificationsKept) {
        this.database = database;
        this.clock = clock;
        this.notificationsKept = notificationsKept;
    }

    /** Cleans up if it is time. */
    void run() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN);
        untilNothingIsLeft(batch -> database.listingChanges().purgeMatched(MATCHED_KEPT, batch));
        untilNothingIsLeft(batch -> database.alertFeed().purgeDeletions(MATCHED_KEPT, batch));
        untilNothingIsLeft(batch -> database.scrapeRuns().purge(RUNS_KEPT, batch));
        database.searchRuns().forgetIdle(SEARCHES_KEPT);
        notificationsKept.ifPresent(
                kept -> untilNothingIsLeft(batch -> database.purge().notifications(kept, batch)));
    }

    private static void untilNothingIsLeft(IntUnaryOperator purge) {
        int deleted;
        do {
            deleted = purge.applyAsInt(BATCH);
        } while (deleted == BATCH);
    }
}
