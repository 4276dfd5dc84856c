package dev.souk.core.watch;

import static dev.souk.jooq.Tables.WATCHES;

import dev.souk.model.SourceId;
import java.time.Duration;
import java.util.Optional;
import org.jooq.Record;

/** A watch as it stands in its row. */
final class WatchRow {

    private WatchRow() {}

    /**
     * The watch of a row.
     *
     * @throws UnreadableWatchException if the row makes none
     */
    static StoredWatch read(Record row) {
        try {
            WatchDraft draft = new WatchDraft(
                    new SourceId(row.get(WATCHES.SOURCE)),
                    row.get(WATCHES.SEARCH),
                    Duration.ofMillis(row.get(WATCHES.SHORTEST_INTERVAL_MS)),
                    Duration.ofMillis(row.get(WATCHES.LONGEST_INTERVAL_MS)));
            return new StoredWatch(
                    row.get(WATCHES.ID),
                    draft,
                    Duration.ofMillis(row.get(WATCHES.INTERVAL_MS)),
                    row.get(WATCHES.IS_ACTIVE),
                    row.get(WATCHES.DUE_AT),
                    row.get(WATCHES.VISITED_AT),
                    row.get(WATCHES.PROBLEM));
        } catch (IllegalArgumentException e) {
            UnreadableWatch watch = new UnreadableWatch(
                    row.get(WATCHES.ID),
                    row.get(WATCHES.SOURCE),
                    row.get(WATCHES.SEARCH),
                    String.valueOf(e.getMessage()));
            throw new UnreadableWatchException(watch, e);
        }
    }

    /** The watch of a row; empty if it makes none. */
    static Optional<StoredWatch> readable(Record row) {
        try {
            return Optional.of(read(row));
        } catch (UnreadableWatchException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with the watch of a row; empty if nothing is. */
    static Optional<UnreadableWatch> problem(Record row) {
        try {
            read(row);
            return Optional.empty();
        } catch (UnreadableWatchException e) {
            return Optional.of(e.watch());
        }
    }
}
