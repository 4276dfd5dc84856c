package dev.souk.core.listing;

import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.LISTING_PRICES;

import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.Money;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The prices that listings were seen at. {@link ListingRepository#upsertAll} writes one when it is another than before;
 * they go with their listing. Thread-safe. Each method for many listings is one statement.
 */
public final class PriceHistory {

    /** A price that the model refuses, in an adopted database, is passed over. */
    private static final Condition READABLE =
            LISTING_PRICES.PRICE.isNotNull().and(LISTING_PRICES.CURRENCY.likeRegex("^[A-Z]{3}$"));

    private static final NewestFirst<PricePoint> NEWEST =
            new NewestFirst<>("prices", LISTING_PRICES, LISTING_PRICES.SEEN_AT, LISTING_PRICES.ID, PriceHistory::point);

    private final Transactions transactions;

    /** Works in these transactions. */
    public PriceHistory(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A page of a listing's prices, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<PricePoint> page(long listingId, int page, int size, Counting counting) {
        return transactions.call(dsl -> NEWEST.page(dsl, isOf(listingId), page, size, counting));
    }

    /**
     * A listing's prices, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<PricePoint> slice(long listingId, @Nullable String cursor, int size) {
        return transactions.call(dsl -> NEWEST.slice(dsl, isOf(listingId), cursor, size));
    }

    /** The first slice of {@link #slice(long, String, int)}. */
    public Slice<PricePoint> slice(long listingId, int size) {
        return slice(listingId, null, size);
    }

    /**
     * The last prices of a listing in the order in which they were seen, for a chart.
     *
     * @param limit 1 to {@value NewestFirst#MAX_SIZE}
     */
    public List<PricePoint> ofListing(long listingId, int limit) {
        List<PricePoint> newestFirst = new ArrayList<>(slice(listingId, limit).items());
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }

    private static Condition isOf(long listingId) {
        return LISTING_PRICES.LISTING_ID.eq(listingId).and(READABLE);
    }

    /** What the prices of a listing come to; empty if none was seen. */
    public Optional<PriceSummary> summary(long listingId) {
        return Optional.ofNullable(summaries(List.of(listingId)).get(listingId));
    }

    /** What the prices of these listings come to, by listing, ascending. One of which no price was seen is not in it. */
    public Map<Long, PriceSummary> summaries(Collection<Long> listingIds) {
        Field<Long> listing = LISTING_PRICES.LISTING_ID;
        Field<String> currency = LISTING_PRICES.CURRENCY;
        Field<BigDecimal> price = LISTING_PRICES.PRICE;
        Field<Instant> seenAt = LISTING_PRICES.SEEN_AT;
        Condition wanted = listing.eq(DSL.any(listingIds.toArray(Long[]::new))).and(READABLE);
        var latest = DSL.select(listing, currency, price)
                .distinctOn(listing)
                .from(LISTING_PRICES)
                .where(wanted)
                .orderBy(listing, seenAt.desc(), LISTING_PRICES.ID.desc())
                .asTable("latest");
        Field<BigDecimal> now = latest.field(price);
        Field<BigDecimal> lowest = DSL.min(price).as("lowest");
        Field<BigDecimal> highest = DSL.max(price).as("highest");
        Field<BigDecimal> median =
                DSL.percentileDisc(0.5).withinGroupOrderBy(price).as("median");
        Field<Integer> count = DSL.count().as("count");
        Field<Instant> since = DSL.min(seenAt).as("since");
        Field<Instant> lowestAt = DSL.field(
                        "(array_agg({0} order by {1}, {0} desc))[1]", seenAt.getDataType(), seenAt, price)
                .as("lowest_at");
        Map<Long, PriceSummary> summaries = new LinkedHashMap<>();
        transactions
                .call(dsl -> dsl.select(listing, currency, now, lowest, lowestAt, highest, median, count, since)
                        .from(LISTING_PRICES)
                        .join(latest)
                        .on(listing.eq(latest.field(listing)).and(currency.eq(latest.field(currency))))
                        .where(wanted)
                        .groupBy(listing, currency, now)
                        .orderBy(listing)
                        .fetch(row -> new PriceSummary(
                                row.get(listing),
                                money(row, now),
                                money(row, lowest),
                                row.get(lowestAt),
                                money(row, highest),
                                money(row, median),
                                row.get(count),
                                row.get(since))))
                .forEach(summary -> summaries.put(summary.listingId(), summary));
        return summaries;
    }

    /**
     * When these listings were last seen for less than they cost now, and for how much, by listing, ascending. Only in the
     * same currency; one that was never cheaper is not in it.
     */
    public Map<Long, PricePoint> lastCheaper(Collection<Long> listingIds) {
        Map<Long, PricePoint> cheaper = new LinkedHashMap<>();
        transactions
                .call(dsl -> dsl.select(LISTING_PRICES.fields())
                        .distinctOn(LISTING_PRICES.LISTING_ID)
                        .from(LISTING_PRICES)
                        .join(LISTINGS)
                        .on(LISTINGS.ID.eq(LISTING_PRICES.LISTING_ID))
                        .where(LISTING_PRICES.LISTING_ID.eq(DSL.any(listingIds.toArray(Long[]::new))))
                        .and(LISTING_PRICES.CURRENCY.eq(LISTINGS.CURRENCY))
                        .and(LISTING_PRICES.PRICE.lt(LISTINGS.PRICE))
                        .and(READABLE)
                        .orderBy(LISTING_PRICES.LISTING_ID, LISTING_PRICES.SEEN_AT.desc(), LISTING_PRICES.ID.desc())
                        .fetch(PriceHistory::point))
                .forEach(point -> cheaper.put(point.listingId(), point));
        return cheaper;
    }

    private static PricePoint point(Record row) {
        return new PricePoint(
                row.get(LISTING_PRICES.LISTING_ID), money(row, LISTING_PRICES.PRICE), row.get(LISTING_PRICES.SEEN_AT));
    }

    private static Money money(Record row, Field<BigDecimal> amount) {
        return Objects.requireNonNull(
                ListingReader.money(row.get(amount), row.get(LISTING_PRICES.CURRENCY)), "a readable price");
    }
}
