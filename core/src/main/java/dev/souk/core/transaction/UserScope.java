package dev.souk.core.transaction;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.ALERT_MATCHES;
import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;
import static dev.souk.jooq.Tables.USER_AUTH;

import java.sql.Connection;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Named;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Transactions that bear the id of a user, in the setting that the policies and the audit log read. In a transaction of
 * the host's the setting is put back when the call ends, so that the host's own statements are not held by it.
 */
final class UserScope implements TransactionRunner {

    /*
     * The setting is local to the transaction. It is put back by a statement of its own only where the transaction goes
     * on after the call: what Souk itself begins ends with it. A statement that failed has broken the transaction, and
     * rolling back, be it to a savepoint, puts the setting back; so a failure to do it then is of no account.
     */

    private static final String[] TABLES_OF_USERS = Stream.of(
                    USERS, USER_AUTH, ALERTS, ALERT_MATCHES, NOTIFICATIONS, NOTIFICATION_DELIVERIES)
            .map(Named::getName)
            .toArray(String[]::new);

    private static final Field<Boolean> NOT_ASKED = DSL.inline(true);

    private final TransactionRunner runner;
    private final long userId;
    private final Field<Boolean> confined;

    private UserScope(TransactionRunner runner, long userId, Field<Boolean> confined) {
        if (userId < 1) {
            throw new IllegalArgumentException("user id must be positive: " + userId);
        }
        this.runner = runner;
        this.userId = userId;
        this.confined = confined;
    }

    /** Confined to the rows of the user; refuses a role that would see those of others all the same. */
    static UserScope confinedTo(long userId, String schema, TransactionRunner runner) {
        return new UserScope(runner, userId, DSL.field("""
                (select coalesce(bool_and(row_security_active(c.oid) and not exists (
                    select from pg_policy p, unnest(p.polroles) as passed (role)
                    where p.polrelid = c.oid and p.polname = 'souk_worker' and pg_has_role(passed.role, 'USAGE'))), false)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = {0} and c.relname = any({1}))""", Boolean.class, DSL.val(schema), DSL.val(TABLES_OF_USERS)));
    }

    /** Not confined: only the audit log learns of the user. */
    static UserScope onBehalfOf(long userId, TransactionRunner runner) {
        return new UserScope(runner, userId, NOT_ASKED);
    }

    @Override
    public <T> T inTransaction(Function<Connection, T> work) {
        boolean goesOn = !(runner instanceof DataSourceTransactions);
        return runner.inTransaction(connection -> {
            DSLContext dsl = DSL.using(connection, SQLDialect.POSTGRES);
            String before = enter(dsl);
            return Restored.after(() -> work.apply(connection), goesOn, () -> set(dsl, before));
        });
    }

    @Override
    public boolean mayJoin() {
        return runner.mayJoin();
    }

    /** Sets the user and returns what was set before. */
    private String enter(DSLContext dsl) {
        Record state = dsl.resultQuery(
                        "select coalesce(current_setting('souk.user_id', true), ''), current_user::text, {0}", confined)
                .fetchSingle();
        if (!state.get(2, Boolean.class)) {
            throw new NotConfinedException(userId, state.get(1, String.class));
        }
        set(dsl, Long.toString(userId));
        return state.get(0, String.class);
    }

    private static void set(DSLContext dsl, String user) {
        dsl.fetch("select set_config('souk.user_id', ?, true)", user);
    }
}
