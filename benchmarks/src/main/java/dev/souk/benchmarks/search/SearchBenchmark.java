package dev.souk.benchmarks.search;

import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.core.listing.ListingRepository;
import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Searches among made-up listings, newest first, pages of 20, in the tables of the original system and in Souk's by
 * {@code ListingRepository}; and what Souk's search indexes cost those who store. Sizes: {@code listings} (1,000,000),
 * {@code questions} (30 of each kind in each run), {@code depth} (10,000), {@code stored} (20,000), {@code runs}.
 */
public final class SearchBenchmark implements Benchmark {

    private static final String ORIGINAL = "original schema, ILIKE and OFFSET";
    private static final String SOUK = "Souk";
    private static final long SEED = 7;

    /** For the list of benchmarks. */
    public SearchBenchmark() {}

    @Override
    public String name() {
        return "search";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        try (SearchDatabase database = new SearchDatabase(server, "search")) {
            search(database, sizes, out);
        } catch (SQLException e) {
            throw new IllegalStateException("no connection", e);
        }
        IndexCost.measure(server, sizes, out);
    }

    private static void search(SearchDatabase database, Sizes sizes, PrintStream out) throws SQLException {
        int count = sizes.get("listings", 1_000_000);
        int questions = sizes.get("questions", 30);
        long start = System.nanoTime();
        List<Listing> wanted = database.fill(new Market(), count, Math.max(1, count / (questions + 2)));
        database.copyToOriginal();
        database.vacuum();
        out.printf(
                "%,d made-up listings, 76 %% open, stored by upsertAll, copied to the original's tables and vacuumed in %.0f s%n",
                count, (System.nanoTime() - start) / 1e9);
        Random random = new Random(SEED);
        List<Question> asked = wanted.stream()
                .limit(questions)
                .map(listing -> Question.of(listing, random))
                .toList();
        ListingRepository souk = database.souk();
        OriginalSearch original = database.original();
        Question broadest = asked.stream()
                .max(Comparator.comparingLong(original::countOfCategoryAndPrice))
                .orElseThrow();
        int depth = (int) Math.min(sizes.get("depth", 10_000), original.countOfCategoryAndPrice(broadest) - 1);

        ResultTable medians = ResultTable.ofDurations("Median (p50) of a search, milliseconds", SOUK);
        ResultTable tails = ResultTable.ofDurations("95th percentile (p95) of a search, milliseconds", SOUK);
        SearchWork deep = SearchWork.atDepth(depth, SearchWork.cursorAt(depth, souk, broadest));
        List<Question> again = asked.stream().map(question -> broadest).toList();
        for (int run = 0; run <= sizes.runs(); run++) {
            // The first run is for the caches and counts for nothing.
            boolean counts = run > 0;
            for (SearchWork work : SearchWork.ALL) {
                measure(work, asked, original, souk, counts, medians, tails);
            }
            measure(deep, again, original, souk, counts, medians, tails);
        }
        medians.print(out);
        tails.print(out);
    }

    private static void measure(
            SearchWork work,
            List<Question> asked,
            OriginalSearch original,
            ListingRepository souk,
            boolean counts,
            ResultTable medians,
            ResultTable tails) {
        double[] before = new double[asked.size()];
        double[] now = new double[asked.size()];
        for (int i = 0; i < asked.size(); i++) {
            Question question = asked.get(i);
            long start = System.nanoTime();
            List<Long> found = new ArrayList<>(work.original().apply(original, question));
            long middle = System.nanoTime();
            List<Long> foundBySouk = work.souk().apply(souk, question);
            now[i] = (System.nanoTime() - middle) / 1e6;
            before[i] = (middle - start) / 1e6;
            if (work.same() && !found.equals(foundBySouk)) {
                throw new IllegalStateException(
                        "%s of %s: %s and %s".formatted(work.name(), question, found, foundBySouk));
            }
        }
        if (counts) {
            medians.add(ORIGINAL, work.name(), percentile(before, 50));
            medians.add(SOUK, work.name(), percentile(now, 50));
            tails.add(ORIGINAL, work.name(), percentile(before, 95));
            tails.add(SOUK, work.name(), percentile(now, 95));
        }
    }

    private static double percentile(double[] figures, int percent) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) * percent / 100];
    }
}
