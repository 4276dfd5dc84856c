package dev.souk.core.transaction;

import java.time.Duration;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Deletes what has served its time, some rows at a time. For use inside {@code core}. */
public final class OldRows {

    /** The most that one batch may hold. */
    public static final int MAX_BATCH = 10_000;

    private OldRows() {}

    /**
     * Checks what an application asks for.
     *
     * @throws IllegalArgumentException if the age is negative, or the batch not 1 to {@value #MAX_BATCH}
     */
    public static void require(Duration age, int batch) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("age must not be negative: " + age);
        }
        if (batch < 1 || batch > MAX_BATCH) {
            throw new IllegalArgumentException("batch must be 1 to %s: %s".formatted(MAX_BATCH, batch));
        }
    }

    /**
     * Deletes the first of them, passing over what others hold.
     *
     * @return how many, at most {@code batch}
     */
    public static int delete(DSLContext dsl, Table<?> table, Field<Long> id, Condition which, int batch) {
        Long[] ids = dsl.select(id)
                .from(table)
                .where(which)
                .orderBy(id)
                .limit(batch)
                .forUpdate()
                .skipLocked()
                .fetchArray(id);
        return dsl.deleteFrom(table).where(id.eq(DSL.any(ids))).execute();
    }
}
