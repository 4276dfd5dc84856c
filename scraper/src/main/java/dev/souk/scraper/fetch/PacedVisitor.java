package dev.souk.scraper.fetch;

import java.time.Duration;

/** Waits for its turn, so that the requests to one host start at least the visit's gap apart. */
final class PacedVisitor implements Visitor {

    /** Who would have to wait longer for a turn does not wait. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** Who missed so many turns takes the last one anyway. */
    private static final int MOST_TURNS = 5;

    private final Visitor next;
    private final Pace pace;
    private final Pause pause;

    PacedVisitor(Visitor next, Pace pace, Pause pause) {
        this.next = next;
        this.pace = pace;
        this.pause = pause;
    }

    @Override
    public Answer visit(Visit visit) {
        try {
            for (int turns = 1; ; turns++) {
                long before = pause.nanos();
                Pace.Turn turn = pace.take(visit.url().host(), visit.gap(), LONGEST_WAIT);
                if (!turn.isTaken()) {
                    return new Answer.Failed(new FetchOutcome.RateLimited(visit.page(), turn.delay()));
                }
                if (!turn.delay().isZero()) {
                    pause.await(turn.delay());
                }
                if (isInTime(before + turn.delay().toNanos(), visit.gap()) || turns == MOST_TURNS) {
                    return next.visit(visit);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(new FetchOutcome.Unreachable(visit.page(), "interrupted"));
        }
    }

    /**
     * Whether the turn is not so late that the next one would follow too closely: on a busy machine a thread wakes up late,
     * and a turn from another process takes its time to come.
     */
    private boolean isInTime(long due, Duration gap) {
        return gap.isZero() || pause.nanos() - due <= gap.toNanos() / 10;
    }
}
