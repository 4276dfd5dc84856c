package dev.souk.model;

import java.util.List;
import java.util.function.Function;

/**
 * One numbered page of a list, with the number of all items. For people who leaf through pages; to walk a long list
 * use {@link Slice}, which costs the same at any depth.
 *
 * @param items at most {@code size} items, in order
 * @param page number of this page, from 0
 * @param size items on a full page
 * @param total number of items on all pages at the time of the query, as exactly as was asked
 */
public record PageResult<T>(List<T> items, int page, int size, Total total) {

    /** Copies the items. */
    public PageResult {
        items = List.copyOf(items);
        if (page < 0 || size < 1) {
            throw new IllegalArgumentException("page %s of size %s is not possible".formatted(page, size));
        }
    }

    /** Number of pages that {@link Total#count} amounts to; 0 when there is nothing. */
    public long pages() {
        long count = total.count();
        return count / size + (count % size == 0 ? 0 : 1);
    }

    /** The same page of something else. */
    public <R> PageResult<R> map(Function<? super T, ? extends R> function) {
        return new PageResult<R>(items.stream().<R>map(function).toList(), page, size, total);
    }
}
