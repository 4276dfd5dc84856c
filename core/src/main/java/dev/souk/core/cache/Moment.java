package dev.souk.core.cache;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Where a transaction stands among the others of its server.
 *
 * @param timeline the database, and the start of the server that answered: only within one are numbers comparable
 * @param horizon every transaction of a lower number is over, and what it committed is seen by every statement from now
 *     on
 * @param writer the number of this transaction; null as long as it has written nothing
 * @param standby whether this is a copy that may lag behind
 */
record Moment(String timeline, long horizon, @Nullable Long writer, boolean standby) {

    private static final String SELECT = """
            select current_database() as database,
                cast(extract(epoch from pg_postmaster_start_time()) * 1000000 as bigint) as started,
                cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) as horizon,
                pg_is_in_recovery() as standby,
                cast(cast(%s as text) as bigint) as writer""";

    private static final String OF_READER = SELECT.formatted("pg_current_xact_id_if_assigned()");
    private static final String OF_WRITER = SELECT.formatted("pg_current_xact_id()");

    /** Of a transaction that need not have written. */
    static Moment ofReader(DSLContext dsl) {
        return read(dsl, OF_READER);
    }

    /** Of a transaction that has written. */
    static Moment ofWriter(DSLContext dsl) {
        return read(dsl, OF_WRITER);
    }

    private static Moment read(DSLContext dsl, String sql) {
        Record row = dsl.fetchSingle(sql);
        String database = URLEncoder.encode(row.get("database", String.class), StandardCharsets.UTF_8);
        return new Moment(
                database + "@" + row.get("started", Long.class),
                row.get("horizon", Long.class),
                row.get("writer", Long.class),
                row.get("standby", Boolean.class));
    }

    /** Whether what the transaction reads is what everybody sees, so that others may be given it. */
    boolean seesOnlyWhatIsCommitted() {
        return writer == null && !standby;
    }
}
