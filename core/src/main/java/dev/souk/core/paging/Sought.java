package dev.souk.core.paging;

import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Of a list the rows of which only reading tells that they are looked for. A page or slice reads the rows before it too, or
 * those up to the next that is found, a few at a time. For use inside {@code core}.
 *
 * @param list whose reader makes an item of what is looked for, and nothing of the rest
 */
public record Sought<T>(NewestFirst<Optional<T>> list) {

    private static final int FETCH_SIZE = 500;

    /**
     * One page of what is found among the rows that satisfy {@code where}, and the number of all. An estimate would be of
     * rows and not of what is found, so it is counted exactly instead.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     */
    public PageResult<T> page(DSLContext dsl, Condition where, int page, int size, Counting counting) {
        PageBounds bounds = new PageBounds(page, size);
        long most = counting instanceof Counting.UpTo capped ? capped.limit() : Long.MAX_VALUE;
        List<T> items = new ArrayList<>();
        long found = 0;
        try (org.jooq.Cursor<Record> rows = lazily(dsl, where, null)) {
            for (Record row : rows) {
                Optional<T> item = list.read(row);
                if (item.isPresent()) {
                    if (found >= bounds.offset() && items.size() < size) {
                        items.add(item.get());
                    } else if (found >= most && found >= bounds.offset()) {
                        return new PageResult<>(items, page, size, new Total.AtLeast(found));
                    }
                    found++;
                }
            }
        }
        return new PageResult<>(items, page, size, Total.exactly(found));
    }

    /**
     * What is found after what was already seen. Whether more follows is known: a slice that names a cursor has a next one.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws InvalidCursorException if no slice gave out that cursor
     */
    public Slice<T> slice(DSLContext dsl, Condition where, @Nullable String cursor, int size) {
        PageBounds.requireSize(size);
        List<T> items = new ArrayList<>();
        String next = null;
        try (org.jooq.Cursor<Record> rows = lazily(dsl, where, cursor)) {
            for (Record row : rows) {
                Optional<T> item = list.read(row);
                if (item.isPresent()) {
                    if (items.size() == size) {
                        return new Slice<>(items, next);
                    }
                    items.add(item.get());
                    next = items.size() == size ? list.cursorAfter(row) : null;
                }
            }
        }
        return new Slice<>(items, null);
    }

    private org.jooq.Cursor<Record> lazily(DSLContext dsl, Condition where, @Nullable String cursor) {
        return list.rows(dsl, where, cursor).fetchSize(FETCH_SIZE).fetchLazy();
    }
}
