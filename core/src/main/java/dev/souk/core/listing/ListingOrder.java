package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.core.paging.Cursor;
import dev.souk.core.paging.InvalidCursorException;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.PriceRange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The order of a query as SQL: a key and, for ties, the id in the same direction, so that one comparison of rows finds
 * what follows a place.
 *
 * @param key what the list is sorted by
 * @param descending whether high keys come first
 * @param nullable whether a listing can be without a key; those come last
 * @param number the key as a cursor holds it
 * @param value the other way; refuses by {@link IllegalArgumentException} what cannot stand in the column
 */
record ListingOrder<T>(
        Field<T> key, boolean descending, boolean nullable, Function<T, Long> number, Function<Long, T> value) {

    private static final String KEY = "sort_key";
    private static final int DECIMALS = 4;
    private static final BigDecimal PRICE_LIMIT = BigDecimal.TEN.pow(15);

    static ListingOrder<?> of(ListingQuery query) {
        return switch (query.sort()) {
            case NEWEST -> new ListingOrder<>(LISTING.CREATED_AT, true, false, ListingOrder::micros, ListingOrder::at);
            case PRICE_ASCENDING -> price(query, false);
            case PRICE_DESCENDING -> price(query, true);
            case RELEVANCE -> real(ListingCondition.relevance(query), true, false);
            case DISTANCE -> distance(query.criteria());
        };
    }

    /** Within a range of prices none is without, unless it may be. */
    private static ListingOrder<BigDecimal> price(ListingQuery query, boolean descending) {
        PriceRange range = query.criteria().price();
        boolean nullable = range == null || range.unknownAccepted();
        return new ListingOrder<>(
                LISTING.PRICE, descending, nullable, ListingOrder::tenThousandths, ListingOrder::amount);
    }

    /** What has no place has no distance; only where it may be without is there such. */
    private static ListingOrder<Double> distance(AlertCriteria criteria) {
        Field<Double> distance = NearCondition.distanceKm(criteria.near());
        return criteria.acceptsUnknown(CriteriaClause.NEAR)
                ? real(DSL.when(LISTING.LATITUDE.isNotNull(), distance), false, true)
                : real(distance, false, false);
    }

    private static ListingOrder<Double> real(Field<Double> key, boolean descending, boolean nullable) {
        return new ListingOrder<>(key, descending, nullable, Double::doubleToLongBits, ListingOrder::finite);
    }

    private static Long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant at(Long micros) {
        return new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), 1).at();
    }

    /** Reaches beyond the largest {@code long}, and is read as unsigned again. */
    private static Long tenThousandths(BigDecimal price) {
        return price.movePointRight(DECIMALS).longValue();
    }

    private static BigDecimal amount(Long tenThousandths) {
        BigDecimal price = new BigDecimal(new BigInteger(Long.toUnsignedString(tenThousandths)), DECIMALS);
        if (price.compareTo(PRICE_LIMIT) >= 0) {
            throw new IllegalArgumentException("no price: " + price);
        }
        return price;
    }

    private static Double finite(Long bits) {
        double number = Double.longBitsToDouble(bits);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("no finite number: " + number);
        }
        return number;
    }

    /** The same order for listings that all have a key, or all have none, as an index gives it. */
    ListingOrder<T> ofOneKind() {
        return new ListingOrder<>(key, descending, false, number, value);
    }

    /** The key as a column of the statement. */
    Field<T> column() {
        return key.as(KEY);
    }

    /** To sort listings by. */
    List<SortField<?>> fields() {
        return fields(column(), LISTING.ID);
    }

    /** The key as a nested statement found it. */
    Field<T> columnOf(String found) {
        return DSL.field(DSL.name(found, KEY), key.getDataType());
    }

    /** To sort again what a nested statement found. */
    List<SortField<?>> fieldsOf(String found) {
        return fields(columnOf(found), DSL.field(DSL.name(found, LISTING.ID.getName()), Long.class));
    }

    private List<SortField<?>> fields(Field<?> by, Field<Long> id) {
        SortField<?> first = descending ? by.desc() : by.asc();
        return List.of(nullable ? first.nullsLast() : first, descending ? id.desc() : id.asc());
    }

    /** The place of a listing whose {@link #column} was read. */
    ListingCursor place(Record row) {
        @Nullable T found = row.get(DSL.field(DSL.name(KEY), key.getDataType()));
        return new ListingCursor(found == null ? null : number.apply(found), row.get(LISTING.ID));
    }

    /**
     * Reads a cursor.
     *
     * @throws InvalidCursorException if the query's slices did not give it
     */
    ListingCursor place(String cursor, ListingQuery query) {
        ListingCursor place = ListingCursor.decode(cursor, query);
        try {
            if (place.key() == null
                    ? nullable
                    : number.apply(value.apply(place.key())).equals(place.key())) {
                return place;
            }
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new InvalidCursorException(cursor);
        }
        throw new InvalidCursorException(cursor);
    }

    /** What has a key and follows the place; all that has one if there is no place yet. */
    Condition keyedAfter(@Nullable ListingCursor place) {
        if (place == null) {
            return nullable ? key.isNotNull() : DSL.noCondition();
        }
        T last = value.apply(Objects.requireNonNull(place.key()));
        return descending
                ? DSL.row(key, LISTING.ID).lt(last, place.id())
                : DSL.row(key, LISTING.ID).gt(last, place.id());
    }

    /** What has no key and follows the place; all that has none if the place has one. */
    Condition unkeyedAfter(@Nullable ListingCursor place) {
        if (place == null || place.key() != null) {
            return key.isNull();
        }
        return key.isNull().and(descending ? LISTING.ID.lt(place.id()) : LISTING.ID.gt(place.id()));
    }
}
