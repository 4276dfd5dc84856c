package dev.souk.benchmarks.engine;

import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeValue;

/** The numbers that a demand of the workload on an attribute accepts, both ends included. */
record NumberRange(double low, double high) {

    static NumberRange of(AttributeCriterion wanted) {
        double number =
                ((AttributeValue.Quantity) wanted.values().get(0)).number().doubleValue();
        return switch (wanted.operator()) {
            case EQUAL -> new NumberRange(number, number);
            case AT_LEAST -> new NumberRange(number, Double.POSITIVE_INFINITY);
            case AT_MOST -> new NumberRange(Double.NEGATIVE_INFINITY, number);
            default -> throw new IllegalArgumentException("the workload makes no such demand: " + wanted);
        };
    }
}
