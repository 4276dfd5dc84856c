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
                Pace.Turn turn = pace.take(visit.url().host(), visit.gap(), LONGEST_WAIT);
                if (!turn.isTaken()) {
                    return new Answer.Failed(new FetchOutcome.RateLimited(visit.page(), turn.delay()));
                }
                if (isInTime(turn.delay(), visit.gap()) || turns == MOST_TURNS) {
                    return next.visit(visit);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(new FetchOutcome.Unreachable(visit.page(), "interrupted"));
        }
    }

    /** Waits for a turn. On a busy machine a thread may wake so late that the next turn would follow too closely. */
    private boolean isInTime(Duration delay, Duration gap) throws InterruptedException {
        if (delay.isZero()) {
            return true;
        }
        long due = pause.nanos() + delay.toNanos();
        pause.await(delay);
        return pause.nanos() - due <= gap.toNanos() / 10;
    }
}
