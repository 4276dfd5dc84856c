package dev.souk.core.transaction;

import org.jooq.Condition;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Whether there is a row, as a condition. For use inside {@code core}. */
public final class Exists {

    /*
     * jOOQ has methods for it, but in 3.21 they take another type than in 3.19, so that what is compiled with the one does
     * not run on the other; and instances bring either.
     */

    private Exists() {}

    /** That a statement finds something. */
    public static Condition row(Select<?> rows) {
        return DSL.condition("exists ({0})", rows);
    }
}
