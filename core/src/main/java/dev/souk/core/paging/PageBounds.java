package dev.souk.core.paging;

import dev.souk.model.Counting;
import dev.souk.model.InvalidValueException;
import dev.souk.model.Total;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectLimitStep;

/**
 * Which page of a list is asked for. For use inside {@code core}.
 *
 * @param page from 0
 * @param size 1 to {@value NewestFirst#MAX_SIZE}
 */
public record PageBounds(int page, int size) {

    /** Checks both. */
    public PageBounds {
        requireSize(size);
        if (page < 0) {
            throw new InvalidValueException("page", page, "page must not be negative: " + page);
        }
    }

    /** Checks the number of items of a page or slice. */
    public static void requireSize(int size) {
        if (size < 1 || size > NewestFirst.MAX_SIZE) {
            throw new InvalidValueException(
                    "size", size, "size must be 1 to %s: %s".formatted(NewestFirst.MAX_SIZE, size));
        }
    }

    /** The rows before this page. */
    public long offset() {
        return (long) page * size;
    }

    /**
     * How many rows there are. Where the page itself tells, because it is the last one, nothing is counted.
     *
     * @param rows on this page
     * @param all selects a number for every row of the list
     */
    public Total total(DSLContext dsl, Counting counting, int rows, SelectLimitStep<Record1<Integer>> all) {
        // Beyond the last page nothing was seen, not even the rows before.
        long seen = rows == 0 ? 0 : offset() + rows;
        if (rows < size && (rows > 0 || page == 0)) {
            return Total.exactly(seen);
        }
        return counted(dsl, counting, seen, all);
    }

    /**
     * How many rows there are, without a page of them.
     *
     * @param seen how many there are at least
     * @param all selects a number for every row
     */
    public static Total counted(DSLContext dsl, Counting counting, long seen, SelectLimitStep<Record1<Integer>> all) {
        if (counting instanceof Counting.UpTo capped) {
            long counted = count(dsl, all.limit(capped.limit() + 1));
            return counted > capped.limit()
                    ? new Total.AtLeast(Math.max(capped.limit(), seen))
                    : Total.exactly(counted);
        }
        if (counting instanceof Counting.Estimated) {
            return new Total.About(Math.max(seen, Math.round(dsl.explain(all).rows())));
        }
        return Total.exactly(count(dsl, all));
    }

    private static long count(DSLContext dsl, Select<Record1<Integer>> rows) {
        return dsl.selectCount().from(rows.asTable("counted")).fetchSingle().value1();
    }
}
