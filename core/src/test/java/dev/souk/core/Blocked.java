package dev.souk.core;

import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Waits until other sessions of the test's database wait for a lock. */
public final class Blocked {

    private Blocked() {}

    /** Returns when a session waits; fails after about ten seconds. */
    public static void await(DataSource dataSource) {
        await(dataSource, 1);
    }

    /** Returns when so many sessions wait; fails after about ten seconds. */
    public static void await(DataSource dataSource, long sessions) {
        var sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        for (int i = 0; i < 1_000; i++) {
            Object waiting = sql.fetchValue("select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'");
            if ((long) waiting >= sessions) {
                return;
            }
            sql.execute("select pg_sleep(0.01)");
        }
        throw new AssertionError("no %d sessions wait for a lock".formatted(sessions));
    }
}
