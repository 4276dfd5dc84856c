package dev.souk.core.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A watch as it is kept. Times are by the database's clock.
 *
 * @param id its number
 * @param draft what is watched, and between which bounds
 * @param interval how often just now
 * @param active whether it is visited at all
 * @param dueAt when it is visited next; while it is leased, when another instance takes over
 * @param lastVisit when a visit ended last; null if none has
 * @param lastProblem why the last visit saw nothing; null if it saw something
 */
public record StoredWatch(
        long id,
        WatchDraft draft,
        Duration interval,
        boolean active,
        Instant dueAt,
        @Nullable Instant lastVisit,
        @Nullable String lastProblem) {

    /** When a visit ended last; empty if none has. */
    public Optional<Instant> visitedAt() {
        return Optional.ofNullable(lastVisit);
    }

    /** Why the last visit saw nothing; empty if it saw something, or there was none. */
    public Optional<String> problem() {
        return Optional.ofNullable(lastProblem);
    }
}
