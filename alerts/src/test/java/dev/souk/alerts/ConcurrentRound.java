package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Writers, readers, and one who changes rates, saves and counts, together. A writer has alerts of its own, and says in a
 * ledger before and after each change what listings the alert matches; who reads the ledger before and after a match, and
 * finds the same, knows whether the alert must have been found.
 */
final class ConcurrentRound {

    private static final int CHANGES = 10_000;
    private static final int WRITERS = 3;
    private static final int ALERTS_OF_A_WRITER = 20;
    private static final int ALERTS = WRITERS * ALERTS_OF_A_WRITER;
    private static final int LISTINGS = 6;
    private static final int SHAPES = 300;
    private static final int FEWEST = 1_000;
    private static final int FEWEST_MATCHES = 200;

    private final int seed;
    private final AlertEngine engine;
    private final Ledger ledger = new Ledger();
    private final List<Listing> listings = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final AtomicLong surelyFound = new AtomicLong();
    private final AtomicLong surelyMissed = new AtomicLong();

    /** An alert, and which listings it matches: a bit for each. */
    private record Shape(Alert alert, int matched) {

        private Alert numbered(long id) {
            return new Alert(id, 1, alert.name(), alert.criteria(), alert.query(), alert.active(), alert.settings());
        }
    }

    ConcurrentRound(int seed, AlertEngine engine) {
        this.seed = seed;
        this.engine = engine;
    }

    /** Fails with the first match that found too little or too much. */
    void run() throws Exception {
        prepare(new SmallWorld(new Random(seed)));
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 3);

        List<Future<?>> others = Stream.<Callable<Void>>of(() -> read(0), () -> read(3), this::disturb)
                .<Future<?>>map(threads::submit)
                .toList();
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writers.add(() -> write(number, new Random(10L * seed + number)));
        }
        List<Future<?>> all = new ArrayList<>(threads.invokeAll(writers));
        writing.set(false);
        threads.shutdown();

        all.addAll(others);
        for (Future<?> one : all) {
            one.get();
        }
        IntStream.range(0, LISTINGS).forEach(this::match);
        assertThat(surelyFound).as("seed %d", seed).hasValueGreaterThan(FEWEST);
        assertThat(surelyMissed).as("seed %d", seed).hasValueGreaterThan(FEWEST);
    }

    /** Alerts of all kinds, most of which match something: filed by words, prices, places, ages, attributes and so on. */
    private void prepare(SmallWorld world) {
        engine.setExchangeRates(SmallWorld.RATES);
        for (int i = 0; i < LISTINGS; i++) {
            listings.add(
                    world.listing().toBuilder().status(ListingStatus.AVAILABLE).build());
        }
        while (shapes.size() < SHAPES) {
            Alert alert = world.alert(1);
            int matched = matched(alert);
            if (matched > 0 || shapes.size() % 4 == 0) {
                shapes.add(new Shape(alert, matched));
            }
        }
    }

    private int matched(Alert alert) {
        int matched = 0;
        for (int i = 0; i < LISTINGS; i++) {
            matched |= AskingEveryAlert.match(List.of(alert), listings.get(i)).length << i;
        }
        return matched;
    }

    private Void write(int writer, Random random) {
        for (int i = 0; i < CHANGES; i++) {
            int id = 1 + writer * ALERTS_OF_A_WRITER + random.nextInt(ALERTS_OF_A_WRITER);
            ledger.begin(id);
            if (random.nextInt(4) == 0) {
                engine.unregister(id);
                ledger.end(id, 0);
            } else {
                Shape shape = shapes.get(random.nextInt(SHAPES));
                engine.register(shape.numbered(id));
                ledger.end(id, shape.matched);
            }
        }
        return null;
    }

    private Void read(int first) {
        for (int i = first; writing.get() || i < first + FEWEST_MATCHES; i++) {
            match(i % LISTINGS);
        }
        return null;
    }

    private void match(int listing) {
        long[] before = ledger.entries();
        long[] found = engine.match(listings.get(listing), SmallWorld.NOW);
        check(listing, before, found);
    }

    private void check(int listing, long[] before, long[] found) {
        long[] after = ledger.entries();
        boolean[] isFound = new boolean[ALERTS + 1];
        LongStream.of(found).forEach(id -> isFound[(int) id] = true);
        assertThat(found).isSorted().doesNotHaveDuplicates();
        for (int id = 1; id <= ALERTS; id++) {
            if (Ledger.isSure(before[id], after[id])) {
                boolean isMatched = Ledger.isMatched(before[id], listing);
                if (isFound[id] != isMatched) {
                    assertThat(isFound[id]).as("seed %d, alert %d", seed, id).isEqualTo(isMatched);
                }
                (isMatched ? surelyFound : surelyMissed).incrementAndGet();
            }
        }
    }

    /** Rates into a currency that no listing has: all alerts of euros are filed anew, and match what they matched. */
    private Void disturb() throws IOException {
        for (int i = 1; writing.get(); i++) {
            BigDecimal rate = BigDecimal.valueOf(i);
            engine.setExchangeRates(
                    currency -> currency.equals("EUR") ? Map.of("USD", new BigDecimal("1.5"), "GBP", rate) : Map.of());
            long[] before = ledger.entries();
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            engine.save(saved);
            assertThat(engine.memory().total()).isPositive();
            AlertEngine loaded = AlertEngine.load(new ByteArrayInputStream(saved.toByteArray()), SmallWorld.RATES);
            check(i % LISTINGS, before, loaded.match(listings.get(i % LISTINGS), SmallWorld.NOW));
        }
        return null;
    }

    /** For each alert how often it was changed, which listings it matches, and whether that is being changed. */
    private static final class Ledger {

        private static final int CHANGING = 1;
        private static final int MATCHED_AT = 1;
        private static final int CHANGES_AT = 8;

        private final AtomicLongArray entries = new AtomicLongArray(ALERTS + 1);

        private void begin(int id) {
            entries.set(id, (((entries.get(id) >>> CHANGES_AT) + 1) << CHANGES_AT) | CHANGING);
        }

        private void end(int id, int matched) {
            entries.set(id, ((entries.get(id) >>> CHANGES_AT) << CHANGES_AT) | ((long) matched << MATCHED_AT));
        }

        private long[] entries() {
            long[] all = new long[ALERTS + 1];
            for (int id = 0; id < all.length; id++) {
                all[id] = entries.get(id);
            }
            return all;
        }

        private static boolean isSure(long before, long after) {
            return before == after && (before & CHANGING) == 0;
        }

        private static boolean isMatched(long entry, int listing) {
            return ((entry >>> (MATCHED_AT + listing)) & 1) == 1;
        }
    }
}
