package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;

/** Writers and readers together: what was there all along is found, what never matched is not. */
class AlertEngineConcurrencyTest {

    private static final int CHANGES = 20_000;
    private static final List<String> WORDS =
            List.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta", "kappa");

    /** 1 to 10 stay; 11 to 20 are replaced, but always match; 21 to 30 come and go; 31 to 40 never match. */
    private final AlertEngine engine = new AlertEngine();

    private final Listing listing = Listing.builder(
                    new ListingKey(new SourceId("here"), "1"),
                    String.join(" ", WORDS),
                    URI.create("https://example.org/1"))
            .category("things")
            .build();

    @RepeatedTest(10)
    void everyMatchFindsWhatIsSurelyThereAndNothingThatIsSurelyNot() throws Exception {
        LongStream.rangeClosed(1, 20).forEach(id -> engine.register(matching(id, new Random(id))));
        AtomicBoolean writing = new AtomicBoolean(true);
        AtomicInteger matches = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);

        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(threads.submit(() -> {
                while (writing.get() || matches.get() < 100) {
                    check(engine.match(listing));
                    matches.incrementAndGet();
                }
            }));
        }
        List<Callable<Void>> writers = List.of(() -> change(1), () -> change(2));
        List<Future<Void>> written = threads.invokeAll(writers);
        writing.set(false);

        for (Future<Void> writer : written) {
            writer.get();
        }
        for (Future<?> reader : readers) {
            reader.get();
        }
        threads.shutdown();
        assertThat(matches).hasValueGreaterThan(99);
    }

    private void check(long[] ids) {
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(LongStream.of(ids).filter(id -> id <= 20).count())
                .as("of the twenty that are there all along")
                .isEqualTo(20);
        assertThat(LongStream.of(ids).filter(id -> id > 30))
                .as("of those that never match")
                .isEmpty();
    }

    private Void change(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CHANGES; i++) {
            long number = 1L + random.nextInt(10);
            switch (random.nextInt(4)) {
                case 0 -> engine.register(matching(10 + number, random));
                case 1 -> engine.register(matching(20 + number, random));
                case 2 -> engine.unregister(20 + number);
                default -> {
                    engine.register(neverMatching(30 + number, random));
                    engine.unregister(30 + number);
                }
            }
        }
        return null;
    }

    private static Alert matching(long id, Random random) {
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        switch (random.nextInt(4)) {
            case 0 -> criteria.allOf(word(random));
            case 1 -> criteria.anyOf(word(random), word(random), "absent" + (char) ('a' + random.nextInt(26)));
            case 2 -> criteria.category("things").allOf(word(random));
            default -> criteria.category("Things").noneOf("missing" + (char) ('a' + random.nextInt(26)));
        }
        return Alert.of(id, 1, "matches", criteria.build(), "");
    }

    /** Excludes a word of the listing, one that is often new to the engine. */
    private static Alert neverMatching(long id, Random random) {
        AlertCriteria criteria =
                AlertCriteria.builder().category("things").noneOf(word(random)).build();
        return Alert.of(id, 1, "never matches", criteria, "");
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
