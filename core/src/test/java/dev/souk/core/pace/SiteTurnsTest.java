package dev.souk.core.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        assertThat(turns.take(SITE, HOUR, DAY)).isEqualTo(new SiteTurn(Duration.ZERO, true));
        assertThat(turns.take(SITE, Duration.ofHours(2), DAY).delay()).isBetween(HOUR.minusMinutes(1), HOUR);
        assertThat(turns.take(SITE, HOUR, DAY).delay())
                .isBetween(HOUR.multipliedBy(3).minusMinutes(1), HOUR.multipliedBy(3));
        assertThat(turns.take("other.example", HOUR, DAY)).isEqualTo(new SiteTurn(Duration.ZERO, true));
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
    void eightHostsTogetherKeepOnePace(DataSource dataSource) throws Exception {
        int each = 25;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<List<Duration>>> hosts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SiteTurns host = host(dataSource);
            hosts.add(() -> {
                List<Duration> delays = new ArrayList<>();
                for (int turn = 0; turn < each; turn++) {
                    delays.add(host.take(SITE, HOUR, Duration.ofDays(30)).delay());
                }
                return delays;
            });
        }

        List<Long> hours = new ArrayList<>();
        for (Future<List<Duration>> host : threads.invokeAll(hosts)) {
            // The delays are told at different moments; rounded up to the hour they number the turns.
            host.get()
                    .forEach(delay -> hours.add(delay.plus(HOUR).minusMillis(1).toHours()));
        }
        threads.shutdown();

        assertThat(hours).hasSize(8 * each).doesNotHaveDuplicates().contains(0L, 8L * each - 1);
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
