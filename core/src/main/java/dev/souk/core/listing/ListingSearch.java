package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.core.paging.PageBounds;
import dev.souk.core.transaction.Transactions;
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

    private final Transactions transactions;

    ListingSearch(Transactions transactions) {
        this.transactions = transactions;
    }

    PageResult<StoredListing> page(ListingQuery query, int page, int size, Counting counting) {
        PageBounds bounds = new PageBounds(page, size);
        Condition condition = ListingCondition.of(query);
        return transactions.call(dsl -> {
            List<Record> rows = find(dsl, ListingOrder.of(query), condition, size, bounds.offset());
            Total total = bounds.total(
                    dsl, counting, rows.size(), DSL.selectOne().from(LISTING).where(condition));
            return new PageResult<>(readable(rows), page, size, total);
        });
    }

    Slice<StoredListing> slice(ListingQuery query, @Nullable String cursor, int size) {
        PageBounds.requireSize(size);
        ListingOrder<?> order = ListingOrder.of(query);
        @Nullable ListingCursor place = cursor == null ? null : order.place(cursor, query);
        List<Record> rows = transactions.call(dsl -> following(dsl, query, order, place, size + 1));
        if (rows.size() <= size) {
            return new Slice<>(readable(rows), null);
        }
        List<Record> shown = rows.subList(0, size);
        return new Slice<>(readable(shown), order.place(shown.get(size - 1)).encode(query));
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
