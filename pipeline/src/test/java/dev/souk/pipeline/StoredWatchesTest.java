package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.scrape.StoredScrapeRun;
import dev.souk.core.watch.LeasedWatch;
import dev.souk.core.watch.StoredWatch;
import dev.souk.core.watch.WatchDraft;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Watches that stand in the database, and the hosts that share them. */
@ExtendWith(SoukPostgres.class)
class StoredWatchesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final CountDownLatch fetched = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    private DataSource dataSource;
    private House house;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
        house = new House(dataSource);
    }

    @AfterEach
    void close() {
        goOn.countDown();
        threads.shutdownNow();
        house.close();
    }

    @Test
    void aWatchThatIsStoredIsVisitedWhenItIsDueAndTellsPeople() {
        StoredWatch watch = house.database.watches().add(bromptons());
        house.market.put(House.brompton("1", 650));
        house.alert(House.bromptons());
        try (SoukPipeline souk = sharing().build()) {

            RunReport first = souk.runOnce();
            RunReport second = souk.runOnce();

            assertThat(first.ingest().added()).isEqualTo(1);
            assertThat(second.ingest().watches()).as("not due yet").isEmpty();
            assertThat(house.email.titles()).hasSize(1);
            assertThat(stored(watch).visitedAt()).isPresent();
            assertThat(stored(watch).interval()).as("there was something new").isEqualTo(MINUTE);
        }
    }

    @Test
    void leasesAreRenewedOnAThreadThatTheHostGives() {
        house.database.watches().add(bromptons());
        List<Thread> given = new CopyOnWriteArrayList<>();
        ThreadFactory ofHost = work -> {
            Thread thread = new Thread(work);
            given.add(thread);
            return thread;
        };
        try (SoukPipeline souk = sharing().threads(ofHost).build()) {

            souk.ingest();

            assertThat(given).extracting(Thread::getName).containsExactly("souk-heartbeat");
        }
    }

    @Test
    void aQuietWatchIsVisitedLessOften() {
        StoredWatch watch = house.database.watches().add(bromptons());
        try (SoukPipeline souk = sharing().build()) {

            souk.ingest();

            assertThat(stored(watch).interval()).isEqualTo(Duration.ofSeconds(90));
            assertThat(stored(watch).problem()).isEmpty();
        }
    }

    @Test
    void aWatchInCodeIsVisitedBesideThoseThatAreStored() {
        house.database.watches().add(bromptons());
        try (SoukPipeline souk =
                sharing().watch(house.source(), House.search("guitar")).build()) {

            assertThat(souk.ingest().watches()).hasSize(2);
            assertThat(souk.ingest().watches()).hasSize(1);
        }
    }

    @Test
    void twoHostsDoNotVisitOneWatchAtOnceAndOneVisitServesAllAlerts() throws Exception {
        house.market.put(House.brompton("1", 650));
        house.alert(House.bromptons());
        house.alert(House.bromptons());
        house.database.watches().add(bromptons());
        try (SoukPipeline one = sharing().fetcher(stopping()).build();
                SoukPipeline other = sharing().build()) {
            Future<IngestReport> visit = threads.submit(one::ingest);
            await(fetched);

            IngestReport meanwhile = other.ingest();
            goOn.countDown();

            assertThat(meanwhile.watches()).isEmpty();
            assertThat(visit.get(30, TimeUnit.SECONDS).added()).isEqualTo(1);
            assertThat(other.match().matches()).isEqualTo(2);
            assertThat(house.market.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void hostsInTheBackgroundVisitEachOfManyWatchesOnce() throws Exception {
        for (int i = 0; i < 12; i++) {
            house.database.watches().add(watch("search " + i));
        }
        try (SoukPipeline one = sharing().visitsAtOnce(3).build();
                SoukPipeline other = sharing().visitsAtOnce(3).build()) {
            one.start();
            other.start();

            await(() -> house.database.watches().slice(null, null, 100).items().stream()
                    .allMatch(watch -> watch.visitedAt().isPresent()));
        }
        assertThat(house.market.requests()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void theWatchOfADeadHostIsTakenOverAfterItsLease() throws Exception {
        StoredWatch watch = house.database.watches().add(bromptons());
        LeasedWatch dead = house.database
                .watches()
                .lease(Set.of(FacebookMarketplaceSource.ID), 1, Duration.ofMillis(1))
                .get(0);
        house.market.put(House.brompton("1", 650));
        try (SoukPipeline other = sharing().build()) {

            await(() -> other.ingest().added() == 1);

            assertThat(house.database.watches().visited(dead, false, 0)).isFalse();
            assertThat(stored(watch).interval()).isEqualTo(MINUTE);
        }
    }

    /** A host that is frozen does not renew its lease: here the first beat of its heart would come after minutes. */
    @Test
    void whatAFrozenHostFoundDoesNotCountOnceAnotherHasTakenOver() throws Exception {
        StoredWatch watch = house.database.watches().add(bromptons());
        house.market.put(House.brompton("1", 650));
        try (SoukPipeline frozen = sharing().fetcher(stopping()).lease(HOUR).build();
                SoukPipeline other = sharing().build()) {
            Future<IngestReport> late = threads.submit(frozen::ingest);
            await(fetched);
            house.market.reprice("1", 550);
            letTheLeaseBeOver();

            assertThat(other.ingest().added()).isEqualTo(1);
            Instant due = stored(watch).dueAt();
            goOn.countDown();
            WatchReport refused = late.get(30, TimeUnit.SECONDS).watches().get(0);

            assertThat(refused.failure()).containsInstanceOf(LeaseLostException.class);
            assertThat(refused.added() + refused.changed()).isZero();
            assertThat(house.database
                            .listings()
                            .byExternalId(FacebookMarketplaceSource.ID, "1")
                            .orElseThrow()
                            .listing()
                            .price())
                    .isEqualTo(Money.of(550, "USD"));
            assertThat(stored(watch).dueAt()).as("the late host moves nothing").isEqualTo(due);
            assertThat(house.database
                            .baselines()
                            .of(FacebookMarketplaceSource.ID, "LIST")
                            .values())
                    .allSatisfy(usual -> assertThat(usual.waitingSize()).isLessThanOrEqualTo(1));
            assertThat(house.database.scrapeRuns().slice(null, null, 10).items())
                    .extracting(StoredScrapeRun::run)
                    .extracting(run -> run.failure().isPresent())
                    .containsExactly(true, false);
        }
    }

    /** The default lease, renewed no earlier than the freeze; two seconds are left for the other host to look. */
    @Test
    void aWatchWhoseHostFreezesInTheMiddleOfAVisitMovesWithinAMinute() throws Exception {
        house.database.watches().add(bromptons());
        house.market.put(House.brompton("1", 650));
        try (SoukPipeline frozen = sharing().fetcher(stopping()).build();
                SoukPipeline other = sharing().build()) {
            Future<IngestReport> late = threads.submit(frozen::ingest);
            await(fetched);
            assertThat(other.ingest().watches()).as("at once").isEmpty();

            letPass(Duration.ofSeconds(58));

            assertThat(other.ingest().added()).isEqualTo(1);
            goOn.countDown();
            assertThat(late.get(30, TimeUnit.SECONDS).added()).isZero();
        }
    }

    @Test
    void aVisitThatTakesLongerThanItsLeaseKeepsIt() throws Exception {
        StoredWatch watch = house.database.watches().add(bromptons());
        try (SoukPipeline slow =
                sharing().fetcher(stopping()).lease(Duration.ofSeconds(3)).build()) {
            Future<IngestReport> visit = threads.submit(slow::ingest);
            await(fetched);
            Instant first = stored(watch).dueAt();

            await(() -> stored(watch).dueAt().isAfter(first));
            goOn.countDown();

            assertThat(visit.get(30, TimeUnit.SECONDS).watches().get(0).failure())
                    .isEmpty();
        }
    }

    @Test
    void aVisitToAWatchThatIsTurnedOffMeanwhileStoresNothing() throws Exception {
        StoredWatch watch = house.database.watches().add(bromptons());
        house.market.put(House.brompton("1", 650));
        try (SoukPipeline souk = sharing().fetcher(stopping()).build()) {
            Future<IngestReport> visit = threads.submit(souk::ingest);
            await(fetched);
            house.database.watches().setActive(watch.id(), false);
            goOn.countDown();

            assertThat(visit.get(30, TimeUnit.SECONDS).added()).isZero();
            assertThat(souk.ingest().watches()).isEmpty();
        }
    }

    @Test
    void aWatchThatMakesNoSenseIsLeftWithItsReasonAndHoldsUpNobody() {
        StoredWatch senseless =
                house.database.watches().add(new WatchDraft(FacebookMarketplaceSource.ID, "colour=blue", MINUTE, HOUR));
        house.database.watches().add(bromptons());
        house.market.put(House.brompton("1", 650));
        try (SoukPipeline souk = sharing().build()) {

            assertThat(souk.ingest().added()).isEqualTo(1);

            assertThat(stored(senseless).problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("colour"));
        }
    }

    @Test
    void oneWhoseSiteCannotBeReachedSaysSo() {
        StoredWatch watch = house.database.watches().add(bromptons());
        try (SoukPipeline souk = sharing()
                .fetcher(request -> new FetchOutcome.TimedOut(request.url(), MINUTE))
                .build()) {

            souk.ingest();

            assertThat(stored(watch).problem()).contains("TIMED_OUT");
            assertThat(stored(watch).interval()).isGreaterThan(MINUTE);
        }
    }

    @Test
    void aHostVisitsOnlyTheSourcesThatItHas() {
        house.database.watches().add(new WatchDraft(new SourceId("olx"), "text=bike", MINUTE, HOUR));
        try (SoukPipeline souk = sharing().build()) {

            assertThat(souk.ingest().watches()).isEmpty();
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> SoukPipeline.builder(house.database)
                        .watchStored(house.source())
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fetcher");
        assertThatThrownBy(() -> sharing().watchStored(house.source())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sharing().visitsAtOnce(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SoukPipeline.builder(house.database)
                        .watchStored(FacebookMarketplaceSource.builder().build()))
                .isInstanceOf(IllegalStateException.class);
    }

    private PipelineBuilder sharing() {
        return house.pipeline().maxItemPages(0).pollEvery(Duration.ofMillis(20)).watchStored(house.source());
    }

    /** Stops with the page in its hands. */
    private Fetcher stopping() {
        return request -> {
            FetchOutcome outcome = house.fetcher.fetch(request);
            fetched.countDown();
            await(goOn);
            return outcome;
        };
    }

    private void letTheLeaseBeOver() {
        letPass(Duration.ofDays(1));
    }

    /** For the database, which sees the time of watches only as a distance from now. */
    private void letPass(Duration time) {
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("UPDATE souk.watches SET due_at = due_at - ?::interval", time.toSeconds() + " s");
    }

    private StoredWatch stored(StoredWatch watch) {
        return house.database.watches().byId(watch.id()).orElseThrow();
    }

    private static WatchDraft bromptons() {
        return watch("brompton");
    }

    private static WatchDraft watch(String text) {
        return WatchDraft.of(FacebookMarketplaceSource.ID, House.search(text), MINUTE, HOUR);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 30 seconds").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
