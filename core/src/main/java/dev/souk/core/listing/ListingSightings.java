package dev.souk.core.listing;

import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.LISTING_SIGHTINGS;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.SourceId;
import dev.souk.model.listing.ListingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.impl.DSL;

/**
 * When listings were last seen on their marketplace. {@link ListingRepository#upsertAll} notes it for every listing that
 * it is given, by the database's clock. Thread-safe.
 */
public final class ListingSightings {

    /** The most listings of one answer. */
    public static final int MAX_SIZE = 10_000;

    private final Transactions transactions;

    /** Works in these transactions. */
    public ListingSightings(Transactions transactions) {
        this.transactions = transactions;
    }

    /** When a listing was last seen; empty if there is none of that number. */
    public Optional<Instant> lastSeen(long listingId) {
        return Optional.ofNullable(lastSeen(List.of(listingId)).get(listingId));
    }

    /** When these listings were last seen, by number, ascending. One statement. */
    public Map<Long, Instant> lastSeen(Collection<Long> listingIds) {
        return new LinkedHashMap<>(transactions.call(
                dsl -> dsl.select(LISTING_SIGHTINGS.LISTING_ID, LISTING_SIGHTINGS.LAST_SEEN_AT)
                        .from(LISTING_SIGHTINGS)
                        .where(LISTING_SIGHTINGS.LISTING_ID.eq(DSL.any(listingIds.toArray(Long[]::new))))
                        .orderBy(LISTING_SIGHTINGS.LISTING_ID)
                        .fetchMap(LISTING_SIGHTINGS.LISTING_ID, LISTING_SIGHTINGS.LAST_SEEN_AT)));
    }

    /**
     * The open listings of a marketplace that nobody has seen for so long, those that were not seen for longest first. To
     * look whether they are still there, or for {@link ListingRepository#markRemoved}.
     *
     * @param unseen not negative
     * @param limit 1 to {@value #MAX_SIZE}
     */
    public List<ListingKey> openUnseen(SourceId source, Duration unseen, int limit) {
        if (unseen.isNegative()) {
            throw new IllegalArgumentException("time must not be negative: " + unseen);
        }
        if (limit < 1 || limit > MAX_SIZE) {
            throw new IllegalArgumentException("limit must be 1 to %d: %d".formatted(MAX_SIZE, limit));
        }
        return transactions.call(dsl -> dsl.select(LISTINGS.EXTERNAL_ID)
                .from(LISTING_SIGHTINGS)
                .join(LISTINGS)
                .on(LISTINGS.ID.eq(LISTING_SIGHTINGS.LISTING_ID))
                .where(LISTINGS.SOURCE.eq(source.value()))
                .and(LISTINGS.IS_SOLD.isFalse())
                .and(LISTINGS.IS_DELETED.isFalse())
                .and(LISTING_SIGHTINGS.LAST_SEEN_AT.lt(DatabaseClock.before(unseen)))
                .orderBy(LISTING_SIGHTINGS.LAST_SEEN_AT, LISTINGS.ID)
                .limit(limit)
                .fetch(row -> new ListingKey(source, row.value1())));
    }
}
