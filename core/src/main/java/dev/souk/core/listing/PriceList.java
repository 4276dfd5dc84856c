package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;
import static dev.souk.jooq.Tables.PRICE_LIST;

import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.CriteriaClause;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The table {@code price_list}, a narrow row for each open listing that triggers keep: what asks for nothing but category,
 * price and first sight is answered by its indexes, and listings are not read.
 */
final class PriceList {

    /**
     * The table in the place of {@code listings}. Its columns have the names that they have there, so what is said of
     * {@link ListingReader#LISTING} holds of it: the number, the price, the currency and the time of first sight.
     */
    static final Table<?> AS_LISTING = PRICE_LIST.as(LISTING.getName());

    /** What of a row can change, as SQL: whoever reads it twice sees by it whether somebody wrote meanwhile. */
    static final String ENTRY_TEXT = "cast(row(listing.category, listing.price, listing.currency) as text)";

    /** As a column of a statement. */
    static final Field<String> ENTRY = DSL.field(ENTRY_TEXT, SQLDataType.CLOB).as("entry");

    /** A statement of more parts takes longer to plan than it saves, measured to 16: 0.6 ms. */
    private static final int FEW_CATEGORIES = 16;

    private PriceList() {}

    /** Whether it knows all that a query demands. */
    static boolean answers(ListingQuery query) {
        return query.statuses().equals(ListingQuery.OPEN)
                && query.listedSince() == null
                && query.text().required().isEmpty()
                && query.text().excluded().isEmpty()
                && query.criteria().equals(categoryAndPrice(query.criteria()));
    }

    /** What is left of criteria without all other clauses, so that a new clause is one that it does not know. */
    private static AlertCriteria categoryAndPrice(AlertCriteria criteria) {
        AlertCriteria.Builder left = AlertCriteria.builder();
        criteria.categories().forEach(left::category);
        if (criteria.price() != null) {
            left.price(criteria.price());
        }
        if (criteria.acceptsUnknown(CriteriaClause.CATEGORIES)) {
            left.orUnknown(CriteriaClause.CATEGORIES);
        }
        return left.build();
    }

    /** Whether a query's listings, in its order, are found here sooner than in {@code listings}. */
    static boolean finds(ListingQuery query) {
        return answers(query)
                && switch (query.sort()) {
                    case PRICE_ASCENDING, PRICE_DESCENDING -> true;
                    // Of several categories, whatever they cost, what is newest of all is walked through sooner.
                    case NEWEST ->
                        isInCategories(query)
                                && (query.criteria().categories().size() == 1
                                        || (asksForPrice(query) && hasFewCategories(query)));
                    case RELEVANCE, DISTANCE -> false;
                };
    }

    /**
     * The ranges of one of its indexes that hold what a query finds, at least two, each in the order; none where one range
     * holds all. Several categories are several, and so are, last in the index and first in the order, the dearest and what
     * has no price.
     */
    static List<Condition> ranges(ListingQuery query, ListingOrder<?> order) {
        List<Condition> kinds = order.nullable() && order.descending()
                ? List.of(order.keyedAfter(null), order.unkeyedAfter(null))
                : List.of(DSL.noCondition());
        List<Condition> categories = isInCategories(query) && hasFewCategories(query)
                ? query.criteria().categories().stream()
                        .map(LISTING.CATEGORY::eq)
                        .toList()
                : List.of(DSL.noCondition());
        if (kinds.size() * categories.size() == 1) {
            return List.of();
        }
        return categories.stream()
                .flatMap(category -> kinds.stream().map(category::and))
                .toList();
    }

    private static boolean asksForPrice(ListingQuery query) {
        return query.criteria().price() != null || !query.text().prices().isEmpty();
    }

    private static boolean hasFewCategories(ListingQuery query) {
        return query.criteria().categories().size() <= FEW_CATEGORIES;
    }

    /** Whether it counts what a query finds by the time of first sight sooner than {@code listings} would. */
    static boolean countsByTime(ListingQuery query) {
        return answers(query) && isInCategories(query);
    }

    private static boolean isInCategories(ListingQuery query) {
        return !query.criteria().categories().isEmpty() && !query.criteria().acceptsUnknown(CriteriaClause.CATEGORIES);
    }

    /** A query that it {@link #answers}, as a condition on {@link #AS_LISTING}. */
    static Condition condition(ListingQuery query) {
        AlertCriteria criteria = query.criteria();
        List<Condition> clauses = new ArrayList<>();
        if (!criteria.categories().isEmpty()) {
            Condition named = LISTING.CATEGORY.in(criteria.categories());
            clauses.add(
                    criteria.acceptsUnknown(CriteriaClause.CATEGORIES) ? named.or(LISTING.CATEGORY.isNull()) : named);
        }
        clauses.addAll(PriceCondition.of(query));
        if (query.firstSeenSince() != null) {
            clauses.add(LISTING.CREATED_AT.ge(query.firstSeenSince()));
        }
        return DSL.and(clauses);
    }
}
