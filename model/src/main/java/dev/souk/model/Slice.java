package dev.souk.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list and the cursor to the next one (keyset paging): stable while rows are inserted, and as fast at
 * the end as at the start.
 */
public final class Slice<T> {

    private final List<T> items;

    @Nullable
    private final String next;

    /**
     * A stretch of a list.
     *
     * @param items in order; copied
     * @param next an opaque cursor, or null when this is the last slice
     */
    public Slice(List<T> items, @Nullable String next) {
        this.items = List.copyOf(items);
        this.next = next;
    }

    /** The items, in order. */
    public List<T> items() {
        return items;
    }

    /** The cursor to hand in for the next slice; empty at the end of the list. Opaque, safe in a URL. */
    public Optional<String> next() {
        return Optional.ofNullable(next);
    }

    @Override
    public String toString() {
        return "Slice" + items + (next == null ? "" : "...");
    }
}
