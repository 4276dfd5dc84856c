package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.Sellers;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A query as a condition on {@link ListingReader#LISTING}, with the answer that the model's own methods give for each
 * listing. Everything that a user typed is bound as a value; terms hold letters and digits only.
 *
 * <p>One limit: the case of categories and attributes is folded by the database's {@code lower}. It differs from Java's
 * for a dotted capital I and a sigma at the end of a word, and folds only ASCII where the collation is {@code C}:
 * a demand then finds less. Only two kinds of demands on attributes find more: one to which silence is an answer, if it is
 * the name that is folded differently, so that the attribute seems not to be there; and one for another value than this.
 * A category that is folded differently is still told, so a demand that accepts an unknown one finds less too.
 */
final class ListingCondition {

    static final Field<?> SEARCH_VECTOR = vector("search_vector");
    private static final Field<?> LOCATION_TERMS = vector("location_terms");

    /** Every status that a stored listing can have. */
    private static final Set<ListingStatus> ALL = EnumSet.complementOf(EnumSet.of(ListingStatus.UNKNOWN));

    private final List<Condition> clauses = new ArrayList<>();

    private ListingCondition() {}

    static Condition of(ListingQuery query) {
        @Nullable Instant askedAt = query.askedAt();
        return of(
                query,
                age -> askedAt == null ? DatabaseClock.before(age) : DSL.val(askedAt.minus(age), LISTING.LISTED_DATE));
    }

    /** As {@link #of}, but each listing is asked at the time at which it was first seen, as an alert asks it. */
    static Condition atFirstSight(ListingQuery query) {
        return of(query, age -> DatabaseClock.before(LISTING.CREATED_AT, age));
    }

    /** {@code earliest} is when a listing may have been listed that must not be older. */
    private static Condition of(ListingQuery query, Function<Duration, Field<Instant>> earliest) {
        ListingCondition condition = new ListingCondition();
        AlertCriteria criteria = query.criteria();
        condition.statuses(query.statuses());
        if (!criteria.sources().isEmpty()) {
            condition.add(LISTING.SOURCE.in(
                    criteria.sources().stream().map(Object::toString).toList()));
        }
        if (!criteria.excludedSources().isEmpty()) {
            condition.add(LISTING.SOURCE.notIn(
                    criteria.excludedSources().stream().map(Object::toString).toList()));
        }
        if (!criteria.categories().isEmpty()) {
            Condition named = oneOf(LISTING.CATEGORY, criteria.categories());
            condition.add(orUnknown(criteria, CriteriaClause.CATEGORIES, named, LISTING.CATEGORY));
            if (isNarrow(query) && !criteria.acceptsUnknown(CriteriaClause.CATEGORIES)) {
                condition.add(oneOfAsTheSearchIndexHasIt(criteria.categories()));
            }
        }
        if (!criteria.subcategories().isEmpty()) {
            condition.add(SubcategoryCondition.of(criteria));
        }
        condition.text(query);
        PriceCondition.of(query).forEach(condition::add);
        if (criteria.location() != null) {
            Condition there = location(criteria.location());
            condition.add(orUnknown(criteria, CriteriaClause.LOCATION, there, LISTING.LOCATION));
        }
        if (!criteria.near().isEmpty()) {
            Condition near =
                    DSL.or(criteria.near().stream().map(NearCondition::of).toList());
            condition.add(orUnknown(criteria, CriteriaClause.NEAR, near, LISTING.LATITUDE));
        }
        condition.sellers(criteria.sellers());
        criteria.attributes().forEach(wanted -> condition.add(AttributeCondition.of(wanted)));
        if (criteria.minPhotos() > 0) {
            condition.add(PhotoCondition.atLeast(criteria.minPhotos()));
        }
        if (criteria.listedWithin() != null) {
            Condition recent = LISTING.LISTED_DATE.ge(earliest.apply(criteria.listedWithin()));
            condition.add(orUnknown(criteria, CriteriaClause.LISTED_WITHIN, recent, LISTING.LISTED_DATE));
        }
        if (query.listedSince() != null) {
            condition.add(LISTING.LISTED_DATE.ge(query.listedSince()));
        }
        if (query.firstSeenSince() != null) {
            condition.add(LISTING.CREATED_AT.ge(query.firstSeenSince()));
        }
        return DSL.and(condition.clauses);
    }

    /** What a clause demands, or nothing in the column if that is accepted. */
    private static Condition orUnknown(
            AlertCriteria criteria, CriteriaClause clause, Condition demanded, Field<?> column) {
        return criteria.acceptsUnknown(clause) ? demanded.or(column.isNull()) : demanded;
    }

    /** Whether a clause is there that the index {@code listings_search} can serve, and words that are asked for. */
    static boolean isNarrow(ListingQuery query) {
        AlertCriteria criteria = query.criteria();
        return ListingQuery.OPEN.containsAll(query.statuses())
                && (!required(criteria, query.text()).isEmpty()
                        || (criteria.location() != null && !criteria.acceptsUnknown(CriteriaClause.LOCATION))
                        || (!criteria.near().isEmpty() && !criteria.acceptsUnknown(CriteriaClause.NEAR)));
    }

    /** What every listing satisfies that a query can find, as far as an index in the order of first sight can serve. */
    static Condition inOrder(ListingQuery query) {
        ListingCondition condition = new ListingCondition();
        condition.add(open());
        AlertCriteria criteria = query.criteria();
        if (criteria.categories().size() == 1 && !criteria.acceptsUnknown(CriteriaClause.CATEGORIES)) {
            condition.add(oneOf(LISTING.CATEGORY, criteria.categories()));
        }
        return DSL.and(condition.clauses);
    }

    private static Field<?> vector(String column) {
        return DSL.field(DSL.name(LISTING.getName(), column));
    }

    private void add(Condition clause) {
        clauses.add(clause);
    }

    private void statuses(Set<ListingStatus> statuses) {
        if (statuses.equals(ListingQuery.OPEN)) {
            add(open());
        } else if (!statuses.equals(ALL)) {
            add(DSL.or(statuses.stream().map(ListingCondition::status).toList()));
        }
    }

    /** Written as the partial indexes have it, so that they can serve. */
    private static Condition open() {
        return isNot(LISTING.IS_DELETED).and(isNot(LISTING.IS_SOLD));
    }

    private static Condition isNot(Field<Boolean> mark) {
        return DSL.not(DSL.condition(mark));
    }

    private static Condition status(ListingStatus status) {
        return switch (status) {
            case AVAILABLE, UNKNOWN -> open().and(isNot(LISTING.IS_PENDING));
            case PENDING -> open().and(DSL.condition(LISTING.IS_PENDING));
            case SOLD -> DSL.condition(LISTING.IS_SOLD).and(isNot(LISTING.IS_DELETED));
            case REMOVED -> DSL.condition(LISTING.IS_DELETED);
        };
    }

    static Condition oneOf(Field<String> column, Collection<String> lowerCase) {
        return DSL.lower(column).in(lowerCase);
    }

    /** Once more, so that the category narrows the words inside the index. */
    private static Condition oneOfAsTheSearchIndexHasIt(Collection<String> lowerCase) {
        return DSL.condition(
                "ARRAY[{0}] && cast({1} as text[])",
                DSL.lower(LISTING.CATEGORY), DSL.val(lowerCase.toArray(String[]::new)));
    }

    private void text(ListingQuery query) {
        List<List<Phrase>> required = required(query.criteria(), query.text());
        List<Phrase> excluded = new ArrayList<>(query.text().excluded());
        excluded.addAll(query.criteria().keywords().excluded());
        if (!required.isEmpty() || !excluded.isEmpty()) {
            add(holds(SEARCH_VECTOR, SearchVector.query(required, excluded)));
        }
    }

    /** The groups of phrases of which each listing holds one each. */
    static List<List<Phrase>> required(AlertCriteria criteria, TextQuery text) {
        List<List<Phrase>> required = new ArrayList<>(text.required());
        required.addAll(criteria.keywords().required());
        return required;
    }

    /** How well a listing answers to the words that must occur; higher is better. */
    static Field<Double> relevance(ListingQuery query) {
        return DSL.field(
                "cast(ts_rank({0}, {1}) as double precision)",
                SQLDataType.DOUBLE,
                SEARCH_VECTOR,
                tsquery(SearchVector.query(required(query.criteria(), query.text()), List.of())));
    }

    /** A place in which there is neither letter nor digit is held by no listing. */
    private static Condition location(String location) {
        return Phrase.of(location)
                .map(phrase -> holds(LOCATION_TERMS, SearchVector.query(phrase)))
                .orElseGet(DSL::falseCondition);
    }

    static Condition holds(Field<?> vector, String query) {
        return DSL.condition("{0} @@ {1}", vector, tsquery(query));
    }

    private static Field<?> tsquery(String query) {
        return DSL.field("cast({0} as tsquery)", DSL.val(query));
    }

    /** Who is left out is left out by name: a listing that does not say who sells is not. */
    private void sellers(Sellers sellers) {
        if (!sellers.any().isEmpty()) {
            add(LISTING.SELLER_ID.in(sellers.any()));
        }
        if (!sellers.none().isEmpty()) {
            add(LISTING.SELLER_ID.isNull().or(LISTING.SELLER_ID.notIn(sellers.none())));
        }
    }
}
