package dev.souk.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.Total;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class WatchRepositoryTest {

    private static final SourceId EBAY = new SourceId("ebay");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LEASE = Duration.ofSeconds(50);
    private static final double NO_JITTER = 0;

    private DSLContext sql;
    private WatchRepository watches;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        watches = host(dataSource);
    }

    private static WatchRepository host(DataSource dataSource) {
        return new WatchRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
    }

    @Test
    void aWatchIsDueAtOnceAndAsOftenAsItMayBe() {
        StoredWatch watch = watches.add(draft("bikes"));

        assertThat(watch.interval()).isEqualTo(MINUTE);
        assertThat(watch.active()).isTrue();
        assertThat(watch.visitedAt()).isEmpty();
        assertThat(watches.byId(watch.id())).contains(watch);
        assertThat(lease()).extracting(leased -> leased.watch().id()).containsExactly(watch.id());
    }

    @Test
    void theSameSearchIsOneWatchWithTheNewerBounds() {
        StoredWatch first = watches.add(draft("bikes"));

        StoredWatch second = watches.add(new WatchDraft(EBAY, "bikes", Duration.ofMinutes(5), Duration.ofHours(2)));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(watches.slice(null, null, 10).items()).containsExactly(second);
    }

    @Test
    void nobodyElseGetsAWatchBeforeItsLeaseIsOver(DataSource dataSource) {
        watches.add(draft("bikes"));

        List<LeasedWatch> first = lease();

        assertThat(first).hasSize(1);
        assertThat(host(dataSource).lease(Set.of(EBAY), 10, LEASE)).isEmpty();
        letTheLeaseBeOver();
        assertThat(host(dataSource).lease(Set.of(EBAY), 10, LEASE)).hasSize(1);
    }

    @Test
    void aHostThatWakesUpLateCannotSpeakForTheOneThatTookOver(DataSource dataSource) {
        watches.add(draft("bikes"));
        LeasedWatch late = lease().get(0);
        letTheLeaseBeOver();
        LeasedWatch current = host(dataSource).lease(Set.of(EBAY), 1, LEASE).get(0);

        assertThat(watches.renew(late, LEASE)).isFalse();
        assertThat(watches.visited(late, true, NO_JITTER)).isFalse();
        assertThat(watches.failed(late, "broken", NO_JITTER)).isFalse();
        assertThat(watches.visited(current, false, NO_JITTER)).isTrue();
        assertThat(watches.visited(current, false, NO_JITTER)).as("said once").isFalse();
    }

    /** Who stores under the lease keeps it locked until it has stored, so that nobody else stores in between. */
    @Test
    void aLeaseThatIsRenewedInATransactionCannotBeTakenOverBeforeItsEnd(DataSource dataSource) {
        watches.add(draft("bikes"));
        LeasedWatch leased = lease().get(0);
        letTheLeaseBeOver();
        Transactions transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");

        List<LeasedWatch> meanwhile = transactions.together(tx -> {
            assertThat(new WatchRepository(tx).renew(leased, LEASE)).isTrue();
            return lease();
        });

        assertThat(meanwhile).isEmpty();
    }

    @Test
    void aLeaseThatIsKeptByATimerWaitsForNobodyWhoStoresUnderIt(DataSource dataSource) {
        StoredWatch watch = watches.add(draft("bikes"));
        LeasedWatch leased = lease().get(0);
        Transactions transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");

        boolean held = transactions.together(tx -> {
            new WatchRepository(tx).renew(leased, LEASE);
            return watches.renewUnlessLocked(leased, Duration.ofDays(1));
        });

        assertThat(held).isTrue();
        Instant soon = leased.watch().dueAt().plus(Duration.ofHours(1));
        assertThat(dueAt(watch)).as("left as it was").isBefore(soon);
        assertThat(watches.renewUnlessLocked(leased, Duration.ofDays(1))).isTrue();
        assertThat(dueAt(watch)).isAfter(soon);
    }

    @Test
    void aLeaseThatIsKeptByATimerIsLostWhereAnotherHasTakenOver(DataSource dataSource) {
        watches.add(draft("bikes"));
        LeasedWatch late = lease().get(0);
        letTheLeaseBeOver();
        assertThat(host(dataSource).lease(Set.of(EBAY), 1, LEASE)).hasSize(1);

        assertThat(watches.renewUnlessLocked(late, LEASE)).isFalse();
    }

    @Test
    void whatNobodyVisitsIsOverdue() {
        StoredWatch watch = watches.add(draft("bikes"));
        assertThat(overdue()).isEmpty();

        letTheLeaseBeOver();

        assertThat(overdue()).extracting(StoredWatch::id).containsExactly(watch.id());
        watches.setActive(watch.id(), false);
        letTheLeaseBeOver();
        assertThat(overdue()).isEmpty();
    }

    @Test
    void areListedNewestFirst() {
        StoredWatch bikes = watches.add(draft("bikes"));
        StoredWatch sofas = watches.add(draft("sofas"));
        watches.add(new WatchDraft(new SourceId("olx"), "bikes", MINUTE, MINUTE));

        assertThat(watches.page(EBAY, 0, 10, Counting.EXACT).items()).containsExactly(sofas, bikes);
        assertThat(watches.page(null, 0, 1, Counting.EXACT).total().count()).isEqualTo(3);
        assertThat(watches.slice(EBAY, null, 1).items()).containsExactly(sofas);
    }

    @Test
    void aRenewedLeaseIsNotOver() {
        watches.add(draft("bikes"));
        LeasedWatch leased = lease().get(0);
        letTheLeaseBeOver();

        assertThat(watches.renew(leased, LEASE)).isTrue();
        assertThat(lease()).isEmpty();
    }

    @Test
    void isVisitedMoreOftenWhereThereIsSomethingNewAndLessOftenWhereThereIsNot() {
        StoredWatch watch = watches.add(new WatchDraft(EBAY, "bikes", MINUTE, Duration.ofMinutes(3)));

        assertThat(intervalAfter(watch, false)).isEqualTo(Duration.ofSeconds(90));
        assertThat(intervalAfter(watch, false)).isEqualTo(Duration.ofSeconds(135));
        assertThat(intervalAfter(watch, false)).isEqualTo(Duration.ofMinutes(3));
        assertThat(intervalAfter(watch, false)).as("the longest").isEqualTo(Duration.ofMinutes(3));
        assertThat(intervalAfter(watch, true)).isEqualTo(Duration.ofSeconds(90));
        assertThat(intervalAfter(watch, true)).as("the shortest").isEqualTo(MINUTE);
    }

    @Test
    void theIntervalStaysWithinItsBoundsWhateverIsFound() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        WatchDraft bounds = new WatchDraft(EBAY, "bikes", Duration.ofSeconds(7), Duration.ofSeconds(100));
        StoredWatch watch = watches.add(bounds);

        for (int i = 0; i < 200; i++) {
            Duration interval = intervalAfter(watch, random.nextBoolean());

            assertThat(interval).as("seed %d, visit %d", seed, i).isBetween(bounds.minInterval(), bounds.maxInterval());
        }
    }

    @Test
    void newBoundsHoldForTheVisitThatIsUnderWay() {
        watches.add(draft("bikes"));
        LeasedWatch leased = lease().get(0);

        watches.add(new WatchDraft(EBAY, "bikes", Duration.ofHours(3), Duration.ofHours(4)));

        assertThat(watches.visited(leased, true, NO_JITTER)).isTrue();
        assertThat(watches.byId(leased.watch().id()).orElseThrow().interval()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void theNextVisitIsUpToATenthLaterByChance() {
        StoredWatch watch = watches.add(new WatchDraft(EBAY, "bikes", Duration.ofHours(10), Duration.ofHours(10)));

        for (double chance : new double[] {0, 0.5, 1}) {
            watches.setActive(watch.id(), true);
            watches.visited(lease().get(0), false, chance);

            Duration due = Duration.ofSeconds(
                    sql.fetchSingle("SELECT extract(epoch FROM due_at - clock_timestamp())::bigint FROM souk.watches")
                            .into(Long.class));
            Duration expected = Duration.ofMinutes((long) (600 * (1 + 0.1 * chance)));
            assertThat(due).isBetween(expected.minusMinutes(2), expected);
        }
    }

    @Test
    void saysWhyAVisitCouldNotBeMade() {
        StoredWatch watch = watches.add(draft("bikes"));

        watches.failed(lease().get(0), "the site\u0000 is gone", NO_JITTER);

        assertThat(watches.byId(watch.id()).orElseThrow().problem())
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("the site"));
        letTheLeaseBeOver();
        watches.visited(lease().get(0), false, NO_JITTER);
        assertThat(watches.byId(watch.id()).orElseThrow().problem()).isEmpty();
    }

    @Test
    void oneThatIsTurnedOffIsLeftAloneAndItsVisitCountsForNothing() {
        StoredWatch watch = watches.add(draft("bikes"));
        LeasedWatch leased = lease().get(0);

        assertThat(watches.setActive(watch.id(), false)).isTrue();

        assertThat(watches.visited(leased, true, NO_JITTER)).isFalse();
        letTheLeaseBeOver();
        assertThat(lease()).isEmpty();
        watches.setActive(watch.id(), true);
        assertThat(lease()).hasSize(1);
    }

    @Test
    void aHostTakesOnlyTheSourcesThatItHas() {
        watches.add(draft("bikes"));

        assertThat(watches.lease(Set.of(new SourceId("olx")), 10, LEASE)).isEmpty();
        assertThat(watches.lease(Set.of(), 10, LEASE)).isEmpty();
        assertThat(lease()).hasSize(1);
    }

    @Test
    void oneThatIsRemovedIsNotThere() {
        StoredWatch watch = watches.add(draft("bikes"));

        assertThat(watches.delete(watch.id())).isTrue();
        assertThat(watches.delete(watch.id())).isFalse();
        assertThat(watches.setActive(watch.id(), true)).isFalse();
        assertThat(watches.byId(watch.id())).isEmpty();
    }

    @Test
    void eightHostsShareTheWatchesAndNoneIsVisitedTwice(DataSource dataSource) throws Exception {
        for (int i = 0; i < 100; i++) {
            watches.add(draft("search " + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<List<Long>>> hosts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            WatchRepository host = host(dataSource);
            hosts.add(() -> {
                List<Long> mine = new ArrayList<>();
                List<LeasedWatch> leased = host.lease(Set.of(EBAY), 3, LEASE);
                while (!leased.isEmpty()) {
                    leased.forEach(one -> {
                        assertThat(host.visited(one, false, NO_JITTER)).isTrue();
                        mine.add(one.watch().id());
                    });
                    leased = host.lease(Set.of(EBAY), 3, LEASE);
                }
                return mine;
            });
        }

        List<Long> visited = new ArrayList<>();
        for (Future<List<Long>> host : threads.invokeAll(hosts)) {
            visited.addAll(host.get());
        }
        threads.shutdownNow();

        assertThat(visited).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void whatIsOverdueIsListedByPageAndBySliceAndTheLongestDueComesFirst() {
        List<Long> made = Stream.of("bikes", "boats", "cars")
                .map(search -> watches.add(draft(search)).id())
                .toList();
        sql.execute("update souk.watches set due_at = timestamptz '2026-01-01' - id * interval '1 hour'");
        List<Long> longestFirst = List.of(made.get(2), made.get(1), made.get(0));

        PageResult<StoredWatch> page = watches.overdue(MINUTE, 1, 2, Counting.EXACT);
        Slice<StoredWatch> slice = watches.overdue(MINUTE, null, 2);
        Slice<StoredWatch> rest = watches.overdue(MINUTE, slice.next().orElseThrow(), 2);

        assertThat(page.items()).extracting(StoredWatch::id).containsExactly(made.get(0));
        assertThat(page.total()).isEqualTo(Total.exactly(3));
        assertThat(slice.items()).extracting(StoredWatch::id).isEqualTo(longestFirst.subList(0, 2));
        assertThat(rest.items()).extracting(StoredWatch::id).isEqualTo(longestFirst.subList(2, 3));
        assertThat(rest.next()).isEmpty();
    }

    private List<StoredWatch> overdue() {
        return watches.overdue(MINUTE, null, 10).items();
    }

    @Test
    void isDraftedOfASearchThatHasAKey() {
        assertThat(WatchDraft.of(EBAY, () -> "text=bike", MINUTE, Duration.ofHours(1)))
                .isEqualTo(new WatchDraft(EBAY, "text=bike", MINUTE, Duration.ofHours(1)));
    }

    @Test
    void refusesWhatMakesNoWatch() {
        assertThatThrownBy(() -> new WatchDraft(EBAY, " ", MINUTE, MINUTE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WatchDraft(EBAY, "a\u0000", MINUTE, MINUTE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WatchDraft(EBAY, "a", MINUTE, MINUTE.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> watches.overdue(MINUTE.negated(), null, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> watches.lease(Set.of(EBAY), 0, LEASE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> watches.lease(Set.of(EBAY), 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Duration intervalAfter(StoredWatch watch, boolean foundNew) {
        watches.setActive(watch.id(), true);
        watches.visited(lease().get(0), foundNew, NO_JITTER);
        return watches.byId(watch.id()).orElseThrow().interval();
    }

    private List<LeasedWatch> lease() {
        return watches.lease(Set.of(EBAY), 10, LEASE);
    }

    private Instant dueAt(StoredWatch watch) {
        return watches.byId(watch.id()).orElseThrow().dueAt();
    }

    private void letTheLeaseBeOver() {
        sql.execute("UPDATE souk.watches SET due_at = due_at - interval '1 hour'");
    }

    private static WatchDraft draft(String search) {
        return new WatchDraft(EBAY, search, MINUTE, Duration.ofHours(1));
    }
}
