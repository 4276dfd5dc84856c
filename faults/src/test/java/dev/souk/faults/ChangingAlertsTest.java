package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.faults.ChangingAlerts.Pairs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several hosts match while listings come and alerts are created, edited, switched off and on, and deleted. */
class ChangingAlertsTest {

    private static final int WRITERS = 2;
    private static final int BATCH = 25;

    /** As many as make of a listing a hundred pairs. */
    private static final int ALERTS = 1_000;

    /** Writers wait for hosts then: what lags behind is not what is tried, and a test has to end. */
    private static final int MOST_WAITING = 400;

    private static final int FEW_ALERTS = 50;
    private static final int MATCHERS_OF_FLAWED = 2;
    private static final Duration FOR_FLAWED = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void everyAlertFindsWhatAPlainJoinFindsOfTheChangesItCouldSee() throws Exception {
        int matchers = Chance.times("matchers", 2, 8);
        Duration time = Duration.ofSeconds(Chance.times("changing", 14, 600));
        try (Scene scene = new Scene(Chance.of("changing alerts"))) {
            ChangingAlerts alerts = run(scene, Bug.NONE, ALERTS, matchers, time);

            Pairs pairs = alerts.tell("changing alerts, %d matchers".formatted(matchers));
            assertThat(pairs.expected()).isPositive();
            assertThat(pairs.lost()).isZero();
            assertThat(pairs.extra()).isZero();
        }
    }

    @Bites
    void readingTheAlertsByTimerMissesSome() throws Exception {
        try (Scene scene = new Scene(Chance.of("changing alerts read by timer"))) {
            ChangingAlerts alerts = run(scene, Bug.READS_ALERTS_BY_TIMER, FEW_ALERTS, MATCHERS_OF_FLAWED, FOR_FLAWED);

            Pairs pairs = alerts.tell("changing alerts read by timer, %d matchers".formatted(MATCHERS_OF_FLAWED));
            assertThat(pairs.lost()).isPositive();
        }
    }

    private static ChangingAlerts run(Scene scene, Bug bug, int number, int matchers, Duration time) throws Exception {
        Random random = scene.random();
        ChangingAlerts alerts = new ChangingAlerts(scene.database, scene.tables, random, 2 * number);
        alerts.create(number);
        for (int matcher = 0; matcher < matchers; matcher++) {
            scene.start(scene.host("m" + matcher).withoutMarket().with(bug));
        }
        awaitMatched(scene);
        long end = System.nanoTime() + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(threads.submit(() -> write(scene, end)));
            }
            while (!writers.stream().allMatch(Future::isDone)) {
                alerts.changeOne();
            }
            for (Future<?> writer : writers) {
                writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        awaitMatched(scene);
        return alerts;
    }

    private static void write(Scene scene, long end) {
        while (System.nanoTime() < end) {
            scene.store(scene.draw(BATCH));
            Until.isTrue(PATIENCE, scene.tables::waiting, () -> changesThatWait(scene) < MOST_WAITING);
        }
    }

    private static long changesThatWait(Scene scene) {
        return scene.tables.number("SELECT count(*) FROM souk.listing_changes WHERE matched_xid IS NULL");
    }

    private static void awaitMatched(Scene scene) {
        Until.isTrue(PATIENCE, scene.tables::waiting, () -> "0 0 0".equals(scene.tables.waiting()));
    }
}
