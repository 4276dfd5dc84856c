package dev.souk.benchmarks.search;

import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.core.listing.ListingRepository;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Searches among made-up listings, pages of 20, in the tables of the original system and in Souk's by {@code
 * ListingRepository}; how large these have become; and what indexes cost those who store listings, and matches. Sizes: {@code listings} (1,000,000), {@code
 * questions} (100 of each kind in each run), {@code asked_of_original} (how many of them; 10, since it takes long),
 * {@code depth} (100,000, the greatest), {@code stored} (20,000), {@code runs}.
 */
public final class SearchBenchmark implements Benchmark {

    /** For the list of benchmarks. */
    public SearchBenchmark() {}

    @Override
    public String name() {
        return "search";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        try {
            search(server, sizes, out);
        } catch (SQLException e) {
            throw new IllegalStateException("no connection", e);
        }
        IndexCost.measure(server, sizes, out);
        ListIndexCost.measure(server, sizes, out);
    }

    private static void search(DurablePostgres server, Sizes sizes, PrintStream out) throws SQLException {
        int count = sizes.get("listings", 1_000_000);
        long start = System.nanoTime();
        try (SearchDatabase database = SearchDatabase.holding(count, server)) {
            out.printf(
                    Locale.ROOT,
                    "%,d made-up listings, 76 %% open, in Souk's tables and in the original's, in %.0f s%n",
                    count,
                    (System.nanoTime() - start) / 1e9);
            List<Question> asked = Question.about(new Market(), count, sizes.get("questions", 100));
            ListingRepository souk = database.souk();
            OriginalSearch original = database.original();
            SoukRows rows = database.rows();
            List<DeepPages> deep = DeepPages.of(asked, sizes.get("depth", 100_000), original, souk);
            int step = Math.max(1, asked.size() / sizes.get("asked_of_original", 10));

            SearchTimes times = new SearchTimes(original, souk, step);
            // The first run is for the caches and counts for nothing.
            for (int run = 0; run <= sizes.runs(); run++) {
                for (SearchWork work : SearchWork.ALL) {
                    times.measure(work, asked, run > 0);
                }
                times.measure(SearchWork.EXACT_TOTAL, asked, run > 0);
                times.measure(SearchWork.firstRows(rows), asked, run > 0);
                for (DeepPages pages : deep) {
                    List<Question> again = pages.asked(asked.size(), step);
                    times.measure(pages.whole(), again, run > 0);
                    times.measure(pages.rows(rows), again, run > 0);
                }
                for (SearchWork work : SearchWork.SORTED) {
                    times.measure(work, asked, run > 0);
                }
            }
            times.print(out);
            TableSizes.print(database, count, out);
        }
    }
}
