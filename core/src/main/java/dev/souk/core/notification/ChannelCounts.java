package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;

import dev.souk.core.transaction.DatabaseClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Counts the queue of each channel. */
final class ChannelCounts {

    /*
     * What is pending and what was given up is read by an index each, which a condition on both would not find; and counted
     * by reason first, so that only reasons are sorted and not rows. All in one statement: it tells of one moment.
     */

    private ChannelCounts() {}

    static List<ChannelStats> of(DSLContext dsl) {
        return dsl.resultQuery("""
                        with unsent as (
                            select channel, problem, false as dead, due_at <= {1} as due, lease_token, created_at, due_at
                            from {0} where status = 'pending'
                            union all
                            select channel, problem, true, false, null, null, null from {0} where status = 'dead'),
                        by_problem as (
                            select channel, dead, problem, count(*) as rows,
                                count(*) filter (where due) as due,
                                count(*) filter (where not due and lease_token is not null) as leased,
                                min(created_at) as oldest_pending,
                                min(due_at) filter (where due) as oldest_due,
                                min(due_at) filter (where not due and lease_token is null) as next_due
                            from unsent group by channel, dead, problem)
                        select channel,
                            coalesce(sum(rows) filter (where not dead), 0) as pending,
                            sum(due) as due,
                            sum(leased) as leased,
                            coalesce(sum(rows) filter (where dead), 0) as dead,
                            min(oldest_pending) as oldest_pending,
                            min(oldest_due) as oldest_due,
                            min(next_due) as next_due,
                            (array_agg(problem order by dead, rows desc, problem) filter (where problem is not null))[1] as problem
                        from by_problem group by channel order by channel""", NOTIFICATION_DELIVERIES, DatabaseClock.nowOnce())
                .fetch(ChannelCounts::read);
    }

    private static ChannelStats read(Record row) {
        long pending = row.get("pending", Long.class);
        long due = row.get("due", Long.class);
        long leased = row.get("leased", Long.class);
        return new ChannelStats(
                row.get("channel", String.class),
                pending,
                due,
                leased,
                pending - due - leased,
                row.get("dead", Long.class),
                time(row, "oldest_pending"),
                time(row, "oldest_due"),
                time(row, "next_due"),
                Optional.ofNullable(row.get("problem", String.class)));
    }

    private static Optional<Instant> time(Record row, String name) {
        return Optional.ofNullable(row.get(name, Instant.class));
    }
}
