package dev.souk.scraper.fetch;

import java.time.Duration;

/** Waits for its turn, so that the requests to one host start at least the visit's gap apart. */
final class PacedVisitor implements Visitor {

    /** Who would have to wait longer for a turn does not wait. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

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
        Pace.Turn turn = pace.take(visit.url().host(), visit.gap(), LONGEST_WAIT);
        if (!turn.isTaken()) {
            return new Answer.Failed(new FetchOutcome.RateLimited(visit.page(), turn.delay()));
        }
        try {
            if (!turn.delay().isZero()) {
                pause.await(turn.delay());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(new FetchOutcome.Unreachable(visit.page(), "interrupted"));
        }
        return next.visit(visit);
    }
}
