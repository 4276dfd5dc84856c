package dev.souk.core.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.access.TwoUsers;
import dev.souk.core.alert.AlertFilter;
import dev.souk.core.alert.MatchFilter;
import dev.souk.core.audit.AuditQuery;
import dev.souk.core.notification.DeliveryFilter;
import dev.souk.core.notification.DeliveryStats;
import dev.souk.core.notification.NotificationFilter;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Slice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However long a list is, a slice of it walks along an index. PostgreSQL counts what each call has read. */
@ExtendWith(MigratedPostgres.class)
class ListsReadLittleTest {

    private static final int SIZE = 10;

    private DataSource dataSource;
    private TwoUsers users;

    @BeforeEach
    void fill(DataSource given) {
        dataSource = given;
        users = new TwoUsers(SoukDatabase.over(dataSource, FieldProtection.plaintext()), dataSource);
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("""
                insert into souk.users (username, email, password_hash, created_at)
                    select 'u' || n, 'u' || n || '@example.org', '!', now() - make_interval(secs => n)
                    from generate_series(1, 10000) n;
                insert into souk.user_auth (user_id, token, token_type, expires_at, created_at)
                    select %1$d, sha256(n::text::bytea), 'session', now(), now() - make_interval(secs => n)
                    from generate_series(1, 10000) n;
                insert into souk.alerts (name, user_id, criteria, created_at)
                    select 'a' || n, case when n %% 2 = 0 then %1$d else %2$d end, a.criteria,
                        now() - make_interval(secs => n)
                    from souk.alerts a, generate_series(1, 10000) n where a.id = %3$d;
                insert into souk.listings (external_id, source, title, listing_url)
                    select 'x' || n, 'test', 'Bike', 'https://example.org/x' from generate_series(1, 5000) n;
                insert into souk.alert_matches (alert_id, listing_id, user_id, matched_at)
                    select a.id, l.id, a.user_id, now() - make_interval(secs => l.id)
                    from souk.listings l, (select min(id) as id, user_id from souk.alerts
                        where name like 'a%%' group by user_id union select %3$d, %1$d) a
                    on conflict do nothing;
                insert into souk.notifications (user_id, type, title, content, data, event_key, created_at)
                    select case when n %% 2 = 0 then %1$d else %2$d end, type, title, content, data, 'key' || n,
                        now() - make_interval(secs => n)
                    from souk.notifications, generate_series(1, 10000) n;
                insert into souk.notification_deliveries (notification_id, channel, status, created_at)
                    select id, 'pigeon', case id %% 100 when 0 then 'dead' when 1 then 'pending' else 'sent' end, created_at
                    from souk.notifications;
                insert into souk.listing_prices (listing_id, price, currency, seen_at)
                    select %4$d, n, 'EUR', now() - make_interval(secs => n) from generate_series(1, 10000) n;
                """.formatted(users.ben.id(), users.ada.id(), users.alert.id(), users.listing));
        DSL.using(dataSource, SQLDialect.POSTGRES).execute("analyze");
    }

    private Map<String, Function<@Nullable String, Slice<?>>> lists(SoukDatabase database) {
        long ben = users.ben.id();
        Map<String, Function<@Nullable String, Slice<?>>> lists = new LinkedHashMap<>();
        lists.put("users", cursor -> database.users().slice(cursor, SIZE));
        lists.put("users of a role", cursor -> database.users().ofRole("user", cursor, SIZE));
        lists.put("tokens of a user", cursor -> database.tokens().ofUser(ben, cursor, SIZE));
        lists.put("alerts", cursor -> database.alerts().slice(AlertFilter.ALL, cursor, SIZE));
        lists.put("alerts of a user", cursor -> database.alerts().ofUser(ben, cursor, SIZE));
        lists.put("matches", cursor -> database.matches().slice(MatchFilter.ALL, cursor, SIZE));
        lists.put("matches of a user", cursor -> database.matches().ofUser(ben, cursor, SIZE));
        lists.put("matches of an alert", cursor -> database.matches().ofAlert(users.alert.id(), cursor, SIZE));
        lists.put("notifications", cursor -> database.notifications().slice(NotificationFilter.ALL, cursor, SIZE));
        lists.put("notifications of a user", cursor -> database.notifications().ofUser(ben, cursor, SIZE));
        lists.put(
                "notifications of a user by a channel",
                cursor -> database.notifications()
                        .slice(NotificationFilter.ofUser(ben).byChannel("pigeon"), cursor, SIZE));
        lists.put("deliveries", cursor -> database.deliveryLog().slice(DeliveryFilter.ALL, cursor, SIZE));
        lists.put("dead deliveries", cursor -> database.deliveries().dead(cursor, SIZE));
        lists.put("audit log", cursor -> database.auditLog().slice(AuditQuery.ALL, cursor, SIZE));
        lists.put("audit log of a user", cursor -> database.auditLog().slice(AuditQuery.ALL.ofUser(ben), cursor, SIZE));
        lists.put("prices of a listing", cursor -> database.prices().slice(users.listing, cursor, SIZE));
        return lists;
    }

    @Test
    void eachSliceReadsAboutAsManyRowsAsItShows() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
            SoukDatabase database = SoukDatabase.over(sql, FieldProtection.plaintext());
            lists(database).forEach((name, list) -> {
                Slice<?> first = list.apply(null);

                assertThat(rowsRead(sql, "%", () -> list.apply(null)))
                        .as("first slice of %s", name)
                        .isLessThan(5 * SIZE);
                assertThat(rowsRead(sql, "%", () -> list.apply(first.next().orElseThrow())))
                        .as("second slice of %s", name)
                        .isLessThan(5 * SIZE);
            });
        }
    }

    @Test
    void howTheQueueStandsIsReadWithoutWhatWasSent() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
            SoukDatabase database = SoukDatabase.over(sql, FieldProtection.plaintext());
            DeliveryStats stats = database.deliveries().stats();

            assertThat(stats.pending()).isBetween(100L, 110L);
            assertThat(stats.dead()).isBetween(100L, 110L);
            assertThat(rowsRead(sql, "notification_deliveries", database.deliveries()::stats))
                    .isLessThan(300);
            assertThat(rowsRead(
                            sql,
                            "notification_deliveries",
                            () -> database.deliveries().stats(10)))
                    .as("of many no more than are counted")
                    .isLessThan(60);
        }
    }

    /** Rows of tables of such a name that the transaction reads in doing it, by whatever way. */
    private static long rowsRead(DSLContext sql, String tables, Supplier<?> call) {
        long before = rowsRead(sql, tables);
        assertThat(call.get()).isNotNull();
        return rowsRead(sql, tables) - before;
    }

    private static long rowsRead(DSLContext sql, String tables) {
        return sql.fetchSingle(
                        "select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)"
                                + " from pg_stat_xact_all_tables where schemaname = 'souk' and relname like ?",
                        tables)
                .get(0, Long.class);
    }
}
