package dev.souk.benchmarks.ingest;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.UpsertOutcome;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Several writers store batches of the same listings, each in an order of its own, for a while. */
final class ConcurrentWriters {

    static final int WRITERS = 8;

    /** Three chunks of {@code upsertAll}, so that the order holds from one to the next. */
    private static final int BATCH = 2_500;

    private static final long SEED = 8;
    private static final String DEADLOCK = "40P01";

    private final List<Listing> listings;
    private final Duration duration;

    ConcurrentWriters(List<Listing> listings, Duration duration) {
        this.listings = listings;
        this.duration = duration;
    }

    /** Counts what each new listing was reported as. */
    void souk(DataSource dataSource, PrintStream out) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        Map<ListingKey, AtomicInteger> reports = new ConcurrentHashMap<>();
        Set<ListingKey> given = ConcurrentHashMap.newKeySet();
        Tally tally = run(batch -> {
            batch.forEach(listing -> given.add(listing.key()));
            for (UpsertOutcome.New added : database.listings().upsertAll(batch).added()) {
                reports.computeIfAbsent(added.key(), key -> new AtomicInteger()).incrementAndGet();
            }
        });
        long twice = reports.values().stream().filter(count -> count.get() > 1).count();
        out.printf(
                Locale.ROOT,
                "| Souk | %s | %,d of %,d new listings reported, %d of them more than once |%n",
                tally,
                reports.size(),
                given.size(),
                twice);
    }

    /** An unsorted batch, as it comes to mind. */
    void batches(IngestWay way, PrintStream out) {
        out.printf(Locale.ROOT, "| %s, unsorted | %s | not told |%n", way.name(), run(way::store));
    }

    private Tally run(Consumer<List<Listing>> store) {
        Tally tally = new Tally();
        long end = System.nanoTime() + duration.toNanos();
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Random random = new Random(SEED + writer);
            Thread thread = new Thread(() -> {
                while (System.nanoTime() < end) {
                    tally.count(() -> store.accept(batch(random)));
                }
            });
            thread.start();
            writers.add(thread);
        }
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return tally;
    }

    private List<Listing> batch(Random random) {
        int size = Math.min(BATCH, listings.size());
        int first = random.nextInt(listings.size() - size + 1);
        List<Listing> batch = new ArrayList<>(listings.subList(first, first + size));
        // Every second batch has other titles, so that rows are written and not only found.
        if (random.nextBoolean()) {
            batch.replaceAll(
                    listing -> listing.toBuilder().title(listing.title() + " !").build());
        }
        Collections.shuffle(batch, random);
        return batch;
    }

    /** What became of the batches. */
    private static final class Tally {

        private final AtomicInteger stored = new AtomicInteger();
        private final AtomicInteger deadlocks = new AtomicInteger();

        void count(Runnable batch) {
            try {
                batch.run();
                stored.incrementAndGet();
            } catch (RuntimeException e) {
                if (!isDeadlock(e)) {
                    throw e;
                }
                deadlocks.incrementAndGet();
            }
        }

        private static boolean isDeadlock(@Nullable Throwable e) {
            for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && DEADLOCK.equals(sql.getSQLState())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return "%s batches stored, %s deadlocks".formatted(stored.get(), deadlocks.get());
        }
    }
}
