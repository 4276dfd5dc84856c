package dev.souk.scraper.fetch;

import java.time.Duration;

/** Waits for its turn, so that the requests to one host start at least the visit's gap apart. */
final class PacedVisitor implements Visitor {

    /** Who would have to wait longer for a turn does not wait. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** Who missed so many turns takes the last one anyway. */
    private static final int MOST_TURNS = 5;

    /** A turn may be late by this part of the gap. */
    private static final int TOLERATED = 10;

    private final Visitor next;
    private final Pace pace;
    private final Pause pause;

    /** How many nanoseconds the last turn took to come. */
    private volatile long took;

    PacedVisitor(Visitor next, Pace pace, Pause pause) {
        this.next = next;
        this.pace = pace;
        this.pause = pause;
    }

    @Override
    public Answer visit(Visit visit) {
        try {
            for (int turns = 1; ; turns++) {
                Duration lag = lag(visit.gap());
                long before = pause.nanos();
                Pace.Turn turn = pace.take(visit.url().host(), visit.gap().plus(lag), LONGEST_WAIT);
                took = pause.nanos() - before;
                if (!turn.isTaken()) {
                    return new Answer.Failed(new FetchOutcome.RateLimited(visit.page(), turn.delay()));
                }
                if (!turn.delay().isZero()) {
                    pause.await(turn.delay());
                }
                long latest = before + turn.delay().plus(lag).toNanos();
                if (isInTime(latest, visit.gap()) || turns == MOST_TURNS) {
                    return next.visit(visit);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(new FetchOutcome.Unreachable(visit.page(), "interrupted"));
        }
    }

    /**
     * How late a turn is expected to come: as the last one did, if that is too long to pass over, and the gap at most. A
     * turn's moment lies somewhere between question and answer, so who counts from the question may follow the one before
     * too closely. Instead as much more is asked for behind it: else where turns always come slowly none were in time.
     */
    private Duration lag(Duration gap) {
        long last = took;
        return last > gap.toNanos() / TOLERATED ? Duration.ofNanos(Math.min(last, gap.toNanos())) : Duration.ZERO;
    }

    /**
     * Whether the turn is not so late that the next one would follow too closely: on a busy machine a thread wakes up late,
     * and a turn from another process takes its time to come.
     */
    private boolean isInTime(long due, Duration gap) {
        return gap.isZero() || pause.nanos() - due <= gap.toNanos() / TOLERATED;
    }
}
