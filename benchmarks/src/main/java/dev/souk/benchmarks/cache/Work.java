package dev.souk.benchmarks.cache;

import dev.souk.core.SoukDatabase;
import dev.souk.core.cache.CacheStats;
import dev.souk.core.listing.ListingQuery;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One kind of read.
 *
 * @param keys how many different ones there are
 * @param cost how many times dearer than the cheapest one about
 * @param counted where the cache counts it
 */
record Work(
        String name,
        int keys,
        int cost,
        BiFunction<SoukDatabase, Integer, Object> reader,
        Function<CacheStats, CacheStats.Reads> counted) {

    private static final int HOT = 100;
    private static final int SLICE = 20;
    private static final int SEARCHES = 50_000;
    private static final long SEED = 20_261_126;

    static List<Work> all(List<Long> numbers, List<Listing> listings) {
        String word = listings.get(0).title().split("\\W+")[0];
        String currency = listings.stream()
                .flatMap(listing -> Optional.ofNullable(listing.price()).stream())
                .map(Money::currency)
                .findFirst()
                .orElseThrow();
        return List.of(
                new Work(
                        "Reads by number",
                        numbers.size(),
                        1,
                        (database, key) ->
                                database.listings().byId(numbers.get(key)).orElseThrow(),
                        CacheStats::listings),
                new Work(
                        "First slices of 20 by a word and a price",
                        SEARCHES,
                        5,
                        (database, key) -> database.listings()
                                .slice(
                                        ListingQuery.builder()
                                                .text(word)
                                                .maxPrice(Money.of(100L + key, currency))
                                                .build(),
                                        null,
                                        SLICE),
                        CacheStats::searches));
    }

    /** What is found, which is of no account. */
    Object read(SoukDatabase database, int key) {
        return reader.apply(database, key);
    }

    double hitRate(CacheStats stats) {
        return counted.apply(stats).hitRate();
    }

    /** The keys of so many reads, of which so many in a hundred repeat one of the last hundred that were new. */
    List<Integer> sequence(int count, int percentRepeated) {
        Random random = new Random(SEED + percentRepeated);
        List<Integer> fresh = new ArrayList<>(IntStream.range(0, keys).boxed().toList());
        Collections.shuffle(fresh, random);
        List<Integer> sequence = new ArrayList<>();
        int used = 0;
        for (int i = 0; i < count; i++) {
            boolean repeats = used > 0 && random.nextInt(100) < percentRepeated;
            int place = repeats ? used - 1 - random.nextInt(Math.min(used, HOT)) : used++;
            sequence.add(fresh.get(place % keys));
        }
        return sequence;
    }
}
