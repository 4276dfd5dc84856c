package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import java.util.ArrayList;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.SelectOrderByStep;
import org.jooq.SelectUnionStep;
import org.jooq.impl.DSL;

/** Which listings a query finds, as a statement that gives ids and keys only. */
final class FoundListings {

    /*
     * "The newest that hold a word" has two good plans: walk the newest until enough hold it, or look the word up and
     * sort what holds it. Each takes seconds where the other is right, and the planner, who must guess how many listings
     * hold two words in one category, takes the wrong one often enough. So both are written down: a walk that ends after
     * so many listings whether they were enough or not, and only if they were not, the lookup.
     */

    /** The listings walked through: what is rarer than a page in so many is looked up. */
    private static final int WALK = 1_000;

    private FoundListings() {}

    /**
     * What a query finds, in its order.
     *
     * @param after what follows the slice before
     */
    static Select<? extends Record> select(
            ListingQuery query, ListingOrder<?> order, Condition after, int limit, long offset) {
        if (PriceList.finds(query)) {
            return listed(query, order, after, limit, offset, List.of());
        }
        Condition wanted = ListingCondition.of(query).and(after);
        long needed = offset + limit;
        if (query.sort() == ListingSort.NEWEST && needed < WALK && ListingCondition.isNarrow(query)) {
            return walkOrLookup(order, wanted, ListingCondition.inOrder(query).and(after), limit, offset);
        }
        return DSL.select(LISTING.ID, order.column())
                .from(LISTING)
                .where(wanted)
                .orderBy(order.fields())
                .limit(limit)
                .offset(offset);
    }

    /**
     * What the price list finds, in the query's order.
     *
     * @param after what follows the slice before
     * @param besides what is read of each entry besides number and key
     */
    static Select<Record> listed(
            ListingQuery query,
            ListingOrder<?> order,
            Condition after,
            int limit,
            long offset,
            List<Field<?>> besides) {
        Condition wanted = PriceList.condition(query).and(after);
        List<Condition> ranges = PriceList.ranges(query, order);
        if (ranges.isEmpty()) {
            return list(order, wanted, besides).limit(limit).offset(offset);
        }
        // As far as is needed of each, which the server reads in step.
        List<SelectUnionStep<Record>> parts = new ArrayList<>();
        ranges.forEach(range ->
                parts.add(list(order.ofOneKind(), wanted.and(range), besides).limit(offset + limit)));
        SelectOrderByStep<Record> all = parts.get(0).unionAll(parts.get(1));
        for (SelectUnionStep<Record> part : parts.subList(2, parts.size())) {
            all = all.unionAll(part);
        }
        return all.orderBy(order.fields()).limit(limit).offset(offset);
    }

    private static SelectLimitStep<Record> list(ListingOrder<?> order, Condition wanted, List<Field<?>> besides) {
        return DSL.select(LISTING.ID, order.column())
                .select(besides)
                .from(PriceList.AS_LISTING)
                .where(wanted)
                .orderBy(order.fields());
    }

    private static <T> Select<Record2<Long, T>> walkOrLookup(
            ListingOrder<T> order, Condition wanted, Condition inOrder, int limit, long offset) {
        long needed = offset + limit;
        CommonTableExpression<Record2<Long, T>> walk = DSL.name("walk")
                .asMaterialized(DSL.select(LISTING.ID, order.column())
                        .from(DSL.select(LISTING.asterisk())
                                .from(LISTING)
                                .where(inOrder)
                                .orderBy(LISTING.CREATED_AT.desc(), LISTING.ID.desc())
                                .limit(WALK)
                                .asTable(LISTING.getName()))
                        .where(wanted)
                        .orderBy(order.fields())
                        .limit(needed));
        Field<Integer> walked = DSL.field(DSL.selectCount().from(walk));
        CommonTableExpression<Record2<Long, T>> lookup = DSL.name("lookup")
                .asMaterialized(DSL.select(LISTING.ID, order.column())
                        .from(LISTING)
                        .where(wanted)
                        .and(walked.lt((int) needed)));
        return DSL.with(walk)
                .with(lookup)
                .selectFrom(walk.where(walked.ge((int) needed)))
                .unionAll(DSL.selectFrom(lookup))
                .orderBy(order.fields())
                .limit(limit)
                .offset(offset);
    }
}
