package dev.souk.model.alert;

import java.util.Arrays;
import java.util.Optional;

/** How an attribute is compared. The code is what JSON documents hold. */
public enum AttributeOperator {
    /** The same. */
    EQUAL("=", 1, false),
    /** Given, but not the same. */
    NOT_EQUAL("!=", 1, false),
    /** Less. */
    LESS("<", 1, true),
    /** Less or the same. */
    AT_MOST("<=", 1, true),
    /** More. */
    GREATER(">", 1, true),
    /** More or the same. */
    AT_LEAST(">=", 1, true),
    /** From the first value to the second, both included. */
    BETWEEN("between", 2, true),
    /** The same as one of the values. */
    IN("in", AlertCriteria.MAX_ENTRIES, false),
    /** Given at all; compares with nothing. */
    EXISTS("exists", 0, false);

    private final String code;
    private final int maxValues;
    private final boolean ordering;

    AttributeOperator(String code, int maxValues, boolean ordering) {
        this.code = code;
        this.maxValues = maxValues;
        this.ordering = ordering;
    }

    /** The name in JSON. */
    public String code() {
        return code;
    }

    /** The operator of that code; empty if there is none. */
    public static Optional<AttributeOperator> ofCode(String code) {
        return Arrays.stream(values())
                .filter(operator -> operator.code.equals(code))
                .findAny();
    }

    /** Whether it compares by order, and so needs numbers or days. */
    public boolean isOrdering() {
        return ordering;
    }

    boolean takes(int values) {
        return this == IN ? values >= 1 && values <= maxValues : values == maxValues;
    }

    /** Whether it accepts what {@link AttributeValue#compare} says of a single value. */
    boolean accepts(int comparison) {
        return switch (this) {
            case EQUAL, IN -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case LESS -> comparison < 0;
            case AT_MOST -> comparison <= 0;
            case GREATER -> comparison > 0;
            case AT_LEAST -> comparison >= 0;
            case BETWEEN, EXISTS -> throw new IllegalStateException(code + " is not about a single value");
        };
    }
}
