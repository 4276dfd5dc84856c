package dev.souk.core.cache;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares callers a place that has failed: it is asked again after a second, then after two, up to half a minute.
 * Thread-safe.
 */
final class Breaker {

    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toNanos();

    private final LongSupplier nanoTime;

    /** 0 while all is well. */
    private long pause;

    private long until;

    Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether the place may be asked now. After a pause one caller may, while the next pause goes on for the others. */
    synchronized boolean allows() {
        if (pause == 0) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (now - until < 0) {
            return false;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        until = now + pause;
        return true;
    }

    /** The place has answered. */
    synchronized void worked() {
        pause = 0;
    }

    /** The place has failed. */
    synchronized void failed() {
        if (pause == 0) {
            pause = FIRST_PAUSE;
            until = nanoTime.getAsLong() + pause;
        }
    }
}
