package dev.souk.core.listing;

import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.LISTING_SIGHTINGS;

import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Exists;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.listing.ListingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * When listings were last seen on their marketplace. {@link ListingRepository#upsertAll} notes it for every listing that
 * it is given, by the database's clock. Being judged removed counts as the last that was heard of a listing; being read
 * again, by {@link ListingRepository#restateAll}, does not. Thread-safe.
 */
public final class ListingSightings {

    private static final NewestFirst<Optional<ListingKey>> UNSEEN_LONGEST = new NewestFirst<>(
                    "unseen listings",
                    LISTING_SIGHTINGS,
                    LISTING_SIGHTINGS.LAST_SEEN_AT,
                    LISTING_SIGHTINGS.LISTING_ID,
                    row -> row)
            .turned()
            .with(
                    new NewestFirst.Joined(
                            LISTINGS,
                            LISTINGS.ID.eq(LISTING_SIGHTINGS.LISTING_ID),
                            List.of(LISTINGS.SOURCE, LISTINGS.EXTERNAL_ID)),
                    ListingSightings::key);

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
     * A page of the open listings of a marketplace that nobody has seen for so long, those that were not seen for longest
     * first. To look whether they are still there, or for {@link ListingRepository#markRemoved}: what is marked leaves the
     * list, so then ask for the first page again, or go on by slices.
     *
     * @param unseen not negative
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<ListingKey> openUnseen(SourceId source, Duration unseen, int page, int size, Counting counting) {
        PageResult<Optional<ListingKey>> found =
                transactions.call(dsl -> UNSEEN_LONGEST.page(dsl, isOpenUnseen(source, unseen), page, size, counting));
        return new PageResult<>(keys(found.items()), page, size, found.total());
    }

    /**
     * The same a slice at a time. What is marked or seen meanwhile moves nothing.
     *
     * @param unseen not negative
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<ListingKey> openUnseen(SourceId source, Duration unseen, @Nullable String cursor, int size) {
        Slice<Optional<ListingKey>> found =
                transactions.call(dsl -> UNSEEN_LONGEST.slice(dsl, isOpenUnseen(source, unseen), cursor, size));
        return new Slice<>(keys(found.items()), found.next().orElse(null));
    }

    /** The first slice of {@link #openUnseen(SourceId, Duration, String, int)}. */
    public Slice<ListingKey> openUnseen(SourceId source, Duration unseen, int size) {
        return openUnseen(source, unseen, null, size);
    }

    private static Condition isOpenUnseen(SourceId source, Duration unseen) {
        if (unseen.isNegative()) {
            throw new IllegalArgumentException("time must not be negative: " + unseen);
        }
        return LISTING_SIGHTINGS
                .LAST_SEEN_AT
                .lt(DatabaseClock.before(unseen))
                .and(Exists.row(DSL.selectOne()
                        .from(LISTINGS)
                        .where(LISTINGS.ID.eq(LISTING_SIGHTINGS.LISTING_ID))
                        .and(LISTINGS.SOURCE.eq(source.value()))
                        .and(LISTINGS.IS_SOLD.isFalse())
                        .and(LISTINGS.IS_DELETED.isFalse())));
    }

    /** An adopted database may hold one that no marketplace can be asked for: it is passed over. */
    private static Optional<ListingKey> key(Record row) {
        return Optional.of(row.get(LISTINGS.EXTERNAL_ID))
                .filter(ListingKey::isExternalId)
                .map(externalId -> new ListingKey(new SourceId(row.get(LISTINGS.SOURCE)), externalId));
    }

    private static List<ListingKey> keys(List<Optional<ListingKey>> rows) {
        return rows.stream().flatMap(Optional::stream).toList();
    }
}
