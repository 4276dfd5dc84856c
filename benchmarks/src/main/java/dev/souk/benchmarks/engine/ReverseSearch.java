package dev.souk.benchmarks.engine;

import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.util.List;

/** Something that holds alerts and finds those that a listing satisfies. For one thread. */
interface ReverseSearch extends AutoCloseable {

    String name();

    /** Whether it can say what the alert says, exactly. */
    default boolean canHold(Alert alert) {
        return true;
    }

    /** Takes in many alerts that it can hold. */
    void load(Iterable<Alert> alerts);

    /** After the last of those that are loaded, and before anything is asked. */
    default void loaded() {}

    void add(Alert alert);

    void remove(Alert alert);

    /** What it makes of a listing before time is taken; the listing itself if it reads listings as they are. */
    default Object prepare(Listing listing) {
        return listing;
    }

    /** The ids of the alerts that are satisfied, ascending. */
    long[] match(Object prepared);

    /** How many listings it is asked about at once. */
    default int atOnce() {
        return 1;
    }

    /** As {@link #match} of each, at most {@link #atOnce}. */
    default List<long[]> matchAll(List<Object> prepared) {
        return prepared.stream().map(this::match).toList();
    }

    /** The processor time that it has used so far, in nanoseconds, wherever it works. */
    default long cpuNanos() {
        return Stopwatch.cpuNanos();
    }

    /** Whether it works in another process too, so that the clock tells something that {@link #cpuNanos} does not. */
    default boolean isElsewhere() {
        return false;
    }

    @Override
    default void close() {}
}
