package dev.souk.core.audit;

import static dev.souk.jooq.Tables.AUDIT_LOG;

import dev.souk.core.json.AuditValuesJson;
import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What the database wrote down of changes to accounts, tokens and alerts, whoever made them. It can be read and, when it
 * is old, purged; nothing else. The worker and the owner may, the app and the read-only role may not. Thread-safe.
 */
public final class AuditLog {

    /** No entry can be purged before it is that old. */
    public static final Duration KEPT_AT_LEAST = Duration.ofDays(7);

    private static final int PURGED_AT_ONCE = 10_000;

    private static final NewestFirst<AuditEntry> ENTRIES_NEWEST =
            new NewestFirst<>("audit", AUDIT_LOG, AUDIT_LOG.HAPPENED_AT, AUDIT_LOG.ID, AuditLog::read);

    private final Transactions transactions;

    /** Works in these transactions. */
    public AuditLog(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A page of entries, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<AuditEntry> page(AuditQuery query, int page, int size, Counting counting) {
        return transactions.call(dsl -> ENTRIES_NEWEST.page(dsl, condition(query), page, size, counting));
    }

    /**
     * Entries, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<AuditEntry> slice(AuditQuery query, @Nullable String cursor, int size) {
        return transactions.call(dsl -> ENTRIES_NEWEST.slice(dsl, condition(query), cursor, size));
    }

    /** The first slice of {@link #slice(AuditQuery, String, int)}. */
    public Slice<AuditEntry> slice(AuditQuery query, int size) {
        return slice(query, null, size);
    }

    /**
     * Forgets entries older than that, in transactions of 10,000 entries each, until none is left.
     *
     * @param age at least {@link #KEPT_AT_LEAST}
     * @return how many were forgotten
     */
    public long purge(Duration age) {
        if (age.compareTo(KEPT_AT_LEAST) < 0) {
            throw new IllegalArgumentException(
                    "audit entries are kept for %s at least: %s".formatted(KEPT_AT_LEAST, age));
        }
        long all = 0;
        long batch;
        do {
            batch = transactions.call(dsl -> dsl.resultQuery(
                            "select {0}(make_interval(secs => {1}), {2})",
                            transactions.qualified("audit_purge"),
                            DSL.val(DatabaseClock.bounded(age).toSeconds()),
                            DSL.val(PURGED_AT_ONCE))
                    .fetchSingle(0, Long.class));
            all += batch;
        } while (batch == PURGED_AT_ONCE);
        return all;
    }

    private static Condition condition(AuditQuery query) {
        Condition condition = DSL.noCondition();
        if (query.userId() != null) {
            condition = condition.and(AUDIT_LOG.USER_ID.eq(query.userId()));
        }
        if (query.table() != null) {
            condition = condition.and(AUDIT_LOG.TABLE_NAME.eq(query.table()));
        }
        if (query.since() != null) {
            condition = condition.and(AUDIT_LOG.HAPPENED_AT.ge(query.since()));
        }
        if (query.until() != null) {
            condition = condition.and(AUDIT_LOG.HAPPENED_AT.lt(query.until()));
        }
        return condition;
    }

    private static AuditEntry read(Record row) {
        Long actor = row.get(AUDIT_LOG.ACTOR_ID);
        return new AuditEntry(
                row.get(AUDIT_LOG.ID),
                row.get(AUDIT_LOG.HAPPENED_AT),
                row.get(AUDIT_LOG.DATABASE_ROLE),
                actor == null ? OptionalLong.empty() : OptionalLong.of(actor),
                row.get(AUDIT_LOG.TABLE_NAME),
                row.get(AUDIT_LOG.ROW_ID),
                row.get(AUDIT_LOG.USER_ID),
                AuditEntry.Operation.valueOf(row.get(AUDIT_LOG.OPERATION).toUpperCase(Locale.ROOT)),
                changes(values(row.get(AUDIT_LOG.OLD_VALUES)), values(row.get(AUDIT_LOG.NEW_VALUES))));
    }

    private static Map<String, AuditEntry.Change> changes(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> columns = new TreeSet<>(before.keySet());
        columns.addAll(after.keySet());
        Map<String, AuditEntry.Change> changes = new HashMap<>();
        columns.forEach(column -> changes.put(column, new AuditEntry.Change(before.get(column), after.get(column))));
        return changes;
    }

    private static Map<String, String> values(@Nullable JSONB values) {
        return values == null ? Map.of() : AuditValuesJson.read(values.data());
    }
}
