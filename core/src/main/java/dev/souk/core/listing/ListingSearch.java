package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.core.cache.CachedPage;
import dev.souk.core.cache.CachedReads;
import dev.souk.core.paging.PageBounds;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.InvalidValueException;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.Total;
import dev.souk.model.listing.StoredListing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Finds listings by a query: the reading side of {@link ListingRepository}. Thread-safe. */
final class ListingSearch {

    /*
     * What is found and in which order is decided on keys and ids alone, in a nested statement. The listings with their
     * images and attributes are read only for those on the page, not for those that an offset skips.
     */

    private static final String FOUND = "found";
    private static final String DAY = "number_of_day";
    private static final int MAX_DAYS = 366;

    private final Transactions transactions;
    private final CachedReads reads;

    ListingSearch(Transactions transactions, CachedReads reads) {
        this.transactions = transactions;
        this.reads = reads;
    }

    PageResult<StoredListing> page(ListingQuery query, int page, int size, Counting counting) {
        PageBounds bounds = new PageBounds(page, size);
        CachedPage found = reads.search(() -> CacheKeys.of(query, "page", bounds, counting), dsl -> {
            List<Record> rows = find(dsl, query, ListingOrder.of(query), DSL.noCondition(), size, bounds.offset());
            Total total = bounds.total(dsl, counting, rows.size(), all(query));
            return new CachedPage(readable(rows), total, null);
        });
        return new PageResult<>(found.listings(), page, size, found.total());
    }

    Total count(ListingQuery query, Counting counting) {
        return transactions.read(dsl -> PageBounds.counted(dsl, counting, 0, all(query)));
    }

    List<Long> ids(ListingQuery query, int limit) {
        PageBounds.requireSize(limit);
        return transactions.read(
                dsl -> dsl.fetch(FoundListings.select(query, ListingOrder.of(query), DSL.noCondition(), limit, 0))
                        .getValues(LISTING.ID));
    }

    List<ListingPlace> places(ListingQuery newest, @Nullable ListingPlace after, int limit) {
        PageBounds.requireSize(limit);
        Condition following = after == null
                ? DSL.noCondition()
                : DSL.row(LISTING.CREATED_AT, LISTING.ID).lt(after.firstSeen(), after.id());
        ListingOrder<?> order = ListingOrder.of(newest);
        return transactions.read(dsl -> dsl.fetch(FoundListings.select(newest, order, following, limit, 0))
                .map(row -> new ListingPlace(row.get(order.column().getName(), Instant.class), row.get(LISTING.ID))));
    }

    private static SelectLimitStep<Record1<Integer>> all(ListingQuery query) {
        return PriceList.answers(query)
                ? DSL.selectOne().from(PriceList.AS_LISTING).where(PriceList.condition(query))
                : DSL.selectOne().from(LISTING).where(ListingCondition.of(query));
    }

    Slice<StoredListing> slice(ListingQuery query, @Nullable String cursor, int size) {
        PageBounds.requireSize(size);
        ListingOrder<?> order = ListingOrder.of(query);
        @Nullable ListingCursor place = cursor == null ? null : order.place(cursor, query);
        // A cursor belongs to the query as it was typed.
        CachedPage found = reads.search(
                () -> CacheKeys.of(query, "slice", query.text().text(), Optional.ofNullable(cursor), size),
                dsl -> (ListedSlice.reads(query, order)
                                ? ListedSlice.after(dsl, query, order, place, size)
                                : Optional.<CachedPage>empty())
                        .orElseGet(() -> after(dsl, query, order, place, size)));
        return new Slice<>(found.listings(), found.next());
    }

    private static CachedPage after(
            DSLContext dsl, ListingQuery query, ListingOrder<?> order, @Nullable ListingCursor place, int size) {
        List<Record> rows = following(dsl, query, order, place, size + 1);
        if (rows.size() <= size) {
            return CachedPage.of(readable(rows), null);
        }
        List<Record> shown = rows.subList(0, size);
        return CachedPage.of(readable(shown), order.place(shown.get(size - 1)).encode(query));
    }

