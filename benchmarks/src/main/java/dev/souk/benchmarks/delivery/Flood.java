package dev.souk.benchmarks.delivery;

import dev.souk.model.listing.Listing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Listings that are committed page after page as fast as they can be, while hosts in the background match them and send what
 * they gave. Counted from the first commit until the last of their matches is committed.
 */
final class Flood {

    private static final int PAGE = 100;
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Town town;
    private final List<List<Listing>> pages = new ArrayList<>();

    /** Makes the listings, which takes longer than storing them may. */
    Flood(Town town, int listings) {
        this.town = town;
        for (int made = 0; made < listings; made += PAGE) {
            pages.add(town.makeListings(Math.min(PAGE, listings - made)));
        }
    }

    /** Returns how many matches were recorded a second. Afterwards nothing waits to be matched or sent. */
    double run() {
        long before = town.matches();
        long start = System.nanoTime();
        pages.forEach(town::list);
        await(start, town::isMatched);
        double seconds = (System.nanoTime() - start) / 1e9;
        long recorded = town.matches() - before;
        await(start, town::isIdle);
        return recorded / seconds;
    }

    private static void await(long start, BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("not all was matched and sent within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
