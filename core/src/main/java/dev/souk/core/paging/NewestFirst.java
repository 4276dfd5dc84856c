package dev.souk.core.paging;

import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.Total;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Row2;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A table read as a list, newest row first, and rows of one time by falling id. For use inside {@code core}. */
public final class NewestFirst<T> {

    /** The most items of a page or slice. */
    public static final int MAX_SIZE = 1_000;

    private final String name;
    private final Table<?> table;
    private final Field<Instant> time;
    private final Field<Long> id;
    private final Function<Record, T> reader;
    private final boolean turned;

    @Nullable
    private final Joined joined;

    /**
     * A list of the rows of {@code table}.
     *
     * @param name the list's own: it stands in the check of each cursor, so that one of another list is refused
     * @param time when a row was made
     * @param id tells apart the rows of one time
     * @param reader makes an item of a row
     */
    public NewestFirst(String name, Table<?> table, Field<Instant> time, Field<Long> id, Function<Record, T> reader) {
        this(name, table, time, id, reader, false, null);
    }

    private NewestFirst(
            String name,
            Table<?> table,
            Field<Instant> time,
            Field<Long> id,
            Function<Record, T> reader,
            boolean turned,
            @Nullable Joined joined) {
        this.name = name;
        this.table = table;
        this.time = time;
        this.id = id;
        this.reader = reader;
        this.turned = turned;
        this.joined = joined;
    }

    /** The same list the other way round: oldest row first, and rows of one time by rising id. */
    public NewestFirst<T> turned() {
        return new NewestFirst<>(name, table, time, id, reader, !turned, joined);
    }

    /** What another table says of a row, of which it has one for each. */
    public record Joined(Table<?> table, Condition on, List<Field<?>> fields) {}

    /**
     * The same list, with what another table says of each row, by the same statement. It is joined to the rows that are
     * shown alone, so that it costs the same however many are passed over.
     */
    public <U> NewestFirst<U> with(Joined other, Function<Record, U> reading) {
        return new NewestFirst<>(name, table, time, id, reading, turned, other);
    }

    /** As the next, with an exact count. */
    public PageResult<T> page(DSLContext dsl, Condition where, int page, int size) {
        return page(dsl, where, page, size, Counting.EXACT);
    }

    /**
     * One page of the rows that satisfy {@code where}, and their number. Two statements at most.
     *
     * @param page from 0
     * @param size 1 to {@value #MAX_SIZE}
     */
    public PageResult<T> page(DSLContext dsl, Condition where, int page, int size, Counting counting) {
        PageBounds bounds = new PageBounds(page, size);
        List<? extends Record> rows = shown(dsl, where, null, size, bounds.offset());
        Total total = bounds.total(
                dsl, counting, rows.size(), DSL.selectOne().from(table).where(where));
        return new PageResult<>(rows.stream().map(reader).toList(), page, size, total);
    }

    /**
     * The rows that satisfy {@code where} after those already seen.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value #MAX_SIZE}
     * @throws InvalidCursorException if no slice gave out that cursor
     */
    public Slice<T> slice(DSLContext dsl, Condition where, @Nullable String cursor, int size) {
        PageBounds.requireSize(size);
        List<? extends Record> rows = shown(dsl, where, cursor, size + 1, 0);
        boolean more = rows.size() > size;
        List<? extends Record> shown = more ? rows.subList(0, size) : rows;
        String next = more ? cursorAfter(shown.get(size - 1)) : null;
        return new Slice<>(shown.stream().map(reader).toList(), next);
    }

    private List<? extends Record> shown(
            DSLContext dsl, Condition where, @Nullable String cursor, int limit, long offset) {
        if (joined == null) {
            return rows(dsl, where, cursor).limit(limit).offset(offset).fetch();
        }
        Select<Record1<Long>> ids = DSL.select(id)
                .from(table)
                .where(where)
                .and(unseen(cursor))
                .orderBy(order())
                .limit(limit)
                .offset(offset);
        return dsl.select(table.fields())
                .select(joined.fields())
                .from(table)
                .join(joined.table())
                .on(joined.on())
                .where(id.eq(DSL.any(DSL.array(ids))))
                .orderBy(order())
                .fetch();
    }

    /** The rows in the list's order, after those already seen. */
    SelectLimitStep<Record> rows(DSLContext dsl, Condition where, @Nullable String cursor) {
        return dsl.select(table.fields())
                .from(table)
                .where(where)
                .and(unseen(cursor))
                .orderBy(order());
    }

    private List<SortField<?>> order() {
        return turned ? List.of(time.asc(), id.asc()) : List.of(time.desc(), id.desc());
    }

    private Condition unseen(@Nullable String cursor) {
        return cursor == null ? DSL.noCondition() : after(Cursor.decode(cursor, name));
    }

    T read(Record row) {
        return reader.apply(row);
    }

    private Condition after(Cursor cursor) {
        Row2<Instant, Long> seen = DSL.row(cursor.at(), cursor.id());
        return turned ? DSL.row(time, id).greaterThan(seen) : DSL.row(time, id).lessThan(seen);
    }

    /** Of the rows after this one. */
    String cursorAfter(Record row) {
        return new Cursor(row.get(time), row.get(id)).encode(name);
    }
}
