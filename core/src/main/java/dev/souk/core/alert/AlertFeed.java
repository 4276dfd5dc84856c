package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.ALERT_DELETIONS;
import static dev.souk.jooq.Tables.USERS;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Exists;
import dev.souk.core.transaction.OldRows;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectSelectStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Tells an engine that holds the alerts in memory what others wrote. No committed change is missed, however late it
 * committed. Thread-safe.
 *
 * <pre>{@code
 * AlertDelta delta = feed.since(AlertHorizon.START);      // all alerts
 * ...
 * delta = feed.since(delta.next());                       // what happened meanwhile
 * }</pre>
 *
 * <p>{@link #read} gives the same without holding all of it in memory at once.
 */
public final class AlertFeed {

    /*
     * A row bears the transaction that wrote it last. What the snapshot of the last read could see was read then; all
     * else that is there now is new, however long ago its transaction began. The rows and the snapshot must be of one
     * moment, and READ COMMITTED takes a snapshot for each statement; hence a single statement.
     *
     * A standby does not list in its snapshots what was running, so there only what is below xmin counts as read.
     *
     * A standby that takes over may be behind and give the numbers of transactions that it never saw once more. It
     * started at another time than the server that gave the horizon, so the read begins anew. So it does when xmin is
     * below the horizon's, as in a cluster that was put back to an earlier state.
     */

    private static final int FETCH_SIZE = 1_000;

    private static final String CHANGED = "changed";
    private static final String DELETED = "deleted";
    private static final String END = "end";
    private static final Field<String> KIND = field(name("kind"), String.class);
    private static final Field<String> FROM = field(name("from"), String.class);
    private static final Field<String> NEXT = field(name("next"), String.class);
    private static final Field<Instant> SERVER_START = field(name("server_start"), SQLDataType.INSTANT);
    private static final Field<Object> SNAPSHOT = field("""
            case when pg_is_in_recovery()
                then cast(pg_snapshot_xmin(pg_current_snapshot()) || ':' || pg_snapshot_xmin(pg_current_snapshot()) || ':'
                    as pg_snapshot)
                else pg_current_snapshot() end""", Object.class);
    private static final Field<Instant> SERVER_STARTED = field("pg_postmaster_start_time()", SQLDataType.INSTANT);

    private final Transactions transactions;

    /** Works in these transactions. */
    public AlertFeed(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * All changes of alerts that the horizon did not cover; all alerts, when the horizon is of a server that was restarted
     * or that this one has taken over from. In a joined transaction of isolation READ COMMITTED it also sees what was
     * committed since that began.
     */
    public AlertDelta since(AlertHorizon horizon) {
        Collected collected = new Collected();
        AlertReading reading = read(horizon, collected);
        return new AlertDelta(
                collected.changed, collected.deleted, collected.problems, reading.complete(), reading.next());
    }

    /**
     * As {@link #since}, but hands over one alert after the other, so that a million of them take no memory here. What was
     * handed over before this throws is right, but not all.
     */
    public AlertReading read(AlertHorizon horizon, Reader reader) {
        Rows sorted = new Rows(reader);
        return transactions.call(dsl -> {
            try (Cursor<Record> rows = dsl.fetchLazy(changed(horizon)
                    .unionAll(deleted(horizon))
                    .unionAll(end(horizon))
                    .fetchSize(FETCH_SIZE))) {
                rows.forEach(sorted::add);
            }
            return sorted.end;
        });
    }

    private static Select<Record> changed(AlertHorizon horizon) {
        // Read by their places below.
        return select(List.of(
                        inline(CHANGED).as(KIND),
                        ALERTS.ID,
                        ALERTS.USER_ID,
                        ALERTS.NAME,
                        ALERTS.CRITERIA,
                        ALERTS.QUERY,
                        field(condition(ALERTS.IS_ACTIVE).and(USERS.IS_ACTIVE)).as(ALERTS.IS_ACTIVE),
                        ALERTS.NOTIFICATION_SETTINGS,
                        castNull(FROM).as(FROM),
                        castNull(NEXT).as(NEXT),
                        castNull(SERVER_START).as(SERVER_START)))
                .from(ALERTS)
                .join(USERS)
                .on(USERS.ID.eq(ALERTS.USER_ID))
                .where(notSeenAt(ALERTS, "change_xid", horizon));
    }

    private static Select<Record> deleted(AlertHorizon horizon) {
        return row(DELETED, ALERT_DELETIONS.ALERT_ID, castNull(FROM), castNull(NEXT), castNull(SERVER_START))
                .from(ALERT_DELETIONS)
                .where(notSeenAt(ALERT_DELETIONS, "deleted_xid", horizon))
                .andNot(Exists.row(selectOne().from(ALERTS).where(ALERTS.ID.eq(ALERT_DELETIONS.ALERT_ID))));
    }

    private static Select<Record> end(AlertHorizon horizon) {
        return row(END, castNull(ALERTS.ID), from(horizon).cast(FROM), SNAPSHOT.cast(NEXT), SERVER_STARTED);
    }

    private static SelectSelectStep<Record> row(
            String kind, Field<Long> id, Field<String> from, Field<String> next, Field<Instant> serverStart) {
        return select(List.of(
                inline(kind),
                id,
                castNull(ALERTS.USER_ID),
                castNull(ALERTS.NAME),
                castNull(ALERTS.CRITERIA),
                castNull(ALERTS.QUERY),
                castNull(ALERTS.IS_ACTIVE),
                castNull(ALERTS.NOTIFICATION_SETTINGS),
                from,
                next,
                serverStart));
    }

    /** The first of the two lets an index serve. */
    private static Condition notSeenAt(Table<?> table, String column, AlertHorizon horizon) {
        return condition(
                "{0}.{1} >= (select pg_snapshot_xmin({2})) and not pg_visible_in_snapshot({0}.{1}, {2})",
                table, name(column), from(horizon));
    }

    /** The horizon's snapshot; that of nobody if the horizon says nothing of this server. Found once. */
    private static Field<Object> from(AlertHorizon horizon) {
        return field(
                """
                (select case when {0} = {1} and pg_snapshot_xmin(pg_current_snapshot()) >= pg_snapshot_xmin({2})
                    then {2} else {3} end)""",
                Object.class,
                SERVER_STARTED,
                val(horizon.serverStart(), SQLDataType.INSTANT),
                snapshot(horizon),
                snapshot(AlertHorizon.START));
    }

    private static Field<Object> snapshot(AlertHorizon horizon) {
        return field("cast({0} as pg_snapshot)", Object.class, val(horizon.snapshot()));
    }

    /**
     * Forgets deletions older than that. An engine that reads less often keeps an alert that is gone; that costs memory
     * and tells nobody anything, since matches of such an alert are not recorded.
     *
     * @param batch 1 to {@value OldRows#MAX_BATCH}
     * @return how many were forgotten; less than a batch if no more are left
     */
    public int purgeDeletions(Duration age, int batch) {
        OldRows.require(age, batch);
        Condition old = ALERT_DELETIONS.DELETED_AT.lessThan(DatabaseClock.before(age));
        return transactions.call(dsl -> OldRows.delete(dsl, ALERT_DELETIONS, ALERT_DELETIONS.ALERT_ID, old, batch));
    }

    /** Takes what happened to alerts. Called inside the transaction that reads, so it must be quick. */
    public interface Reader {

        /** As the alert is now; one that is switched off, or whose user is, is not active. */
        void changed(Alert alert);

        /** The alert of that id is gone. */
        void deleted(long id);

        /** An alert that is there and cannot be read. */
        void unreadable(UnreadableAlert alert);
    }

    /** The rows of one read, sorted into what they tell. */
    private static final class Rows {

        private final AlertRow.Reading alerts = new AlertRow.Reading();
        private final Reader reader;
        private AlertReading end = new AlertReading(false, AlertHorizon.START);

        private Rows(Reader reader) {
            this.reader = reader;
        }

        private void add(Record row) {
            switch ((String) row.get(0)) {
                case CHANGED -> changed(row);
                case DELETED -> reader.deleted((Long) row.get(1));
                default ->
                    end = new AlertReading(
                            row.get(FROM).equals(AlertHorizon.START.snapshot()),
                            new AlertHorizon(row.get(NEXT), row.get(SERVER_START)));
            }
        }

        private void changed(Record row) {
            Alert alert;
            try {
                alert = alerts.read(stored(row));
            } catch (UnreadableAlertException e) {
                reader.unreadable(e.alert());
                return;
            }
            reader.changed(alert);
        }

        /** By place: to look for a column by name, jOOQ compares fields, which took a fifth of reading a million alerts. */
        private static AlertRow.Stored stored(Record row) {
            return new AlertRow.Stored(
                    (Long) row.get(1),
                    (Long) row.get(2),
                    (String) row.get(3),
                    ((JSONB) row.get(4)).data(),
                    (String) row.get(5),
                    (Boolean) row.get(6),
                    ((JSONB) row.get(7)).data());
        }
    }

    /** Keeps all of it. */
    private static final class Collected implements Reader {

        private final List<Alert> changed = new ArrayList<>();
        private final List<Long> deleted = new ArrayList<>();
        private final List<UnreadableAlert> problems = new ArrayList<>();

        @Override
        public void changed(Alert alert) {
            changed.add(alert);
        }

        @Override
        public void deleted(long id) {
            deleted.add(id);
        }

        @Override
        public void unreadable(UnreadableAlert alert) {
            problems.add(alert);
        }
    }
}
