package dev.souk.scraper.fetch;

import java.util.HashMap;
import java.util.Map;

/** Lets only so many visits to a host be under way at a time; the others wait. */
final class Seats implements Visitor {

    private final Visitor next;
    private final int most;

    /** How many visits to a host are under way. Guarded by itself. */
    private final Map<String, Integer> taken = new HashMap<>();

    Seats(Visitor next, int most) {
        this.next = next;
        this.most = most;
    }

    @Override
    public Answer visit(Visit visit) {
        String host = visit.url().host();
        try {
            take(host, Math.min(most, visit.connections()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(new FetchOutcome.Unreachable(visit.page(), "interrupted"));
        }
        try {
            return next.visit(visit);
        } finally {
            leave(host);
        }
    }

    private void take(String host, int limit) throws InterruptedException {
        synchronized (taken) {
            while (taken.getOrDefault(host, 0) >= limit) {
                taken.wait();
            }
            taken.merge(host, 1, Integer::sum);
        }
    }

    private void leave(String host) {
        synchronized (taken) {
            taken.computeIfPresent(host, (name, count) -> count == 1 ? null : count - 1);
            taken.notifyAll();
        }
    }
}
