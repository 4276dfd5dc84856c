package dev.souk.benchmarks.politeness;

import dev.souk.core.pace.SiteTurn;
import dev.souk.core.pace.SiteTurns;
import dev.souk.scraper.fetch.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes for when turns were given out. Requests arrive when the machine lets them; so only this tells a pace that is not
 * kept from requests that were late.
 */
final class GrantedTurns {

    private final Map<String, Collection<Granted>> granted = new ConcurrentHashMap<>();

    /** Turns from the database, as {@code SharedPace} takes them; it says for when they are. */
    Pace over(SiteTurns turns) {
        return new Pace() {
            @Override
            public Turn take(String site, Duration gap, Duration longestWait) {
                SiteTurn turn = turns.take(site, gap, longestWait);
                if (turn.isTaken()) {
                    double at = ChronoUnit.MICROS.between(Instant.EPOCH, turn.at()) / 1e3;
                    note(site, new Granted(at, at));
                }
                return new Turn(turn.delay(), turn.isTaken());
            }

            @Override
            public void rest(String site, Duration time) {
                turns.rest(site, time);
            }
        };
    }

    /** Turns from this process: each is for a time between two that are known, one asker after the other. */
    Pace over(Pace turns) {
        return new Pace() {
            @Override
            public synchronized Turn take(String site, Duration gap, Duration longestWait) {
                long before = System.nanoTime();
                Turn turn = turns.take(site, gap, longestWait);
                long after = System.nanoTime();
                if (turn.isTaken()) {
                    long delay = turn.delay().toNanos();
                    note(site, new Granted((before + delay) / 1e6, (after + delay) / 1e6));
                }
                return turn;
            }

            @Override
            public void rest(String site, Duration time) {
                turns.rest(site, time);
            }
        };
    }

    private void note(String site, Granted turn) {
        Collection<Granted> turns = granted.computeIfAbsent(site, name -> new ArrayList<>());
        synchronized (turns) {
            turns.add(turn);
        }
    }

    /** From each turn at a site to the next, in milliseconds, and not less than it was. */
    List<Double> gaps() {
        List<Double> gaps = new ArrayList<>();
        granted.values().forEach(turns -> {
            List<Granted> inOrder =
                    turns.stream().sorted(Comparator.comparing(Granted::latest)).toList();
            for (int i = 1; i < inOrder.size(); i++) {
                gaps.add(inOrder.get(i).latest() - inOrder.get(i - 1).earliest());
            }
        });
        return gaps;
    }

    /** A turn for a time between two, in milliseconds. */
    private record Granted(double earliest, double latest) {}
}
