package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.faults.ChangingAlerts.Pairs;
import dev.souk.model.listing.Listing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A transaction that stores listings commits late, when changes with higher numbers have long been matched. */
class SlowWriterTest {

    /** The host misses nothing if the late changes come between its note of the last and its look. */
    private static final int TRIES = 5;

    private static final int WRITERS = 8;
    private static final int SLOW_WRITERS = 4;
    private static final int LONGEST_MILLIS = 2_000;
    private static final int BATCH = 50;
    private static final int ALERTS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Test
    void aChangeThatIsCommittedLateIsMatchedAllTheSame() {
        try (Scene scene = new Scene(Chance.of("slow writer"))) {
            storeSlowlyBesideAHost(scene, Bug.NONE);

            scene.requireAllWell("slow writer", 0);
        }
    }

    @Test
    void noChangeIsMissedOfManyWritersOfWhichHalfCommitLate() throws Exception {
        int rows = Chance.times("slowRows", 20_000, 1_000_000);
        try (Scene scene = new Scene(Chance.of("slow writers"))) {
            ChangingAlerts alerts = new ChangingAlerts(scene.database, scene.tables, scene.random(), ALERTS);
            alerts.create(ALERTS);
            scene.start(scene.host("a").withoutMarket());
            scene.start(scene.host("b").withoutMarket());
            writeAll(scene, rows);
            Until.isTrue(PATIENCE, scene.tables::waiting, () -> "0 0 0".equals(scene.tables.waiting()));

            Pairs pairs = alerts.tell("slow writers, %d of %d".formatted(SLOW_WRITERS, WRITERS));
            assertThat(scene.tables.number("SELECT count(*) FROM souk.listings"))
                    .isGreaterThanOrEqualTo(rows);
            assertThat(pairs.expected()).isPositive();
            assertThat(pairs.lost()).isZero();
            assertThat(pairs.extra()).isZero();
        }
    }

    /** Half of them keep a transaction open for up to two seconds; the others commit as soon as they have written. */
    private static void writeAll(Scene scene, int rows) throws Exception {
        AtomicInteger toWrite = new AtomicInteger(rows);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(scene.random().nextLong());
                int longest = writer < SLOW_WRITERS ? LONGEST_MILLIS : 0;
                writers.add(threads.submit(() -> {
                    while (toWrite.addAndGet(-BATCH) > -BATCH) {
                        List<Listing> batch =
                                scene.draw(BATCH).stream().map(Wares::listing).toList();
                        scene.database.inTransaction(tx -> {
                            tx.listings().upsertAll(batch);
                            Until.pause(longest == 0 ? 0 : random.nextInt(longest));
                            return batch;
                        });
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Bites
    void followingIdsMissesIt() {
        assertThat(IntStream.range(0, TRIES).anyMatch(tried -> missesAChangeByFollowingIds()))
                .isTrue();
    }

    private static boolean missesAChangeByFollowingIds() {
        try (Scene scene = new Scene(Chance.of("slow writer, ids followed"))) {
            storeSlowlyBesideAHost(scene, Bug.FOLLOWS_IDS);

            scene.tell("slow writer, ids followed");
            return !scene.verdict().lost().isEmpty();
        }
    }

    private static void storeSlowlyBesideAHost(Scene scene, Bug bug) {
        scene.wish(30);
        scene.start(scene.host("a").with(bug));
        List<Wares> late = scene.draw(20);
        scene.database.inTransaction(tx -> {
            tx.listings().upsertAll(late.stream().map(Wares::listing).toList());
            scene.showMore(20);
            scene.awaitTold();
            // A host that follows ids has then taken note of the last.
            scene.showMore(20);
            scene.awaitTold();
            return late.size();
        });
        late.forEach(scene::show);
        scene.awaitQuiet();
    }
}
