package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.testkit.SoukPostgres;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SoukPostgres.class)
class HousekeepingTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

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

        new Housekeeping(database, NOON, Optional.empty()).run();

        assertThat(count("listing_changes")).isEqualTo(3);
        assertThat(count("alert_deletions")).isEqualTo(1);
        assertThat(count("searches")).isEqualTo(1);
        assertThat(count("scrape_runs")).isEqualTo(1);
    }

    @Test
    void cleansUpOnceAnHour() {
        Housekeeping housekeeping = new Housekeeping(database, NOON, Optional.empty());
        housekeeping.run();
        changes("now() - interval '2 days'", 1);

        housekeeping.run();
        assertThat(count("listing_changes")).isEqualTo(1);

        new Housekeeping(database, NOON, Optional.empty()).run();
        assertThat(count("listing_changes")).isZero();
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
