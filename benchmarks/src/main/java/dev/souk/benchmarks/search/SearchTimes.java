package dev.souk.benchmarks.search;

import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.core.listing.ListingRepository;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How long searches take: both ways by turns, the original's for some of the questions only. Not thread-safe. */
final class SearchTimes {

    private static final String ORIGINAL = "original schema, ILIKE and OFFSET";
    private static final String SOUK = "Souk";

    private final ResultTable medians = ResultTable.ofDurations("Median (p50) of a search, milliseconds", SOUK);
    private final ResultTable tails = ResultTable.ofDurations("95th percentile (p95) of a search, milliseconds", SOUK);
    private final OriginalSearch original;
    private final ListingRepository souk;
    private final int step;
    private int counted;
    private int countedSlower;

    /**
     * @param step the original is asked one question of so many
     */
    SearchTimes(OriginalSearch original, ListingRepository souk, int step) {
        this.original = original;
        this.souk = souk;
        this.step = step;
    }

    /**
     * Asks all questions.
     *
     * @param counts whether the times are kept
     * @throws IllegalStateException if both ways have to find the same and do not
     */
    void measure(SearchWork work, List<Question> asked, boolean counts) {
        List<Double> before = new ArrayList<>();
        List<Double> now = new ArrayList<>();
        @Nullable BiFunction<OriginalSearch, Question, List<Long>> originals = work.original();
        for (int i = 0; i < asked.size(); i++) {
            Question question = asked.get(i);
            List<Long> found = timed(now, () -> work.souk().apply(souk, question));
            if (originals == null || i % step != 0) {
                continue;
            }
            List<Long> foundBefore = timed(before, () -> originals.apply(original, question));
            if (work.same() && !found.equals(foundBefore)) {
                throw new IllegalStateException(
                        "%s of %s: %s and %s".formatted(work.name(), question, foundBefore, found));
            }
            if (counts && work.name().equals(SearchWork.EXACT_TOTAL.name())) {
                counted++;
                countedSlower += now.get(i) > before.get(before.size() - 1) ? 1 : 0;
            }
        }
        if (counts && !before.isEmpty()) {
            medians.add(ORIGINAL, work.name(), percentile(before, 50));
            tails.add(ORIGINAL, work.name(), percentile(before, 95));
        }
        if (counts) {
            medians.add(SOUK, work.name(), percentile(now, 50));
            tails.add(SOUK, work.name(), percentile(now, 95));
        }
    }

    void print(PrintStream out) {
        medians.print(out);
        tails.print(out);
        out.printf(
                Locale.ROOT,
                "%nThe exact total was slower than the original's %d of %d times.%n",
                countedSlower,
                counted);
    }

    private static List<Long> timed(List<Double> times, Supplier<List<Long>> search) {
        long start = System.nanoTime();
        List<Long> found = search.get();
        times.add((System.nanoTime() - start) / 1e6);
        return found;
    }

    private static double percentile(List<Double> figures, int percent) {
        double[] sorted =
                figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(sorted.length - 1) * percent / 100];
    }
}
