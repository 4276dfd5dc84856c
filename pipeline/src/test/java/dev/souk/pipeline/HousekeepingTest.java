package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.user.UserDraft;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SoukPostgres.class)
class HousekeepingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HandClock clock = new HandClock();
    private final AtomicInteger fullBatches = new AtomicInteger();

    private SoukDatabase database;
    private DSLContext sql;

    @BeforeEach
    void open(DataSource dataSource) {
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        sql.execute("insert into souk.listings (external_id, source, title, listing_url)"
                + " values ('1', 'test', 'Brompton', 'https://example.org/1')");
    }

    @Test
    void forgetsWhatNobodyNeedsAndKeepsTheRest() {
        changes("now() - interval '2 days'", 12_000);
        changes("now()", 3);
        deletionsAndSearches("now() - interval '91 days'");
        deletionsAndSearches("now()");
        run("now() - interval '91 days'");
        run("now()");

        run(forEver());

        assertThat(fullBatches).as("full batches of 12,000").hasValue(2);
        assertThat(count("listing_changes")).isEqualTo(3);
        assertThat(count("alert_deletions")).isEqualTo(1);
        assertThat(count("searches")).isEqualTo(1);
        assertThat(count("scrape_runs")).isEqualTo(1);
    }

    @Test
    void cleansUpOnceAnHour() {
        Housekeeping housekeeping = forEver();
        run(housekeeping);
        changes("now() - interval '2 days'", 1);

        clock.pass(Duration.ofHours(1).minus(MINUTE));
        run(housekeeping);
        assertThat(count("listing_changes")).isEqualTo(1);

        clock.pass(MINUTE);
        run(housekeeping);
        assertThat(count("listing_changes")).isZero();
    }

    @Test
    void aClockThatIsSetBackPutsItOffByNoMoreThanAnHour() {
        Housekeeping housekeeping = forEver();
        run(housekeeping);
        changes("now() - interval '2 days'", 1);
        clock.pass(Duration.ofDays(-1));
        run(housekeeping);

        clock.pass(Duration.ofHours(1));
        run(housekeeping);

        assertThat(count("listing_changes")).isZero();
    }

    @Test
    void deletesOldNotificationsThatAreOverIfItIsTold() {
        notifications("now() - interval '31 days'");
        notifications("now() - interval '29 days'");

        run(forEver());
        assertThat(count("notifications")).isEqualTo(8);

        run(new Housekeeping(database, clock, Optional.of(Duration.ofDays(30))));

        assertThat(sql.fetch("select status from souk.notifications where created_at < now() - interval '30 days'")
                        .getValues(0, String.class))
                .containsExactly("pending");
        assertThat(count("notifications")).isEqualTo(5);
        assertThat(count("notification_deliveries")).isEqualTo(5);
    }

    private Housekeeping forEver() {
        return new Housekeeping(database, clock, Optional.empty());
    }

    private void run(Housekeeping housekeeping) {
        housekeeping.run(fullBatches::incrementAndGet);
    }

    /** One that is sent, one that is given up, one that nobody wants any more and one that waits, with a delivery each. */
    private void notifications(String createdAt) {
        long user = database.users()
                .create(UserDraft.of("user" + count("users"), "user%d@example.org".formatted(count("users"))))
                .id();
        for (String status : List.of("sent", "dead", "unwanted", "pending")) {
            long id = sql.fetchSingle(
                            "insert into souk.notifications (user_id, type, title, content, status, created_at)"
                                    + " values (?, 'match', 'Brompton', 'x', ?, " + createdAt + ") returning id",
                            user,
                            status)
                    .get(0, Long.class);
            sql.execute(
                    "insert into souk.notification_deliveries (notification_id, channel, status) values (?, 'email', ?)",
                    id,
                    status);
        }
    }

    private void changes(String matchedAt, int count) {
        sql.execute(
                "insert into souk.listing_changes (listing_id, kind, matched_at, matched_xid)"
                        + " select max(id), 'revised', " + matchedAt
                        + ", '3' from souk.listings, generate_series(1, ?) group by generate_series",
                count);
    }

    private void deletionsAndSearches(String at) {
        sql.execute("insert into souk.alert_deletions (alert_id, deleted_at)" + " select count(*) + 1, " + at
                + " from souk.alert_deletions");
        sql.execute("insert into souk.searches (source, search, completed_at)" + " select 'test', count(*)::text, " + at
                + " from souk.searches");
    }

    private void run(String finishedAt) {
        sql.execute(
                "insert into souk.scrape_runs (source, search, finished_at, took_ms, pages, listings, added, changed,"
                        + " unchanged, deferred, removed, rejected, drifts)"
                        + " values ('test', 'text=bike', " + finishedAt + ", 1, '{}', 0, 0, 0, 0, 0, 0, '{}', '{}')");
    }

    private int count(String table) {
        return sql.fetchCount(DSL.table("souk." + table));
    }
}
