package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import dev.souk.model.listing.Listing;
import java.util.List;
import java.util.OptionalInt;

/**
 * A demand on one attribute of a listing, such as {@code condition = used_good} or {@code storage >= 128}. Names compare
 * without regard to case. A listing without the attribute, or with a value that cannot be read as the kind that it is
 * compared with, does not satisfy the demand, whatever the operator, unless that is accepted. Where a listing has several
 * attributes whose names differ in case alone, one of them is enough.
 *
 * @param name 1 to 100 characters
 * @param operator how it is compared
 * @param values with what: none for {@link AttributeOperator#EXISTS}, two in order for {@link AttributeOperator#BETWEEN}, 1
 *     to 100 for {@link AttributeOperator#IN}, else one. Operators that go by order need numbers or days
 * @param unknownAccepted whether a listing will do, too, that does not say it, or in no form that can be compared; not for
 *     {@link AttributeOperator#EXISTS}, which would demand nothing then
 */
public record AttributeCriterion(
        String name, AttributeOperator operator, List<AttributeValue> values, boolean unknownAccepted) {

    /** Checks them all. */
    public AttributeCriterion {
        if (name.isBlank()) {
            throw new InvalidValueException("name", name, "name of an attribute is blank");
        }
        StorableText.requireOf("an attribute", "name", name, Listing.MAX_ATTRIBUTE_NAME_LENGTH);
        values = List.copyOf(values);
        if (!operator.takes(values.size())) {
            throw new InvalidValueException(
                    "values",
                    values,
                    "attribute %s cannot be compared by '%s' with %s values"
                            .formatted(name, operator.code(), values.size()));
        }
        if (operator.isOrdering() && !values.stream().allMatch(AttributeValue::isOrdered)) {
            throw new InvalidValueException(
                    "values",
                    values,
                    "attribute %s can be compared by '%s' with numbers and days alone"
                            .formatted(name, operator.code()));
        }
        if (operator == AttributeOperator.BETWEEN && !isInOrder(values.get(0), values.get(1))) {
            throw new InvalidValueException(
                    "values",
                    values,
                    "attribute %s cannot lie between %s and %s".formatted(name, values.get(0), values.get(1)));
        }
        if (unknownAccepted && operator == AttributeOperator.EXISTS) {
            throw new InvalidValueException(
                    "unknownAccepted", true, "attribute %s is always either given or unknown".formatted(name));
        }
    }

    /** A demand that a listing which does not say it does not satisfy. */
    public AttributeCriterion(String name, AttributeOperator operator, List<AttributeValue> values) {
        this(name, operator, values, false);
    }

    private static boolean isInOrder(AttributeValue low, AttributeValue high) {
        OptionalInt comparison = low.compare(AttributeReading.of(high.toString()));
        return comparison.isPresent() && comparison.getAsInt() >= 0;
    }

    /** {@code AttributeCriterion.of("condition", "used_good")}. */
    public static AttributeCriterion of(String name, String value) {
        return of(name, AttributeOperator.EQUAL, AttributeValue.of(value));
    }

    /** {@code AttributeCriterion.of("storage", AttributeOperator.AT_LEAST, AttributeValue.of(128))}. */
    public static AttributeCriterion of(String name, AttributeOperator operator, AttributeValue... values) {
        return new AttributeCriterion(name, operator, List.of(values));
    }

    /**
     * The same demand, and a listing that does not say it, or in no form that can be compared, will do too.
     *
     * @throws IllegalArgumentException if all that is demanded is that it is given
     */
    public AttributeCriterion orUnknown() {
        return new AttributeCriterion(name, operator, values, true);
    }

    /** Whether an attribute of this name with that value satisfies the demand. */
    public boolean isMetBy(AttributeReading said) {
        return switch (operator) {
            case EXISTS -> true;
            case BETWEEN ->
                accepts(AttributeOperator.AT_LEAST, values.get(0), said)
                        && accepts(AttributeOperator.AT_MOST, values.get(1), said);
            default -> values.stream().anyMatch(value -> accepts(operator, value, said));
        };
    }

    /** Whether that value can be compared with what is demanded: not if it is no number and one is asked for. */
    public boolean isComparable(AttributeReading said) {
        return operator == AttributeOperator.EXISTS
                || values.stream().anyMatch(value -> value.compare(said).isPresent());
    }

    private static boolean accepts(AttributeOperator operator, AttributeValue value, AttributeReading said) {
        OptionalInt comparison = value.compare(said);
        return comparison.isPresent() && operator.accepts(comparison.getAsInt());
    }
}
