package dev.souk.core.transaction;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Rows that are locked in one order by whoever takes several, or two would wait for each other. For {@code core}. */
public final class InOrder {

    private InOrder() {}

    /*
     * An array is made before the first row is written, and looked up by the primary key; joined, the server could go
     * through the whole table.
     */

    /** The rows that satisfy a condition, all of them locked, in that order, before the statement writes the first. */
    public static Condition locked(Table<?> table, Field<Long> id, Condition which, Field<?>... order) {
        return id.eq(DSL.any(
                DSL.array(DSL.select(id).from(table).where(which).orderBy(order).forNoKeyUpdate())));
    }
}
