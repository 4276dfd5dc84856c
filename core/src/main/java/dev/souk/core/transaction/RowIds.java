package dev.souk.core.transaction;

import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Ids that are needed before the row is there, as where they are bound into a ciphertext. For use inside {@code core}. */
public final class RowIds {

    private RowIds() {}

    /** The next id of a table whose column {@code id} has a sequence. */
    public static long next(DSLContext dsl, Table<?> table) {
        return dsl.select(
                        DSL.field("nextval(pg_get_serial_sequence({0}, 'id'))", Long.class, DSL.val(dsl.render(table))))
                .fetchSingle()
                .value1();
    }
}
