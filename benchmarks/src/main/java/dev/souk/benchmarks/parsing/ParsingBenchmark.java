package dev.souk.benchmarks.parsing;

import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.source.ListingSource;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Large recorded pages, read by Souk into listings beside taking them apart alone ({@link PlainReading}); and many of them
 * in a row in a small heap. Needs no database. Sizes: {@code repeats} of a page in a run (20), {@code pages} in a row
 * (1,000), {@code runs}.
 */
public final class ParsingBenchmark implements Benchmark {

    private static final String SOUK = "Souk, listings";
    private static final String PLAIN = "jsoup and Jackson, trees alone";
    private static final String NORMALIZED = "Souk, listings, normalized";

    /** Of the thread that reads, without the collector: the machine may have other things to do. */
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

    /** A sum of what was read, printed so that no compiler can leave the reading out. */
    private static int seen;

    /** For the list of benchmarks. */
    public ParsingBenchmark() {}

    @Override
    public String name() {
        return "parsing";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        Optional<RecordedPages> recorded = RecordedPages.find();
        if (recorded.isEmpty()) {
            out.println(RecordedPages.NOT_THERE);
            return;
        }
        compare(works(recorded.get()), sizes, out);
        FlatHeap.measure(sizes.get("pages", 1_000), out);
    }

    private static Map<Page, ListingSource> works(RecordedPages recorded) {
        Map<Page, ListingSource> works = new LinkedHashMap<>();
        works.put(recorded.facebookItem(), RecordedPages.facebook());
        works.put(recorded.facebookSearch(), RecordedPages.facebook());
        works.put(recorded.olxSearch(), Marketplaces.olx("pl"));
        works.put(recorded.kijijiSearch(), Marketplaces.kijiji());
        return works;
    }

    private static void compare(Map<Page, ListingSource> works, Sizes sizes, PrintStream out) {
        ListingNormalizer normalizer = new ListingNormalizer();
        ResultTable times = ResultTable.ofDurations("Reading a page, ms of processor time", SOUK);
        for (int run = 0; run <= sizes.runs(); run++) {
            for (Map.Entry<Page, ListingSource> work : works.entrySet()) {
                ListingSource source = work.getValue();
                Map<String, ToIntFunction<Page>> ways = new LinkedHashMap<>();
                ways.put(SOUK, page -> source.parse(page).listings().size());
                ways.put(PLAIN, page -> PlainReading.read(page.body()));
                ways.put(
                        NORMALIZED,
                        page -> source.parse(page).listings().stream()
                                .mapToInt(raw -> normalizer
                                        .normalize(source.id(), page.url(), raw)
                                        .hashCode())
                                .sum());
                Map<String, Double> figures = inTurn(work.getKey(), ways, run, sizes.get("repeats", 20));
                // The first run warms up and counts for nothing.
                if (run > 0) {
                    String column = String.format(
                            Locale.ROOT,
                            "%s, %.1f MB",
                            source.id(),
                            work.getKey().body().length() / 1e6);
                    ways.keySet().forEach(way -> times.add(way, column, figures.getOrDefault(way, 0.0)));
                }
            }
        }
        times.print(out);
        out.printf(Locale.ROOT, "checksum %d%n", seen);
        out.println("aim: Souk costs at most 1.3 times what the trees alone cost, so it is 0.77 x or more");
    }

    /** What each way took for the page on average, in milliseconds of processor time. */
    private static Map<String, Double> inTurn(Page page, Map<String, ToIntFunction<Page>> ways, int run, int repeats) {
        List<String> order = new ArrayList<>(ways.keySet());
        if (run % 2 == 1) {
            Collections.reverse(order);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (String way : order) {
                long start = PROCESSOR.getCurrentThreadCpuTime();
                seen += Objects.requireNonNull(ways.get(way)).applyAsInt(page);
                figures.merge(way, (PROCESSOR.getCurrentThreadCpuTime() - start) / 1e6 / repeats, Double::sum);
            }
        }
        return figures;
    }
}
