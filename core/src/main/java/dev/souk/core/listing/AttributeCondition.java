package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;
import static dev.souk.jooq.Tables.LISTING_ATTRIBUTES;

import dev.souk.core.transaction.Exists;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.AttributeValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A demand on an attribute as a condition on {@link ListingReader#LISTING}. What the database reads of a value is what
 * {@link AttributeReading} reads of it, by the same patterns; what cannot be read is null and satisfies nothing,
 * unless that is accepted.
 */
final class AttributeCondition {

    private static final Field<String> VALUE = LISTING_ATTRIBUTES.VALUE;

    /** CASE keeps the cast from what is no number. */
    private static final Field<BigDecimal> NUMBER = DSL.field(
            "case when {0} ~ {1} then cast(replace(substring({0} from {2}), ',', '') as numeric) end",
            SQLDataType.NUMERIC,
            VALUE,
            DSL.inline("^(?:" + AttributeReading.NUMBER + ")$"),
            DSL.inline("^" + AttributeReading.NUMBER_ALONE));

    /** Days as they are written sort as days do, and the 30th of February is no error. */
    private static final Field<String> DATE = DSL.field(
            "(case when {0} ~ {1} then left({0}, {2}) end) collate \"C\"",
            SQLDataType.VARCHAR,
            VALUE,
            DSL.inline("^" + AttributeReading.DATE),
            DSL.inline(AttributeReading.DATE_LENGTH));

    private AttributeCondition() {}

    static Condition of(AttributeCriterion wanted) {
        Condition met = isSaid(wanted, isMet(wanted));
        return wanted.unknownAccepted() ? met.or(DSL.not(isSaid(wanted, isComparable(wanted)))) : met;
    }

    /** That an attribute of the name is such. */
    private static Condition isSaid(AttributeCriterion wanted, Condition such) {
        return Exists.row(DSL.selectOne()
                .from(LISTING_ATTRIBUTES)
                .where(LISTING_ATTRIBUTES.LISTING_ID.eq(LISTING.ID))
                .and(DSL.lower(LISTING_ATTRIBUTES.KEY).eq(wanted.name().toLowerCase(Locale.ROOT)))
                .and(VALUE.isNotNull())
                .and(such));
    }

    /** By one of the values. */
    private static Condition isComparable(AttributeCriterion wanted) {
        return DSL.or(
                wanted.values().stream().map(AttributeCondition::isComparable).toList());
    }

    private static Condition isComparable(AttributeValue wanted) {
        if (wanted instanceof AttributeValue.Quantity) {
            return NUMBER.isNotNull();
        }
        if (wanted instanceof AttributeValue.Day) {
            return DATE.isNotNull();
        }
        return wanted instanceof AttributeValue.Truth
                ? DSL.lower(VALUE).in("true", "yes", "false", "no")
                : DSL.trueCondition();
    }

    private static Condition isMet(AttributeCriterion wanted) {
        List<AttributeValue> values = wanted.values();
        return switch (wanted.operator()) {
            case EXISTS -> DSL.noCondition();
            case BETWEEN ->
                compare(AttributeOperator.AT_LEAST, values.get(0))
                        .and(compare(AttributeOperator.AT_MOST, values.get(1)));
            default ->
                DSL.or(values.stream()
                        .map(value -> compare(wanted.operator(), value))
                        .toList());
        };
    }

    private static Condition compare(AttributeOperator operator, AttributeValue wanted) {
        if (wanted instanceof AttributeValue.Quantity number) {
            return compare(NUMBER, operator, number.number());
        }
        if (wanted instanceof AttributeValue.Day day) {
            return compare(DATE, operator, day.day().toString());
        }
        if (wanted instanceof AttributeValue.Truth truth) {
            boolean yes = truth.truth() == (operator != AttributeOperator.NOT_EQUAL);
            return yes ? DSL.lower(VALUE).in("true", "yes") : DSL.lower(VALUE).in("false", "no");
        }
        AttributeValue.Text text = (AttributeValue.Text) wanted;
        return compare(DSL.lower(VALUE), operator, text.text().toLowerCase(Locale.ROOT));
    }

    private static <T> Condition compare(Field<T> field, AttributeOperator operator, T value) {
        return switch (operator) {
            case EQUAL, IN -> field.eq(value);
            case NOT_EQUAL -> field.ne(value);
            case LESS -> field.lt(value);
            case AT_MOST -> field.le(value);
            case GREATER -> field.gt(value);
            case AT_LEAST -> field.ge(value);
            case BETWEEN, EXISTS -> throw new IllegalStateException(operator + " is not about a single value");
        };
    }
}
