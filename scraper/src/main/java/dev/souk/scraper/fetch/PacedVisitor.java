package dev.souk.scraper.fetch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Waits for its turn, so that the requests to one host start at least the visit's gap apart. */
final class PacedVisitor implements Visitor {

    /** Above this many hosts, those whose turn is over are forgotten. */
    private static final int MANY_HOSTS = 1_000;

    private final Visitor next;
    private final Pause pause;

    /** When the next request to a host may start, by {@link Pause#nanos()}. Guarded by itself. */
    private final Map<String, Long> turns = new HashMap<>();

    PacedVisitor(Visitor next, Pause pause) {
        this.next = next;
        this.pause = pause;
    }

    @Override
    public Answer visit(Visit visit) {
        try {
            Duration wait = takeTurn(visit);
            if (!wait.isZero()) {
                pause.await(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(new FetchOutcome.Unreachable(visit.page(), "interrupted"));
        }
        return next.visit(visit);
    }

    private Duration takeTurn(Visit visit) {
        synchronized (turns) {
            long now = pause.nanos();
            if (turns.size() >= MANY_HOSTS) {
                turns.values().removeIf(turn -> turn - now <= 0);
            }
            String host = visit.url().host();
            long wait = Math.max(0, turns.getOrDefault(host, now) - now);
            turns.put(host, now + wait + visit.gap().toNanos());
            return Duration.ofNanos(wait);
        }
    }
}
