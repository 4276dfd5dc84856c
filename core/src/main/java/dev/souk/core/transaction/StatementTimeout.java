package dev.souk.core.transaction;

import java.time.Duration;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** How long a statement of a transaction may take, for as long as some work in it lasts. */
final class StatementTimeout {

    private StatementTimeout() {}

    /**
     * Does the work with the time-out, if that of the connection is not shorter.
     *
     * @param goesOn whether the transaction may go on after the work, in which case the time-out of before is put back
     */
    static <T> T during(DSLContext dsl, Duration longest, boolean goesOn, Supplier<T> work) {
        String before = dsl.fetchSingle("""
                        select setting, set_config(name, least(nullif(setting::bigint, 0), {0})::text, true)
                        from pg_settings where name = 'statement_timeout'""", DSL.val(longest.toMillis())).get(0, String.class);
        return Restored.after(work, goesOn, () -> dsl.fetch("select set_config('statement_timeout', ?, true)", before));
    }
}
