package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.faults.ChangingAlerts.Pairs;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several hosts match while listings come and alerts are created, edited, switched off and on, and deleted. */
class ChangingAlertsTest {

    private static final int MATCHERS = 2;
    private static final int WRITERS = 2;
    private static final int BATCHES = 40;
    private static final int BATCH = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void everyAlertFindsWhatAPlainJoinFindsOfTheChangesItCouldSee() throws Exception {
        try (Scene scene = new Scene(Chance.of("changing alerts"))) {
            ChangingAlerts alerts = run(scene, Bug.NONE, Chance.times("batches", BATCHES, 50 * BATCHES));

            Pairs pairs = alerts.tell("changing alerts, %d matchers".formatted(MATCHERS));
            assertThat(pairs.expected()).isPositive();
            assertThat(pairs.lost()).isZero();
            assertThat(pairs.extra()).isZero();
        }
    }

    @Test
    void readingTheAlertsByTimerMissesSome() throws Exception {
        try (Scene scene = new Scene(Chance.of("changing alerts read by timer"))) {
            ChangingAlerts alerts = run(scene, Bug.READS_ALERTS_BY_TIMER, BATCHES);

            Pairs pairs = alerts.tell("changing alerts read by timer, %d matchers".formatted(MATCHERS));
            assertThat(pairs.lost()).isPositive();
        }
    }

    private static ChangingAlerts run(Scene scene, Bug bug, int batches) throws Exception {
        Random random = scene.random();
        ChangingAlerts alerts = new ChangingAlerts(scene.database, scene.tables, random);
        alerts.create(50);
        for (int matcher = 0; matcher < MATCHERS; matcher++) {
            scene.start(scene.host("m" + matcher).withoutMarket().with(bug));
        }
        awaitMatched(scene);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            Future<?>[] writers = new Future<?>[WRITERS];
            for (int writer = 0; writer < WRITERS; writer++) {
                writers[writer] = threads.submit(() -> {
                    for (int batch = 0; batch < batches; batch++) {
                        scene.store(scene.draw(BATCH));
                    }
                });
            }
            while (!writers[0].isDone() || !writers[1].isDone()) {
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

    private static void awaitMatched(Scene scene) {
        Until.isTrue(PATIENCE, scene.tables::waiting, () -> "0 0 0".equals(scene.tables.waiting()));
    }
}
