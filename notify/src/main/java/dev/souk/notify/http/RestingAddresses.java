package dev.souk.notify.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which addresses asked to be left alone, and for how long. Thread-safe. */
final class RestingAddresses<A> {

    /** So many are remembered before those that rest no more are looked for. */
    private static final int TIDY_ABOVE = 1_000;

    private final Map<A, Instant> until = new ConcurrentHashMap<>();
    private final Clock clock;

    RestingAddresses(Clock clock) {
        this.clock = clock;
    }

    /** Leaves the address alone from now on for so long. */
    void rest(A address, Duration wait) {
        Instant now = clock.instant();
        if (until.size() >= TIDY_ABOVE) {
            until.values().removeIf(end -> !end.isAfter(now));
        }
        until.merge(address, now.plus(wait), (one, other) -> one.isAfter(other) ? one : other);
    }

    /** How long the address still rests; empty if it does not. */
    Optional<Duration> left(A address) {
        Instant end = until.get(address);
        Instant now = clock.instant();
        return end == null || !end.isAfter(now) ? Optional.empty() : Optional.of(Duration.between(now, end));
    }

    /** How long each that rests still does. */
    List<Duration> all() {
        return until.keySet().stream().map(this::left).flatMap(Optional::stream).toList();
    }
}
