package dev.souk.benchmarks.engine;

import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Alerts and listings of a made-up marketplace. Each is a function of the seed and its number alone, so that streams of
 * any length can be made in any order, on any thread, without being kept. An average listing matches about 0.01 % of the
 * alerts. Thread-safe.
 *
 * <p>15 % of the alerts have no words: 10 % are a category, a price and a circle, 5 % are broad. The rest ask for a brand, a
 * model, or words of a subcategory, and most of them for a category, a price, a place, sources or attributes besides.
 */
final class Workload {

    private static final int LISTINGS = 2;
    private static final int ALERTS = 3;

    private final long seed;
    private final ListingMaker listings;
    private final AlertMaker alerts;

    Workload(long seed) {
        this.seed = seed;
        Catalogue catalogue = new Catalogue(seed);
        listings = new ListingMaker(catalogue);
        alerts = new AlertMaker(catalogue);
    }

    Listing listing(long index) {
        return listings.make(index, Chance.of(seed, LISTINGS, index));
    }

    List<Listing> listings(long from, int count) {
        return LongStream.range(from, from + count).mapToObj(this::listing).toList();
    }

    /** The alert of that id, from 1. */
    Alert alert(long id) {
        return alerts.make(id, Chance.of(seed, ALERTS, id));
    }
}
