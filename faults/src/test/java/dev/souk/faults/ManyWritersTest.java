package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.listing.Listing;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.RawListing;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Many hosts store the same listings at once, each in an order of its own, and each finds their ids in another spelling:
 * only when they are normalized they are the same, and sorted as they are read they are not in one order.
 */
class ManyWritersTest {

    private static final int WRITERS = 8;
    private static final int KEYS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String DEADLOCK = "40P01";
    private static final URI PAGE = URI.create("https://market.example/wares");

    private final AtomicInteger deadlocks = new AtomicInteger();

    @Test
    void noTwoOfThemWaitForEachOtherAndEachListingIsStoredOnce() throws Exception {
        try (Scene scene = new Scene(Chance.of("many writers"))) {
            Duration time = Duration.ofSeconds(Chance.times("writing", 10, 600));
            int batches = run(
                    scene,
                    Integer.MAX_VALUE,
                    time,
                    raws -> scene.database
                            .listings()
                            .upsertAll(raws.stream()
                                    .map(ManyWritersTest::normalized)
                                    .toList()));

            System.out.println("many writers: %d batches of %d listings in %d spellings, %d deadlocks"
                    .formatted(batches, KEYS, Spelling.values().length, deadlocks.get()));
            assertThat(deadlocks).hasValue(0);
            assertThat(scene.tables.number("SELECT count(*) FROM souk.listings"))
                    .isEqualTo(KEYS);
            assertThat(scene.tables.number("SELECT count(*) FROM souk.listing_changes WHERE kind = 'appeared'"))
                    .isEqualTo(KEYS);
            assertThat(scene.tables.number("SELECT count(*) FROM souk.listing_prices"))
                    .as("prices in the history: the first of each, and each other one")
                    .isEqualTo(scene.tables.number("SELECT count(*) FROM souk.listing_changes"));
        }
    }

    @Bites
    void thoseThatSortByTheSpellingWaitForEachOther() throws Exception {
        try (Scene scene = new Scene(Chance.of("many writers, sorted by spelling"))) {
            int batches = run(scene, 2, PATIENCE, raws -> storeInTheOrderOfSpellings(scene, raws));

            System.out.println("many writers, sorted by spelling: %d batches of %d, %d deadlocks"
                    .formatted(batches, KEYS, deadlocks.get()));
            assertThat(deadlocks).hasPositiveValue();
        }
    }

    /** Each writes so many batches, or as many as it can in that time; returns how many that made. */
    private int run(Scene scene, int batches, Duration time, Writer writer) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        AtomicInteger written = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Spelling spelling = Spelling.values()[i % Spelling.values().length];
                Random random = new Random(scene.random().nextLong());
                writers.add(threads.submit(() -> {
                    for (int batch = 0; batch < batches && System.nanoTime() < end; batch++) {
                        writeOnce(writer, page(spelling, random));
                        written.incrementAndGet();
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
        return written.get();
    }

    /** All of them in some order and at other prices than before, and a few once more as others spell them. */
    private static List<RawListing> page(Spelling spelling, Random random) {
        List<RawListing> page = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            long price = 50L + random.nextInt(50);
            page.add(raw(spelling, key, price));
            if (random.nextInt(10) == 0) {
                page.add(raw(Spelling.values()[random.nextInt(Spelling.values().length)], key, price));
            }
        }
        Collections.shuffle(page, random);
        return page;
    }

    private static RawListing raw(Spelling spelling, int key, long price) {
        return RawListing.builder()
                .externalId(spelling.of(key))
                .url("https://market.example/wares/" + key)
                .title("brompton n" + key)
                .price(RawListing.Price.of(Long.toString(price), "EUR"))
                .build();
    }

    private static Listing normalized(RawListing raw) {
        return ((Normalized.Accepted) new ListingNormalizer().normalize(MarketSource.ID, PAGE, raw)).listing();
    }

    private void writeOnce(Writer writer, List<RawListing> page) throws SQLException {
        try {
            writer.write(page);
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

    /** As one who knows that keys have to be sorted may write it: an upsert for each, in one transaction. */
    private static void storeInTheOrderOfSpellings(Scene scene, List<RawListing> page) throws SQLException {
        List<RawListing> sorted = new ArrayList<>(page);
        sorted.sort(Comparator.comparing(raw -> Objects.requireNonNull(raw.externalId())));
        try (Connection connection = scene.tables.dataSource().getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        INSERT INTO souk.listings (external_id, source, title, listing_url, price, currency)
                        VALUES (?, 'fake', ?, 'https://market.example/', ?, 'EUR')
                        ON CONFLICT (external_id, source) DO UPDATE SET price = excluded.price""")) {
            connection.setAutoCommit(false);
            for (RawListing raw : sorted) {
                Listing listing = normalized(raw);
                upsert.setString(1, listing.key().externalId());
                upsert.setString(2, listing.title());
                upsert.setInt(3, 50 + sorted.size());
                upsert.addBatch();
            }
            upsert.executeBatch();
            connection.commit();
        }
    }

    /** How a site writes the id of a listing. Each second one begins with a letter that has an accent. */
    private enum Spelling {
        /** An accented letter as one character, which comes after all of ASCII. */
        COMPOSED,
        /** As a letter and an accent, which comes before the other ids. */
        DECOMPOSED,
        /** With white space around it. */
        SPACED,
        /** With marks of direction, as pages in two scripts have them. */
        MARKED;

        String of(int key) {
            String composed = (key % 2 == 0 ? "\u00e9" : "f") + key;
            return switch (this) {
                case COMPOSED -> composed;
                case DECOMPOSED -> Normalizer.normalize(composed, Normalizer.Form.NFD);
                case SPACED -> " " + composed + "\u00a0";
                case MARKED -> "\u200e" + composed + "\u200f";
            };
        }
    }

    /** Stores a page. */
    private interface Writer {
        void write(List<RawListing> page) throws SQLException;
    }
}
