package dev.souk.core;

import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Waits until another session of the test's database waits for a lock. */
public final class Blocked {

    private Blocked() {}

    /** Returns when a session waits; fails after about ten seconds. */
    public static void await(DataSource dataSource) {
        var sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        for (int i = 0; i < 1_000; i++) {
            Object waiting = sql.fetchValue("select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'");
            if (!waiting.equals(0L)) {
                return;
            }
            sql.execute("select pg_sleep(0.01)");
        }
        throw new AssertionError("no session waits for a lock");
    }
}
