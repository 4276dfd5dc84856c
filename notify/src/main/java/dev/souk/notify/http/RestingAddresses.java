package dev.souk.notify.http;

import dev.souk.notify.ElapsedTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which addresses asked to be left alone, and for how long; a clock that is set back does not
 * prolong it. Thread-safe.
 */
final class RestingAddresses<A> {

    /** So many are remembered before those that rest no more are looked for. */
    private static final int TIDY_ABOVE = 1_000;

    private final Map<A, Duration> until = new ConcurrentHashMap<>();
    private final ElapsedTime time;

    RestingAddresses(Clock clock) {
        this.time = new ElapsedTime(clock);
    }

    /** Leaves the address alone from now on for so long. */
    void rest(A address, Duration wait) {
        Duration now = time.passed();
        if (until.size() >= TIDY_ABOVE) {
            until.values().removeIf(end -> end.compareTo(now) <= 0);
        }
        until.merge(address, now.plus(wait), (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** How long the address still rests; empty if it does not. */
    Optional<Duration> left(A address) {
        Duration end = until.get(address);
        return Optional.ofNullable(end)
                .map(it -> it.minus(time.passed()))
                .filter(left -> left.compareTo(Duration.ZERO) > 0);
    }

    /** How long each that rests still does. */
    List<Duration> all() {
        return until.keySet().stream().map(this::left).flatMap(Optional::stream).toList();
    }
}
