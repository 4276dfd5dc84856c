package dev.souk.scraper.fetch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Counts how often in a row a host has failed, and says how long to leave it alone: twice as long each time. */
final class BackOff {

    private static final int MOST_HOSTS = 1_000;

    private final RandomGenerator random;

    /** Failures in a row; the host that failed longest ago first. Guarded by itself. */
    private final Map<String, Integer> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_HOSTS;
        }
    };

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** Notes a failure; which one in a row it is. */
    int failed(String host) {
        synchronized (failures) {
            return failures.merge(host, 1, Integer::sum);
        }
    }

    /** Notes a success, which ends the row. */
    void succeeded(String host) {
        synchronized (failures) {
            failures.remove(host);
        }
    }

    /**
     * How long to wait after the {@code time}-th failure: the first wait, doubled with each, up to the longest; and up to
     * half of that more by chance, so that those who failed together do not come back together.
     */
    Duration wait(Duration first, int time, Duration longest) {
        double factor = Math.pow(2, Math.min(time - 1, 30));
        double millis = Math.min(first.toMillis() * factor, (double) longest.toMillis());
        synchronized (failures) {
            return Duration.ofMillis(Math.round(millis * (1 + random.nextDouble() / 2)));
        }
    }
}
