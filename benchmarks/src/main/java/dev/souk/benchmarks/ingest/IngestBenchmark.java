package dev.souk.benchmarks.ingest;

import dev.souk.benchmarks.data.Listings;
import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Listings stored three times: all new, then nothing changed, then a tenth changed; with attributes and images, and
 * without; then every observed price, crawl by crawl; then eight writers at once. Sizes: {@code listings} (100,000),
 * {@code runs}, {@code crawls} (1,881, which is all), {@code replays} (3), {@code seconds} of the eight writers (60),
 * {@code batch} of the statements that Hibernate sends at once (50).
 * Where {@code whole}, {@code alone}, {@code replays} or {@code seconds} is 0, that part is left out; {@code duties=1}
 * adds what they cost without all that Souk does besides.
 */
public final class IngestBenchmark implements Benchmark {

    private static final int REPLAYS = 3;

    /** For the list of benchmarks. */
    public IngestBenchmark() {}

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        Listings listings = Listings.of(sizes.get("listings", 100_000));
        int batch = sizes.get("batch", 50);
        out.printf(
                Locale.ROOT,
                "%,d listings: %s; Hibernate in batches of %d%n",
                listings.all().size(),
                listings.origin(),
                batch);
        try (IngestDatabase database = new IngestDatabase(server, "ingest", batch)) {
            if (sizes.get("whole", 1) > 0) {
                measure("Whole aggregates, listings a second", listings.all(), database, sizes, out);
            }
            if (sizes.get("alone", 1) > 0) {
                measure("Listings alone, a second", listings.bare(), database, sizes, out);
            }
            if (sizes.get("replays", REPLAYS) > 0) {
                replay(database, sizes, out);
            }
            if (sizes.get("seconds", 60) > 0) {
                writeAtOnce(listings.bare(), database, sizes, out);
            }
        }
        if (sizes.get("duties", 0) > 0) {
            DutyCost.measure(listings.all(), server, batch, sizes.runs(), out);
        }
    }

    private static void replay(IngestDatabase database, Sizes sizes, PrintStream out) {
        if (!CrawlReplay.isPossible()) {
            out.printf(Locale.ROOT, "%nThe replay of crawls does not run: %s is not set.%n", Listings.FOLDER_PROPERTY);
            return;
        }
        CrawlReplay crawls = CrawlReplay.of(System.getProperty(Listings.FOLDER_PROPERTY, ""));
        ResultTable rates =
                ResultTable.ofRates("Crawls replayed with attributes and images, observations a second", SoukWay.NAME);
        for (int run = 0; run < sizes.get("replays", REPLAYS); run++) {
            for (IngestWay way : turned(database.ways(), run, true)) {
                database.empty();
                database.checkpoint();
                crawls.run(way, sizes.get("crawls", 1_881), database::analyze, rates);
            }
        }
        rates.print(out);
    }

    /** The ways in the order of a run: every second one begins with the last. */
    static List<IngestWay> turned(List<IngestWay> all, int run, boolean withParts) {
        List<IngestWay> ways = new ArrayList<>(all);
        ways.removeIf(way -> withParts && !way.storesParts());
        if (run % 2 == 1) {
            Collections.reverse(ways);
        }
        return ways;
    }

    private static void writeAtOnce(List<Listing> listings, IngestDatabase database, Sizes sizes, PrintStream out) {
        Duration duration = Duration.ofSeconds(sizes.get("seconds", 60));
        List<Listing> same = listings.subList(0, Math.min(5_000, listings.size()));
        ConcurrentWriters writers = new ConcurrentWriters(same, duration);
        out.printf(
                Locale.ROOT,
                "%n**%d writers of the same listings, %d s**%n%n",
                ConcurrentWriters.WRITERS,
                duration.toSeconds());
        out.printf(Locale.ROOT, "| | batches | new |%n|---|---|---|%n");
        database.empty();
        writers.souk(database.pool(), out);
        for (IngestWay way : database.ways()) {
            if (way.name().equals("JDBC batch")) {
                database.empty();
                writers.batches(way, out);
            }
        }
    }

    private static void measure(
            String title, List<Listing> listings, IngestDatabase database, Sizes sizes, PrintStream out) {
        List<Listing> changed = Listings.everyTenthChanged(listings);
        boolean hasParts = !listings.get(0).images().isEmpty();
        ResultTable rates = ResultTable.ofRates(title, SoukWay.NAME);
        ResultTable work = ResultTable.ofRates(title + " of processor time", SoukWay.NAME);
        ResultTable wal = ResultTable.ofDurations(title + ": what nothing new costs", "");
        for (int run = 0; run < sizes.runs(); run++) {
            for (IngestWay way : turned(database.ways(), run, hasParts)) {
                database.empty();
                store("all new", way, listings, database, rates, work);
                database.analyze();
                long before = database.walBytes();
                store("unchanged", way, listings, database, rates, work);
                wal.add(way.name(), "WAL of unchanged, MB", (database.walBytes() - before) / 1e6);
                wal.add(way.name(), "dead rows in listings", (double) database.deadListings());
                store("10 % changed", way, changed, database, rates, work);
            }
        }
        rates.print(out);
        work.print(out);
        wal.print(out);
    }

    private static void store(
            String what,
            IngestWay way,
            List<Listing> listings,
            IngestDatabase database,
            ResultTable rates,
            ResultTable work) {
        database.checkpoint();
        double worked = database.processorSeconds();
        rates.add(way.name(), what, rate(way, listings));
        work.add(way.name(), what, listings.size() / (database.processorSeconds() - worked));
    }

    /** Listings stored in a second. */
    static double rate(IngestWay way, List<Listing> listings) {
        long start = System.nanoTime();
        for (int from = 0; from < listings.size(); from += way.transactionSize()) {
            way.store(listings.subList(from, Math.min(from + way.transactionSize(), listings.size())));
        }
        return listings.size() / ((System.nanoTime() - start) / 1e9);
    }
}
