package dev.souk.benchmarks.engine;

import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Alerts asked about listings, from {@code from} (100,000) to {@code alerts} (1,000,000) in steps of ten times: first the
 * engine alone, then beside each other way, which holds the alerts that it can express and must find the same. Sizes:
 * {@code lucene}, {@code ruler}, {@code loop} (the most alerts that these are given: 1,000,000 each) and {@code postgres}
 * (100,000), {@code setup} ({@code one-pass,two-passes}: how Lucene Monitor is set up, {@code all} or names with commas between), {@code
 * asked} (2,000 different listings), {@code seen} (ten times as many others, before alerts come, so that frequent words are
 * known; a host shows its engine 2,000), {@code kept} (1 for an engine alone that keeps alerts as they were written, as a
 * host's does; 0), {@code checked} (200 of them), {@code millis} of a round (2,000), {@code shapes} (1,
 * or 0 to leave out the shapes alone, which begin with a tenth of {@code from}, or 2 for nothing else), {@code shape} ({@code
 * all}, or which: {@link Shapes}), {@code stored} (1,000,000: how many are loaded from
 * PostgreSQL, or 0 to leave that out), {@code seed}, {@code runs}.
 */
public final class EngineBenchmark implements Benchmark {

    /** Of the listings seen before alerts come; numbers far from those asked. */
    private static final long FIRST_SEEN = 10_000_000;

    private static final int STEP = 10;
    private static final int ONLY_SHAPES = 2;
    private static final int DEFAULT_MOST = 1_000_000;

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
        // A name that there is not is told before hours are spent.
        List<LuceneSetup> setups = LuceneSetup.of(sizes.word("setup", "one-pass,two-passes"));
        Shapes alone = new Shapes(
                sizes.word("shape", "all"),
                Math.max(1, least / STEP),
                most,
                asked.size(),
                sizes.get("millis", 2_000) / 1e4);
        double before = 0;
        for (long alerts = least; shapes != ONLY_SHAPES && alerts <= most; alerts *= STEP) {
            out.printf(Locale.ROOT, "%n### %,d alerts%n", alerts);
            double rate = new Alone(workload, seen, asked, (int) alerts, sizes).measure(out);
            if (before > 0) {
                out.printf(
                        Locale.ROOT,
                        "| a listing beside that at %,d alerts | %.2f x |%n",
                        alerts / STEP,
                        before / rate);
            }
            before = rate;
            others((int) alerts, setups, new Beside(workload, seen, asked, sizes, out), seen, server, sizes, out);
        }
        if (shapes > 0) {
            alone.print(out);
        }
        int stored = sizes.get("stored", DEFAULT_MOST);
        if (stored > 0 && shapes != ONLY_SHAPES) {
            FromPostgres.print(stored, workload, server, out);
        }
    }

    private static void others(
            int alerts,
            List<LuceneSetup> setups,
            Beside souk,
            List<Listing> seen,
            DurablePostgres server,
            Sizes sizes,
            PrintStream out) {
        if (alerts <= sizes.get("lucene", DEFAULT_MOST)) {
            for (LuceneSetup setup : setups) {
                if (alerts <= setup.most()) {
                    souk.measure(new LuceneMonitor(setup, seen), alerts);
                } else {
                    out.printf(Locale.ROOT, "%nLucene Monitor, %s: not asked, it would take hours%n", setup.name());
                }
            }
        }
        if (alerts <= sizes.get("postgres", DEFAULT_MOST / STEP)) {
            souk.measure(new PostgresSearch(server.createDatabase("reverse_" + alerts), seen), alerts);
        }
        if (alerts <= sizes.get("ruler", DEFAULT_MOST)) {
            souk.measure(new EventRuler(), alerts);
        }
        if (alerts <= sizes.get("loop", DEFAULT_MOST)) {
            souk.measure(new PlainLoop(), alerts);
        }
    }
}
