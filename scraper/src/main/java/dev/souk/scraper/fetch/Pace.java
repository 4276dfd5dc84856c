package dev.souk.scraper.fetch;

import java.time.Duration;

/**
 * Gives out turns at sites, so that the requests to each are some time apart. Implement this to share the turns with
 * other processes; {@code SharedPace} of the artifact {@code souk-pipeline} does that through PostgreSQL.
 *
 * <p>An implementation gives every turn at a site to one asker only, whoever asks and wherever. It may throw if it cannot
 * say whose turn it is: then nothing is fetched. Must be safe for several threads.
 */
public interface Pace {

    /** The turns of this process alone, kept in memory: for several fetchers in it that keep one pace. */
    static Pace inMemory() {
        return new LocalPace(Pause.real());
    }

    /**
     * Takes the next turn at a site, and keeps everybody else away for the gap that follows it.
     *
     * @param site the name of a host, in lower case
     * @param gap the least time from this turn to the next
     * @param longestWait if the next turn is further off, it is not taken
     */
    Turn take(String site, Duration gap, Duration longestWait);

    /** Gives out no turn at a site for so long from now on; turns that were taken stay. */
    void rest(String site, Duration time);

    /**
     * A turn at a site.
     *
     * @param delay how long to wait until then; zero or more
     * @param isTaken whether it is the asker's; if not, it was too far off
     */
    record Turn(Duration delay, boolean isTaken) {

        /** Checks the delay. */
        public Turn {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("delay must not be negative: " + delay);
            }
        }
    }
}
