package dev.souk.pipeline;

import dev.souk.notify.ElapsedTime;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps away from what does not answer. After {@value #TRIPS_AT} failures in a row nothing is sent there for half a
 * minute, then one delivery as a trial; each trial that fails doubles the wait, up to five minutes. So an outage costs a
 * delivery no attempts, and the others no time. A clock that is set back makes no wait longer, but for the time since
 * somebody last asked; one that is set forward ends waits early. Thread-safe.
 */
final class Breakers {

    static final int TRIPS_AT = 5;

    /** So many refusals, which show that somebody answers, weigh as much as one failure. */
    static final int REFUSALS = 5;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** What fails now; the one that began to fail longest ago is forgotten first. */
    private static final int MAX_REMEMBERED = 10_000;

    private final ElapsedTime time;
    private final Map<String, Trouble> troubles = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Trouble> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    Breakers(Clock clock) {
        time = new ElapsedTime(clock);
    }

    /** How many of {@code wanted} deliveries may go there now: all, one as a trial, or none. */
    synchronized int room(String endpoint, int wanted) {
        Trouble trouble = troubles.get(endpoint);
        if (trouble == null || !trouble.trips()) {
            return wanted;
        }
        return trouble.left(time.passed()).isZero() ? Math.min(wanted, 1) : 0;
    }

    /** How long nothing goes there; zero if something may. */
    synchronized Duration waitFor(String endpoint) {
        Trouble trouble = troubles.get(endpoint);
        return trouble == null ? Duration.ZERO : trouble.left(time.passed());
    }

    /** Whether it has failed since it last succeeded. */
    synchronized boolean isInTrouble(String endpoint) {
        return troubles.containsKey(endpoint);
    }

    /** Whether it failed so often in a row that nothing but trials goes there. */
    synchronized boolean isTripped(String endpoint) {
        return trouble(endpoint).trips();
    }

    /** The same, and whether that is since nobody answered, and not since all were refused. */
    synchronized boolean isSilent(String endpoint) {
        return trouble(endpoint).isSilence();
    }

    /** Where nothing but trials goes, and how long not even those. */
    synchronized Map<String, Duration> tripped() {
        Duration now = time.passed();
        Map<String, Duration> tripped = new HashMap<>();
        troubles.forEach((endpoint, trouble) -> {
            if (trouble.trips()) {
                tripped.put(endpoint, trouble.left(now));
            }
        });
        return tripped;
    }

    synchronized void succeeded(String endpoint) {
        troubles.remove(endpoint);
    }

    /** Returns whether this failure was the one after which nothing is sent there for a while. */
    synchronized boolean failed(String endpoint) {
        Trouble before = trouble(endpoint);
        Trouble after = before.failedOnceMore();
        return note(endpoint, before, after, after.trips());
    }

    /**
     * The same of a delivery that was refused for its recipient's sake. Where silence closed the endpoint it closes nothing,
     * and the next trial goes at once: somebody answers, but whether anything is taken is not known yet.
     */
    synchronized boolean refused(String endpoint) {
        Trouble before = trouble(endpoint);
        Trouble after = before.refusedOnceMore();
        return note(endpoint, before, after, after.trips() && !after.isSilence());
    }

    private Trouble trouble(String endpoint) {
        return troubles.getOrDefault(endpoint, Trouble.NONE);
    }

    /** What was on its way already when the wait began does not prolong it. */
    private boolean note(String endpoint, Trouble before, Trouble after, boolean trips) {
        Duration now = time.passed();
        boolean closes = trips && before.left(now).isZero();
        troubles.put(endpoint, closes ? after.closed(now) : after);
        return closes;
    }

    /** What has failed in a row at an endpoint, who was refused there, and until when nothing is sent there. */
    private record Trouble(int failures, int refusals, Duration pause, Duration closedUntil) {

        static final Trouble NONE = new Trouble(0, 0, Duration.ZERO, Duration.ZERO);

        Trouble failedOnceMore() {
            return new Trouble(failures + 1, refusals, pause, closedUntil);
        }

        Trouble refusedOnceMore() {
            return new Trouble(failures, refusals + 1, pause, closedUntil);
        }

        boolean trips() {
            return failures * REFUSALS + refusals >= TRIPS_AT * REFUSALS;
        }

        /** Whether it trips by failures alone, and not so many were refused since that it would by refusals. */
        boolean isSilence() {
            return failures >= TRIPS_AT && refusals < TRIPS_AT * REFUSALS;
        }

        Trouble closed(Duration now) {
            Duration next = nextPause();
            return new Trouble(failures, refusals, next, now.plus(next));
        }

        /** How long the pause still takes. */
        Duration left(Duration now) {
            Duration left = closedUntil.minus(now);
            return left.isNegative() ? Duration.ZERO : left;
        }

        private Duration nextPause() {
            if (pause.isZero()) {
                return FIRST_WAIT;
            }
            Duration doubled = pause.multipliedBy(2);
            return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        }
    }
}
