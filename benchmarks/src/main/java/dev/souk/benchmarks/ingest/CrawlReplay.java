package dev.souk.benchmarks.ingest;

import dev.souk.benchmarks.data.BikeDataset;
import dev.souk.benchmarks.data.BikeDataset.Sighting;
import dev.souk.benchmarks.data.Listings;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Every price that was observed, stored crawl by crawl as it would have been then: each crawl is a transaction. */
final class CrawlReplay {

    /** After so many crawls the planner is told what is there, as autovacuum would at the latest. */
    private static final Set<Integer> ANALYZED_AFTER = Set.of(10, 100, 1_000);

    private final BikeDataset dataset;
    private final List<Listing> listings;

    private CrawlReplay(BikeDataset dataset, List<Listing> listings) {
        this.dataset = dataset;
        this.listings = listings;
    }

    /** Of the datasets in the folder. */
    static CrawlReplay of(String folder) {
        BikeDataset dataset = BikeDataset.in(Path.of(folder));
        return new CrawlReplay(dataset, dataset.listings(Integer.MAX_VALUE));
    }

    /** Whether the datasets are there. */
    static boolean isPossible() {
        return !System.getProperty(Listings.FOLDER_PROPERTY, "").isBlank();
    }

    /** Stores the first crawls, at most that many; only storing is timed. */
    void run(IngestWay way, int crawls, Runnable analyze, ResultTable rates) {
        List<Listing> current = new ArrayList<>(listings);
        long[] nanos = {0};
        long[] sightings = {0};
        int[] stored = {0};
        dataset.crawls(crawls, crawl -> {
            Map<Integer, Listing> seen = new LinkedHashMap<>();
            for (Sighting sighting : crawl) {
                Listing listing = current.get(sighting.listing());
                Money price = sighting.price();
                if (!Objects.equals(listing.price(), price) && price != null) {
                    listing = listing.toBuilder().price(price).build();
                    current.set(sighting.listing(), listing);
                }
                seen.put(sighting.listing(), listing);
            }
            long start = System.nanoTime();
            way.store(List.copyOf(seen.values()));
            nanos[0] += System.nanoTime() - start;
            sightings[0] += crawl.size();
            if (ANALYZED_AFTER.contains(++stored[0])) {
                analyze.run();
            }
        });
        rates.add(
                way.name(),
                String.format(Locale.ROOT, "%,d observations", sightings[0]),
                sightings[0] / (nanos[0] / 1e9));
    }
}
