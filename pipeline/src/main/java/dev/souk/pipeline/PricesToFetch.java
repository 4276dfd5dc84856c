package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.notify.ElapsedTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which known listings have no price, though an alert waits for one, so that their own pages are to be read once more. A page
 * that was read is left alone for a day by this host, since most that tell no price have none. Thread-safe.
 */
final class PricesToFetch {

    private static final Duration AGAIN_AFTER = Duration.ofDays(1);

    private final ElapsedTime time;
    private final int most;
    private final Map<ListingKey, Duration> read = new LinkedHashMap<>();

    /** {@code most} listings are remembered, the last ones that were read. */
    PricesToFetch(Clock clock, int most) {
        this.time = new ElapsedTime(clock);
        this.most = most;
    }

    /** Those of the listings of a list that are to be read. Asks the database only if the list lacks a price. */
    Set<ListingKey> among(Collection<Listing> known, SourceId source, SoukDatabase database) {
        List<ListingKey> unpriced = known.stream()
                .filter(listing -> listing.price() == null)
                .map(Listing::key)
                .filter(this::isDue)
                .toList();
        return unpriced.isEmpty() || !database.alerts().waitsForPrices(source)
                ? Set.of()
                : database.listings().knownWithoutPrice(unpriced);
    }

    private synchronized boolean isDue(ListingKey key) {
        Duration last = read.get(key);
        return last == null || time.passed().minus(last).compareTo(AGAIN_AFTER) >= 0;
    }

    /** The own page of this listing was read just now. */
    synchronized void read(ListingKey key) {
        read.remove(key);
        read.put(key, time.passed());
        if (read.size() > most) {
            read.remove(read.keySet().iterator().next());
        }
    }
}
