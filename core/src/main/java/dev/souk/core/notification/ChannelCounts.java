package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;

import dev.souk.core.transaction.DatabaseClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Counts the queue of each channel. */
final class ChannelCounts {

    /*
     * What is due, and what is not, is read in the order of the queue, channel by channel, so that a count can end early and
     * the first that is due or will be is found in any case; which channels there are is found by jumping from one to the
     * next in the same index. The oldest stands in an index of its own. And reasons are counted first, so that only reasons
     * are sorted and not rows. All in one statement: it tells of one moment.
     */

    private ChannelCounts() {}

    /** Counts at most so many of each; all where it is null. */
    static List<ChannelStats> of(DSLContext dsl, @Nullable Integer most) {
        return dsl.resultQuery("""
                        with recursive clock as materialized (select {1} as now),
                        lane as (
                            (select channel, is_digest from {0} where status = 'pending'
                                order by channel, is_digest limit 1)
                            union all
                            select following.channel, following.is_digest from lane cross join lateral (
                                select d.channel, d.is_digest from {0} d
                                where d.status = 'pending' and (d.channel, d.is_digest) > (lane.channel, lane.is_digest)
                                order by d.channel, d.is_digest limit 1) following),
                        pending as materialized (
                            select lane.channel, lane.is_digest, found.* from lane cross join lateral (
                                (select true as due, d.problem, d.due_at, d.lease_token from {0} d
                                    where d.status = 'pending' and d.channel = lane.channel
                                        and d.is_digest = lane.is_digest and d.due_at <= (select now from clock)
                                    order by d.due_at, d.id limit {2})
                                union all
                                (select false, d.problem, d.due_at, d.lease_token from {0} d
                                    where d.status = 'pending' and d.channel = lane.channel
                                        and d.is_digest = lane.is_digest and d.due_at > (select now from clock)
                                    order by d.due_at, d.id limit {2})) found),
                        dead as materialized (
                            select channel, problem from {0} where status = 'dead'
                            order by created_at desc, id desc limit {2}),
                        cut as (
                            select channel from pending group by channel, is_digest, due having count(*) >= {2}),
                        -- The older ones that are not counted may be of any channel.
                        full_count as (select coalesce(count(*) >= {2}, false) as dead from dead),
                        by_problem as (
                            select channel, false as dead, problem, count(*) as rows, count(*) filter (where due) as due,
                                count(*) filter (where not due and lease_token is not null) as leased,
                                min(due_at) filter (where due) as oldest_due,
                                min(due_at) filter (where not due and lease_token is null) as next_due
                            from pending group by channel, problem
                            union all
                            select channel, true, problem, count(*), 0, 0, null, null from dead group by channel, problem)
                        select channel,
                            coalesce(sum(rows) filter (where not dead), 0) as pending,
                            sum(due) as due,
                            sum(leased) as leased,
                            coalesce(sum(rows) filter (where dead), 0) as dead,
                            (select min(d.created_at) from {0} d
                                where d.status = 'pending' and d.channel = by_problem.channel) as oldest_pending,
                            min(oldest_due) as oldest_due,
                            min(next_due) as next_due,
                            (array_agg(problem order by dead, rows desc, problem) filter (where problem is not null))[1] as problem,
                            channel in (select channel from cut) or (select dead from full_count) as capped
                        from by_problem group by channel order by channel""", NOTIFICATION_DELIVERIES, DatabaseClock.now(), DSL.val(most, SQLDataType.INTEGER))
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
                Optional.ofNullable(row.get("problem", String.class)),
                row.get("capped", Boolean.class));
    }

    private static Optional<Instant> time(Record row, String name) {
        return Optional.ofNullable(row.get(name, Instant.class));
    }
}
