package dev.souk.benchmarks.engine;

import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;

/** Something that holds alerts and finds those that a listing satisfies. For one thread. */
interface ReverseSearch extends AutoCloseable {

    String name();

    /** Whether it can say what the alert says, exactly. */
    default boolean canHold(Alert alert) {
        return true;
    }

    /** Takes in many alerts that it can hold. */
    void load(Iterable<Alert> alerts);

    void add(Alert alert);

    void remove(Alert alert);

    /** What it makes of a listing before time is taken; the listing itself if it reads listings as they are. */
    default Object prepare(Listing listing) {
        return listing;
    }

    /** The ids of the alerts that are satisfied, ascending. */
    long[] match(Object prepared);

    @Override
    default void close() {}
}
