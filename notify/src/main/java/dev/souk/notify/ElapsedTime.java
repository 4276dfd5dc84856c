package dev.souk.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How much time has passed by a clock, for channels that leave somebody alone for a while. A clock that is set back stands
 * still for a moment, so that no wait becomes longer by it than the time since somebody last asked; one that is set
 * forward ends waits early. Thread-safe.
 */
public final class ElapsedTime {

    private final Clock clock;
    private Instant seen;
    private Duration passed = Duration.ZERO;

    /** Begins now. */
    public ElapsedTime(Clock clock) {
        this.clock = clock;
        this.seen = clock.instant();
    }

    /** Since it was made; never less than before. */
    public synchronized Duration passed() {
        Instant now = clock.instant();
        if (now.isAfter(seen)) {
            passed = passed.plus(Duration.between(seen, now));
        }
        seen = now;
        return passed;
    }
}
