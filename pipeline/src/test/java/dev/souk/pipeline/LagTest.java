package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.watch.WatchDraft;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.DigestWords;
import dev.souk.notify.NotificationWriter;
import dev.souk.notify.Notifier;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However much is waiting and however long that takes, it shows that a loop goes on, and what it has done. */
@ExtendWith(SoukPostgres.class)
class LagTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A listener's words: what was done, and how long that took. */
    private record Heard<R>(R report, Duration took) {}

    private final HandClock clock = new HandClock();
    private final ConcurrentLinkedQueue<Duration> lags = new ConcurrentLinkedQueue<>();

    private House house;
    private Bikes bikes;
    private volatile @Nullable SoukPipeline running;

    @BeforeEach
    void open(DataSource dataSource) {
        house = new House(dataSource);
        bikes = new Bikes(house, house.pipeline().build(), dataSource);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aLoopThatSendsLagsByABatchAndTellsOfEach() {
        ConcurrentLinkedQueue<Heard<DispatchReport>> heard = new ConcurrentLinkedQueue<>();
        CountDownLatch waiting = new CountDownLatch(100);
        Notifier slow = new Notifier() {
            @Override
            public String channel() {
                return "email";
            }

            @Override
            public DeliveryResult send(Delivery delivery) {
                throw new AssertionError("they are sent together");
            }

            @Override
            public List<DeliveryResult> sendAll(List<Delivery> deliveries) {
                passes(MINUTE, "souk-dispatch-email");
                deliveries.forEach(sent -> waiting.countDown());
                return Collections.nCopies(deliveries.size(), DeliveryResult.delivered());
            }
        };
        PipelineListener listener = new PipelineListener() {
            @Override
            public void dispatched(DispatchReport report, Duration took) {
                heard.add(new Heard<>(report, took));
            }
        };
        bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.appear(1, 100);

        run(SoukPipeline.builder(house.database).notifier(slow).listener(listener), waiting);

        assertThat(lags).hasSize(4).containsOnly(MINUTE);
        assertThat(heard)
                .filteredOn(part -> part.report().delivered() > 0)
                .hasSize(5)
                .containsOnly(new Heard<>(new DispatchReport(20, 0, 0, 0, 0), MINUTE));
    }

    @Test
    void aLoopThatMatchesLagsByABatchAndTellsOfEach() {
        ConcurrentLinkedQueue<MatchReport> heard = new ConcurrentLinkedQueue<>();
        CountDownLatch waiting = new CountDownLatch(450);
        NotificationWriter slow = (eventKey, event, alert, listing, previousPrice) -> {
            passes(SECOND, "souk-match");
            waiting.countDown();
            return NotificationWriter.english().write(eventKey, event, alert, listing, previousPrice);
        };
        PipelineListener listener = new PipelineListener() {
            @Override
            public void matched(MatchReport report, Duration took) {
                heard.add(report);
            }
        };
        bikes.alert("Bikes", NotificationSettings.DEFAULT);
        house.database
                .listings()
                .upsertAll(IntStream.range(0, 450)
                        .mapToObj(number -> Bikes.bike(number, 650, ListingStatus.AVAILABLE))
                        .toList());

        run(SoukPipeline.builder(house.database).writer(slow).listener(listener), waiting);

        assertThat(lags).hasSize(250).allMatch(lag -> lag.compareTo(SECOND.multipliedBy(200)) <= 0);
        assertThat(heard)
                .filteredOn(part -> part.changes() > 0)
                .extracting(MatchReport::changes)
                .containsExactly(200, 200, 50);
    }

    @Test
    void aLoopThatGathersLagsByAUserAndTellsOfEach() {
        ConcurrentLinkedQueue<Heard<Integer>> heard = new ConcurrentLinkedQueue<>();
        CountDownLatch waiting = new CountDownLatch(5);
        NotificationWriter slow = new EnglishWriter() {
            @Override
            public DigestWords digest(Digest digest) {
                passes(MINUTE, "souk-gather");
                waiting.countDown();
                return NotificationWriter.english().digest(digest);
            }
        };
        PipelineListener listener = new PipelineListener() {
            @Override
            public void gathered(int messages, Duration took) {
                heard.add(new Heard<>(messages, took));
            }
        };
        digestsFor(5);

        run(house.pipeline().writer(slow).listener(listener), waiting);

        assertThat(lags).hasSize(4).containsOnly(MINUTE);
        assertThat(heard).filteredOn(part -> part.report() > 0).hasSize(5).containsOnly(new Heard<>(1, MINUTE));
    }

    private void digestsFor(int users) {
        NotificationSettings daily = NotificationSettings.DEFAULT.withSchedule(
                Schedule.of(Frequency.DAILY).in(bikes.noon()));
        for (int i = 0; i < users; i++) {
            User user = house.database.users().create(UserDraft.of("user" + i, "user" + i + "@example.org"));
            house.database
                    .alerts()
                    .create(AlertDraft.of(user.id(), "Daily", House.bromptons()).withSettings(daily));
        }
        bikes.appear(1, 2);
        bikes.pass(Duration.ofDays(2));
    }

    @Test
    void aLoopThatVisitsLagsByAPageAndTellsOfEachVisit() {
        ConcurrentLinkedQueue<IngestReport> heard = new ConcurrentLinkedQueue<>();
        CountDownLatch waiting = new CountDownLatch(3);
        PipelineListener listener = new PipelineListener() {
            @Override
            public void ingested(IngestReport report, Duration took) {
                heard.add(report);
                report.watches().forEach(visited -> waiting.countDown());
            }
        };
        house.market.put(House.brompton("1", 650));
        PipelineBuilder souk = house.pipeline()
                .fetcher(request -> {
                    passes(MINUTE, "souk-ingest");
                    return house.fetcher.fetch(request);
                })
                .maxItemPages(0)
                .listener(listener);
        List.of("brompton", "bike", "folding").forEach(text -> souk.watch(house.source(), House.search(text)));

        run(souk, waiting);

        assertThat(lags).hasSizeGreaterThanOrEqualTo(2).containsOnly(MINUTE);
        assertThat(heard).extracting(report -> report.watches().size()).startsWith(1, 1, 1);
    }

    /** A page of a list is stored only when those of its new listings are read. */
    @ParameterizedTest
    @ValueSource(strings = {"souk-ingest", "souk-watches"})
    void aVisitOfManyPagesThatHasStoredNothingYetLagsByAPage(String loop) {
        CountDownLatch waiting = new CountDownLatch(1);
        PipelineListener listener = new PipelineListener() {
            @Override
            public void ingested(IngestReport report, Duration took) {
                report.watches().forEach(visited -> waiting.countDown());
            }
        };
        IntStream.range(0, 5).forEach(number -> house.market.put(House.brompton("" + number, 650)));
        PipelineBuilder souk = house.pipeline()
                .fetcher(request -> {
                    passes(MINUTE, loop);
                    return house.fetcher.fetch(request);
                })
                .listener(listener);
        if (loop.equals("souk-ingest")) {
            souk.watch(house.source(), House.search("brompton"));
        } else {
            SearchRequest search = House.search("brompton");
            house.database.watches().add(WatchDraft.of(house.source().id(), search, MINUTE, MINUTE));
            souk.watchStored(house.source()).visitsAtOnce(1);
        }

        run(souk, waiting);

        assertThat(lags).hasSizeGreaterThanOrEqualTo(5).contains(MINUTE).allMatch(lag -> lag.compareTo(MINUTE) <= 0);
    }

    /** Until nothing waits and the loops have ended. */
    private void run(PipelineBuilder builder, CountDownLatch waiting) {
        try (SoukPipeline souk = builder.clock(clock).seed(1).build()) {
            running = souk;
            souk.start();
            await(waiting);
        }
    }

    /** So much time passes within a loop, which then lags by as much as it tells. */
    private void passes(Duration time, String loop) {
        clock.pass(time);
        SoukPipeline souk = running;
        if (souk != null) {
            souk.loops().stream()
                    .filter(each -> each.name().equals(loop))
                    .flatMap(each -> each.lag().stream())
                    .forEach(lags::add);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