    /** First what has a key, then what has none: one range of an index each. */
    private static List<Record> following(
            DSLContext dsl, ListingQuery query, ListingOrder<?> order, @Nullable ListingCursor place, int limit) {
        List<Record> rows = new ArrayList<>();
        ListingOrder<?> ofOneKind = order.ofOneKind();
        if (place == null || place.key() != null) {
            rows.addAll(find(dsl, query, ofOneKind, order.keyedAfter(place), limit, 0));
        }
        if (order.nullable() && rows.size() < limit) {
            rows.addAll(find(dsl, query, ofOneKind, order.unkeyedAfter(place), limit - rows.size(), 0));
        }
        return rows;
    }

    /**
     * Relies on every id that is found standing in {@code listings}, also one that the price list gave: one that did not
     * would be missing in its page, and in a slice the listings after it.
     */
    private static List<Record> find(
            DSLContext dsl, ListingQuery query, ListingOrder<?> order, Condition after, int limit, long offset) {
        Table<?> found =
                FoundListings.select(query, order, after, limit, offset).asTable(FOUND);
        return dsl.select(ListingReader.FIELDS)
                .select(order.columnOf(FOUND))
                .from(found)
                .join(LISTING)
                .on(LISTING.ID.eq(found.field(LISTING.ID)))
                .orderBy(order.fieldsOf(FOUND))
                .fetch();
    }

    SortedMap<LocalDate, Long> countsPerDay(ListingQuery query, int days, ZoneId zone) {
        return PriceList.countsByTime(query)
                ? countsPerDay(PriceList.AS_LISTING, PriceList.condition(query), days, zone)
                : countsPerDay(LISTING, ListingCondition.of(query), days, zone);
    }

    /** As above, but each listing is asked as of when it was first seen. */
    SortedMap<LocalDate, Long> countsPerDayAtFirstSight(ListingQuery query, int days, ZoneId zone) {
        return countsPerDay(LISTING, ListingCondition.atFirstSight(query), days, zone);
    }

    /** Days begin as {@code zone} says, which only Java need know: the database is handed their beginnings. */
    private SortedMap<LocalDate, Long> countsPerDay(Table<?> listings, Condition wanted, int days, ZoneId zone) {
        if (days < 1 || days > MAX_DAYS) {
            throw new InvalidValueException("days", days, "days must be 1 to %s: %s".formatted(MAX_DAYS, days));
        }
        return transactions.call(dsl -> {
            Instant now = dsl.select(DatabaseClock.now()).fetchSingle().value1();
            LocalDate today = LocalDate.ofInstant(now, zone);
            List<LocalDate> dates =
                    today.minusDays(days - 1L).datesUntil(today.plusDays(1)).toList();
            List<Instant> begins = dates.stream()
                    .map(day -> day.atStartOfDay(zone).toInstant())
                    .toList();
            SortedMap<LocalDate, Long> counts = new TreeMap<>();
            dates.forEach(day -> counts.put(day, 0L));
            dsl.select(numberOfDay(begins).as(DAY), DSL.count())
                    .from(listings)
                    .where(wanted)
                    .and(LISTING.CREATED_AT.ge(begins.get(0)))
                    .groupBy(DSL.field(DSL.name(DAY)))
                    .fetch()
                    .forEach(row -> counts.merge(dates.get(row.value1() - 1), (long) row.value2(), Long::sum));
            return Collections.unmodifiableSortedMap(counts);
        });
    }

    private static Field<Integer> numberOfDay(List<Instant> begins) {
        String[] times = begins.stream().map(Instant::toString).toArray(String[]::new);
        return DSL.field(
                "width_bucket({0}, cast({1} as timestamptz[]))",
                SQLDataType.INTEGER, LISTING.CREATED_AT, DSL.val(times));
    }

    private static List<StoredListing> readable(List<Record> rows) {
        return rows.stream()
                .map(ListingReader::read)
                .map(StoredRow::listing)
                .flatMap(Optional::stream)
                .toList();
    }
}
