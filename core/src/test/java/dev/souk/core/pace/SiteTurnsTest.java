package dev.souk.core.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.TransactionRunner;
import dev.souk.core.transaction.Transactions;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class SiteTurnsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String SITE = "sofas.example";

    private DSLContext sql;
    private SiteTurns turns;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        turns = host(dataSource);
    }

    private static SiteTurns host(DataSource dataSource) {
        return new SiteTurns(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
    }

    @Test
    void theFirstTurnIsAtOnceAndTheNextAGapLater() {
        assertThat(turns.take(SITE, HOUR, DAY).delay()).isZero();
        assertThat(turns.take(SITE, Duration.ofHours(2), DAY).delay()).isBetween(HOUR.minusMinutes(1), HOUR);
        assertThat(turns.take(SITE, HOUR, DAY).delay())
                .isBetween(HOUR.multipliedBy(3).minusMinutes(1), HOUR.multipliedBy(3));
        assertThat(turns.take("other.example", HOUR, DAY).delay()).isZero();
    }

    @Test
    void aTurnThatIsTooFarOffIsNotTaken() {
        turns.take(SITE, HOUR, DAY);

        SiteTurn refused = turns.take(SITE, HOUR, Duration.ofMinutes(1));
        SiteTurn taken = turns.take(SITE, HOUR, DAY);

        assertThat(refused.isTaken()).isFalse();
        assertThat(refused.delay()).isBetween(HOUR.minusMinutes(1), HOUR);
        assertThat(taken.delay()).as("the refused one cost nothing").isLessThanOrEqualTo(HOUR);
    }

    @Test
    void aRestPutsTheNextTurnOffAndNeverForward() {
        turns.rest(SITE, HOUR);
        turns.rest(SITE, Duration.ofMinutes(1));

        assertThat(turns.take(SITE, Duration.ZERO, DAY).delay()).isBetween(HOUR.minusMinutes(1), HOUR);
    }

    @Test
    void aTurnThatNobodyTookIsNotMadeUpForLater() {
        turns.take(SITE, Duration.ofSeconds(1), DAY);
        sql.execute("UPDATE souk.site_turns SET next_turn = next_turn - interval '1 day'");

        assertThat(turns.take(SITE, HOUR, DAY).delay()).isZero();
        assertThat(turns.take(SITE, HOUR, DAY).delay()).isGreaterThan(HOUR.minusMinutes(1));
    }

    @Test
    void theTurnsOfEightHostsThatAskAtOnceAreOneGapApart(DataSource dataSource) throws Exception {
        int each = 25;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<List<Instant>>> hosts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SiteTurns host = host(dataSource);
            hosts.add(() -> Stream.generate(
                            () -> host.take(SITE, HOUR, Duration.ofDays(30)).at())
                    .limit(each)
                    .toList());
        }

        List<Instant> all = new ArrayList<>();
        for (Future<List<Instant>> host : threads.invokeAll(hosts)) {
            all.addAll(host.get());
        }
        threads.shutdown();

        assertThat(all).hasSize(8 * each);
        Collections.sort(all);
        for (int i = 1; i < all.size(); i++) {
            assertThat(Duration.between(all.get(i - 1), all.get(i))).isEqualTo(HOUR);
        }
    }

    /** The obvious rule: not before now, not within the gap behind the turn before, and not while the site rests. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void hostsThatComeAtAnyTimeGetTheFirstTurnThatTheRuleAllows(long seed, DataSource dataSource) {
        GivenClock clock = new GivenClock(dataSource, sql);
        List<SiteTurns> hosts = Stream.generate(() -> new SiteTurns(Transactions.by(clock, "souk")))
                .limit(4)
                .toList();
        Random random = new Random(seed);
        Instant now = Instant.parse("2026-11-26T12:00:00Z");
        Instant free = now;
        for (int i = 0; i < 200; i++) {
            now = now.plusMillis(random.nextLong(3) * random.nextInt(2_000));
            clock.set(now);
            SiteTurns host = hosts.get(random.nextInt(hosts.size()));
            Instant next = free.isAfter(now) ? free : now;
            String step = "seed %d, step %d".formatted(seed, i);
            if (random.nextInt(10) == 0) {
                Duration rest = Duration.ofMillis(random.nextInt(5_000));
                host.rest(SITE, rest);
                free = now.plus(rest).isAfter(free) ? now.plus(rest) : free;
            } else {
                Duration gap = Duration.ofMillis(500L * random.nextInt(4));
                Duration longestWait = Duration.ofMillis(random.nextInt(10_000));
                boolean inReach = !next.isAfter(now.plus(longestWait));

                SiteTurn turn = host.take(SITE, gap, longestWait);

                assertThat(turn).as(step).isEqualTo(new SiteTurn(next, Duration.between(now, next), inReach));
                free = inReach ? next.plus(gap) : free;
            }
        }
    }

    /** A clock of the database that stands still until it is set. */
    private static final class GivenClock implements TransactionRunner {

        private final DataSource dataSource;
        private final DSLContext sql;

        GivenClock(DataSource dataSource, DSLContext sql) {
            this.dataSource = dataSource;
            this.sql = sql;
            sql.execute("CREATE SCHEMA given");
            sql.execute("CREATE TABLE given.clock AS SELECT now() AS now");
            sql.execute("CREATE FUNCTION given.clock_timestamp() RETURNS timestamptz LANGUAGE sql"
                    + " AS 'SELECT now FROM given.clock'");
        }

        void set(Instant now) {
            sql.execute("UPDATE given.clock SET now = ?::timestamptz", now.toString());
        }

        @Override
        public <T> T inTransaction(Function<Connection, T> work) {
            return DataSourceTransactions.over(dataSource).inTransaction(connection -> {
                DSL.using(connection).execute("SET LOCAL search_path = given, pg_catalog");
                return work.apply(connection);
            });
        }
    }

    @Test
    void forgetsTheSitesThatNobodyVisits() {
        turns.take(SITE, Duration.ZERO, DAY);
        turns.take("other.example", HOUR, DAY);
        sql.execute("UPDATE souk.site_turns SET next_turn = next_turn - interval '2 days' WHERE site = ?", SITE);

        assertThat(turns.forgetIdle(DAY)).isEqualTo(1);
        assertThat(turns.forgetIdle(DAY)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b"})
    void wantsANameThatCanBeStored(String site) {
        assertThatThrownBy(() -> turns.take(site, HOUR, DAY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> turns.rest("x".repeat(256), HOUR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> turns.rest(SITE, HOUR.negated())).isInstanceOf(IllegalArgumentException.class);
    }
}
