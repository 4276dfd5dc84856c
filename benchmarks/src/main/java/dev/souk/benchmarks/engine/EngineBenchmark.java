package dev.souk.benchmarks.engine;

import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Alerts asked about listings, from {@code from} (100,000) to {@code alerts} (1,000,000) in steps of ten times: first the
 * engine alone, then beside each other way, which holds the alerts that it can express and must find the same. Sizes:
 * {@code lucene}, {@code ruler} and {@code loop} (the most alerts that these are given: 1,000,000 each), {@code asked}
 * (2,000 different listings), {@code seen} (ten times as many others, before alerts come, so that frequent words are known; a
 * host shows its engine 2,000), {@code checked} (200 of them), {@code millis} of a round (2,000), {@code shapes} (1, or 0 to
 * leave out the shapes alone, which begin with a tenth of {@code from}, or 2 for nothing else), {@code stored} (1,000,000:
 * how many are loaded from PostgreSQL, or 0 to leave that out), {@code seed}, {@code runs}.
 */
public final class EngineBenchmark implements Benchmark {

    /** Of the listings seen before alerts come; numbers far from those asked. */
    private static final long FIRST_SEEN = 10_000_000;

    private static final int STEP = 10;
    private static final int ONLY_SHAPES = 2;
    private static final int DEFAULT_MOST = 1_000_000;
    /** Alerts as they are given take more memory than any way of holding them, so they are not all there at once. */
    private static final int CHUNK = 50_000;

    /** For the list of benchmarks. */
    public EngineBenchmark() {}

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        Workload workload = new Workload(sizes.get("seed", 20_261_123));
        List<Listing> seen = workload.listings(FIRST_SEEN, sizes.get("seen", 10 * sizes.get("asked", 2_000)));
        List<Listing> asked = workload.listings(0, sizes.get("asked", 2_000));
        int most = sizes.get("alerts", 1_000_000);
        int least = sizes.get("from", 100_000);
        int shapes = sizes.get("shapes", 1);
        double before = 0;
        for (long alerts = least; shapes != ONLY_SHAPES && alerts <= most; alerts *= STEP) {
            out.printf("%n### %,d alerts%n", alerts);
            double rate = new Alone(workload, seen, asked, (int) alerts, sizes).measure(out);
            if (before > 0) {
                out.printf("| a listing beside that at %,d alerts | %.2f x |%n", alerts / STEP, before / rate);
            }
            before = rate;
            beside(() -> new LuceneMonitor(seen), "lucene", workload, seen, asked, (int) alerts, sizes, out);
            beside(EventRuler::new, "ruler", workload, seen, asked, (int) alerts, sizes, out);
            beside(PlainLoop::new, "loop", workload, seen, asked, (int) alerts, sizes, out);
        }
        if (shapes > 0) {
            new Shapes(Math.max(1, least / STEP), most).print(sizes.word("group", "all"), out);
        }
        int stored = sizes.get("stored", DEFAULT_MOST);
        if (stored > 0 && shapes != ONLY_SHAPES) {
            FromPostgres.print(stored, workload, server, out);
        }
    }

    private static void beside(
            Supplier<ReverseSearch> way,
            String size,
            Workload workload,
            List<Listing> seen,
            List<Listing> asked,
            int alerts,
            Sizes sizes,
            PrintStream out) {
        if (alerts > sizes.get(size, DEFAULT_MOST)) {
            return;
        }
        ReverseSearch other = way.get();
        SoukSearch souk = new SoukSearch(seen);
        try (other) {
            int held = 0;
            long taken = 0;
            for (long from = 1; from <= alerts; from += CHUNK) {
                List<Alert> some = LongStream.range(from, Math.min(from + CHUNK, alerts + 1L))
                        .mapToObj(workload::alert)
                        .filter(other::canHold)
                        .toList();
                long began = Stopwatch.cpuNanos();
                other.load(some);
                taken += Stopwatch.cpuNanos() - began;
                souk.load(some);
                held += some.size();
            }
            List<Object> prepared = Stopwatch.prepared(other, asked);
            List<Object> plain = Stopwatch.prepared(souk, asked);
            int checked = Math.min(asked.size(), sizes.get("checked", 200));
            for (int i = 0; i < checked; i++) {
                requireSame(souk.match(plain.get(i)), other.match(prepared.get(i)), other.name(), i);
            }
            ResultTable rates = ResultTable.ofRates(
                    "%,d of %,d alerts, the same matches of %d listings: listings a second"
                            .formatted(held, alerts, checked),
                    SoukSearch.NAME);
            double seconds = sizes.get("millis", 2_000) / 1e3;
            Stopwatch.warmUp(other, prepared, seconds);
            Stopwatch.warmUp(souk, plain, seconds);
            for (int run = 0; run < sizes.runs(); run++) {
                rates.add(SoukSearch.NAME, "one thread", Stopwatch.rate(souk, plain, seconds));
                rates.add(other.name(), "one thread", Stopwatch.rate(other, prepared, seconds));
            }
            double[] others = Stopwatch.micros(checked, i -> other.match(prepared.get(i)));
            rates.print(out);
            out.printf(
                    "%n%s: loaded in %.1f s; a listing takes %.1f us, p99 %.1f us%n",
                    other.name(), taken / 1e9, Stopwatch.percentile(others, 50), Stopwatch.percentile(others, 99));
        }
    }

    private static void requireSame(long[] souk, long[] other, String name, int listing) {
        if (!Arrays.equals(souk, other)) {
            List<Long> more = new ArrayList<>(LongStream.of(other).boxed().toList());
            more.removeAll(LongStream.of(souk).boxed().toList());
            List<Long> less = new ArrayList<>(LongStream.of(souk).boxed().toList());
            less.removeAll(LongStream.of(other).boxed().toList());
            throw new IllegalStateException(
                    "listing %d: %s finds besides %s and lacks %s".formatted(listing, name, more, less));
        }
    }
}
