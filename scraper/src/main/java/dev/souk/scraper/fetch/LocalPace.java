package dev.souk.scraper.fetch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The turns of one fetcher, kept in memory. */
final class LocalPace implements Pace {

    /** Above this many sites, those whose turn is over are forgotten. */
    private static final int MANY_SITES = 1_000;

    private final Pause pause;

    /** When the next request to a site may start, by {@link Pause#nanos()}. Guarded by itself. */
    private final Map<String, Long> turns = new HashMap<>();

    LocalPace(Pause pause) {
        this.pause = pause;
    }

    @Override
    public Turn take(String site, Duration gap, Duration longestWait) {
        synchronized (turns) {
            long now = now();
            Duration wait = Duration.ofNanos(Math.max(0, turns.getOrDefault(site, now) - now));
            if (wait.compareTo(longestWait) > 0) {
                return new Turn(wait, false);
            }
            turns.put(site, now + wait.toNanos() + gap.toNanos());
            return new Turn(wait, true);
        }
    }

    @Override
    public void rest(String site, Duration time) {
        synchronized (turns) {
            long end = now() + time.toNanos();
            turns.merge(site, end, (one, other) -> one - other > 0 ? one : other);
        }
    }

    private long now() {
        long now = pause.nanos();
        if (turns.size() >= MANY_SITES) {
            turns.values().removeIf(turn -> turn - now <= 0);
        }
        return now;
    }
}
