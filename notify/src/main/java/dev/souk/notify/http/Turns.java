package dev.souk.notify.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Gives out turns that are a gap apart, whoever asks: a service counts all that one account sends. Thread-safe. */
final class Turns {

    private final long gap;
    private final LongSupplier nanos;
    private long next;

    private Turns(Duration gap, LongSupplier nanos) {
        this.gap = gap.toNanos();
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /** Never closer than this; zero for as close as one likes. */
    static Turns apart(Duration gap, LongSupplier nanos) {
        return new Turns(gap, nanos);
    }

    /** Takes the next turn, and says how long it is until then; takes none if that is longer than {@code most}. */
    synchronized Optional<Duration> take(Duration most) {
        long now = nanos.getAsLong();
        long wait = Math.max(0, next - now);
        if (wait > most.toNanos()) {
            return Optional.empty();
        }
        next = now + wait + gap;
        return Optional.of(Duration.ofNanos(wait));
    }
}
