package dev.souk.benchmarks.ingest;

import dev.souk.benchmarks.data.Listings;
import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Listings stored three times: all new, then nothing changed, then a tenth changed; with attributes and images, and
 * without. Sizes: {@code listings} (100,000), {@code runs}.
 */
public final class IngestBenchmark implements Benchmark {

    /** For the list of benchmarks. */
    public IngestBenchmark() {}

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        Listings listings = Listings.of(sizes.get("listings", 100_000));
        out.printf("%,d listings: %s%n", listings.all().size(), listings.origin());
        try (IngestDatabase database = new IngestDatabase(server)) {
            measure("Whole aggregates, listings a second", listings.all(), database, sizes, out);
            measure("Listings alone, a second", listings.bare(), database, sizes, out);
        }
    }

    private static void measure(
            String title, List<Listing> listings, IngestDatabase database, Sizes sizes, PrintStream out) {
        List<Listing> changed = Listings.everyTenthChanged(listings);
        boolean hasParts = !listings.get(0).images().isEmpty();
        ResultTable rates = ResultTable.ofRates(title, SoukWay.NAME);
        for (int run = 0; run < sizes.runs(); run++) {
            List<IngestWay> ways = new ArrayList<>(database.ways());
            ways.removeIf(way -> hasParts && !way.storesParts());
            if (run % 2 == 1) {
                Collections.reverse(ways);
            }
            for (IngestWay way : ways) {
                database.empty();
                rates.add(way.name(), "all new", rate(way, listings, database));
                database.analyze();
                rates.add(way.name(), "unchanged", rate(way, listings, database));
                rates.add(way.name(), "10 % changed", rate(way, changed, database));
            }
        }
        rates.print(out);
    }

    private static double rate(IngestWay way, List<Listing> listings, IngestDatabase database) {
        database.checkpoint();
        long start = System.nanoTime();
        for (int from = 0; from < listings.size(); from += way.transactionSize()) {
            way.store(listings.subList(from, Math.min(from + way.transactionSize(), listings.size())));
        }
        return listings.size() / ((System.nanoTime() - start) / 1e9);
    }
}
