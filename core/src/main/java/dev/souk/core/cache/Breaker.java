package dev.souk.core.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Spares callers a place that has failed: it is asked again after a second, then after two, up to half a minute.
 * Thread-safe.
 */
final class Breaker {

    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toNanos();
    private static final State CLOSED = new State(0, 0);

    private final LongSupplier nanoTime;
    private final AtomicReference<State> state = new AtomicReference<>(CLOSED);

    Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether the place may be asked now. After a pause one caller may, while the next pause goes on for the others. */
    boolean allows() {
        State seen = state.get();
        if (seen == CLOSED) {
            return true;
        }
        long now = nanoTime.getAsLong();
        long longer = Math.min(2 * seen.pause(), LONGEST_PAUSE);
        return now - seen.until() >= 0 && state.compareAndSet(seen, new State(longer, now + longer));
    }

    /** The place has answered. */
    void worked() {
        if (state.get() != CLOSED) {
            state.set(CLOSED);
        }
    }

    /** The place has failed. */
    void failed() {
        state.compareAndSet(CLOSED, new State(FIRST_PAUSE, nanoTime.getAsLong() + FIRST_PAUSE));
    }

    private record State(long pause, long until) {}
}
