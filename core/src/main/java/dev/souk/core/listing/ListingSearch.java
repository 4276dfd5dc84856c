package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.core.cache.CachedPage;
import dev.souk.core.cache.CachedReads;
import dev.souk.core.paging.PageBounds;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.Total;
import dev.souk.model.listing.StoredListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Finds listings by a query: the reading side of {@link ListingRepository}. Thread-safe. */
final class ListingSearch {

    /*
     * What is found and in which order is decided on keys and ids alone, in a nested statement. The listings with their
     * images and attributes are read only for those on the page, not for those that an offset skips.
     */

    private static final String FOUND = "found";

    private final CachedReads reads;

    ListingSearch(CachedReads reads) {
        this.reads = reads;
    }

    PageResult<StoredListing> page(ListingQuery query, int page, int size, Counting counting) {
        PageBounds bounds = new PageBounds(page, size);
        Condition condition = ListingCondition.of(query);
        CachedPage found = reads.search(CacheKeys.of(query, "page", bounds, counting), dsl -> {
            List<Record> rows = find(dsl, ListingOrder.of(query), condition, size, bounds.offset());
            Total total = bounds.total(
                    dsl, counting, rows.size(), DSL.selectOne().from(LISTING).where(condition));
            return new CachedPage(readable(rows), total, null);
        });
        return new PageResult<>(found.listings(), page, size, found.total());
    }

    Slice<StoredListing> slice(ListingQuery query, @Nullable String cursor, int size) {
        PageBounds.requireSize(size);
        ListingOrder<?> order = ListingOrder.of(query);
        @Nullable ListingCursor place = cursor == null ? null : order.place(cursor, query);
        // A cursor belongs to the query as it was typed.
        String key = CacheKeys.of(query, "slice", query.text().text(), Optional.ofNullable(cursor), size);
        CachedPage found = reads.search(key, dsl -> {
            List<Record> rows = following(dsl, query, order, place, size + 1);
            if (rows.size() <= size) {
                return CachedPage.of(readable(rows), null);
            }
            List<Record> shown = rows.subList(0, size);
            return CachedPage.of(
                    readable(shown), order.place(shown.get(size - 1)).encode(query));
        });
        return new Slice<>(found.listings(), found.next());
    }

    /** First what has a key, then what has none: one range of an index each. */
    private static List<Record> following(
            DSLContext dsl, ListingQuery query, ListingOrder<?> order, @Nullable ListingCursor place, int limit) {
        Condition condition = ListingCondition.of(query);
        List<Record> rows = new ArrayList<>();
        if (place == null || place.key() != null) {
            rows.addAll(find(dsl, order, condition.and(order.keyedAfter(place)), limit, 0));
        }
        if (order.nullable() && rows.size() < limit) {
            rows.addAll(find(dsl, order, condition.and(order.unkeyedAfter(place)), limit - rows.size(), 0));
        }
        return rows;
    }

    private static List<Record> find(
            DSLContext dsl, ListingOrder<?> order, Condition condition, int limit, long offset) {
        Table<?> found = DSL.select(LISTING.ID, order.column())
                .from(LISTING)
                .where(condition)
                .orderBy(order.fields())
                .limit(limit)
                .offset(offset)
                .asTable(FOUND);
        return dsl.select(ListingReader.FIELDS)
                .select(order.columnOf(FOUND))
                .from(found)
                .join(LISTING)
                .on(LISTING.ID.eq(found.field(LISTING.ID)))
                .orderBy(order.fieldsOf(FOUND))
                .fetch();
    }

    private static List<StoredListing> readable(List<Record> rows) {
        return rows.stream()
                .map(ListingReader::read)
                .map(StoredRow::listing)
                .flatMap(Optional::stream)
                .toList();
    }
}
