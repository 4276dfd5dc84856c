package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many hosts store the same listings at once, each in an order of its own. */
class ManyWritersTest {

    private static final int WRITERS = 8;
    private static final int KEYS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String DEADLOCK = "40P01";

    private final AtomicInteger deadlocks = new AtomicInteger();

    @Test
    void noTwoOfThemWaitForEachOther() throws Exception {
        try (Scene scene = new Scene(Chance.of("many writers"))) {
            int batches = Chance.times("writes", 15, 2_000);
            run(scene, batches, wares -> {
                scene.store(wares);
            });

            System.out.println(
                    "many writers: %d batches of %d, %d deadlocks".formatted(WRITERS * batches, KEYS, deadlocks.get()));
            assertThat(deadlocks).hasValue(0);
            assertThat(scene.tables.number("SELECT count(*) FROM souk.listings"))
                    .isEqualTo(KEYS);
            assertThat(scene.tables.number("SELECT count(*) FROM souk.listing_changes WHERE kind = 'appeared'"))
                    .isEqualTo(KEYS);
        }
    }

    @Test
    void thoseThatDoNotSortWhatTheyWriteDo() throws Exception {
        try (Scene scene = new Scene(Chance.of("many writers, keys not sorted"))) {
            int batches = 3;
            run(scene, batches, wares -> storeAsTheyCome(scene, wares));

            System.out.println("many writers, keys not sorted: %d batches of %d, %d deadlocks"
                    .formatted(WRITERS * batches, KEYS, deadlocks.get()));
            assertThat(deadlocks).hasPositiveValue();
        }
    }

    private void run(Scene scene, int batches, Writer writer) throws Exception {
        List<Wares> wares = scene.draw(KEYS);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Random random = new Random(scene.random().nextLong());
                writers.add(threads.submit(() -> {
                    for (int batch = 0; batch < batches; batch++) {
                        writeOnce(writer, otherwise(wares, random));
                    }
                    return writer;
                }));
            }
            for (Future<?> one : writers) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The same in another order, and at other prices. */
    private static List<Wares> otherwise(List<Wares> wares, Random random) {
        List<Wares> other = new ArrayList<>();
        wares.forEach(one -> other.add(one.at(50 + random.nextInt(50))));
        Collections.shuffle(other, random);
        return other;
    }

    private void writeOnce(Writer writer, List<Wares> wares) throws SQLException {
        try {
            writer.write(wares);
        } catch (SQLException | RuntimeException e) {
            if (!isDeadlock(e)) {
                throw e;
            }
            deadlocks.incrementAndGet();
        }
    }

    private static boolean isDeadlock(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DEADLOCK.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** As one writes it at first: an upsert for each, in one transaction. */
    private static void storeAsTheyCome(Scene scene, List<Wares> wares) throws SQLException {
        try (Connection connection = scene.tables.dataSource().getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        INSERT INTO souk.listings (external_id, source, title, listing_url, price)
                        VALUES (?, 'fake', ?, 'https://market.example/', ?)
                        ON CONFLICT (external_id, source) DO UPDATE SET price = excluded.price""")) {
            connection.setAutoCommit(false);
            for (Wares one : wares) {
                upsert.setString(1, Integer.toString(one.number()));
                upsert.setString(2, one.title());
                upsert.setLong(3, one.price());
                upsert.addBatch();
            }
            upsert.executeBatch();
            connection.commit();
        }
    }

    /** Stores a batch. */
    private interface Writer {
        void write(List<Wares> wares) throws SQLException;
    }
}
