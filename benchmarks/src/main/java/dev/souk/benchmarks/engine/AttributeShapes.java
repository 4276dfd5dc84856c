package dev.souk.benchmarks.engine;

import static dev.souk.model.alert.AttributeOperator.AT_LEAST;
import static dev.souk.model.alert.AttributeOperator.AT_MOST;
import static dev.souk.model.alert.AttributeOperator.BETWEEN;
import static dev.souk.model.alert.AttributeOperator.EQUAL;
import static dev.souk.model.alert.AttributeOperator.EXISTS;
import static dev.souk.model.alert.AttributeOperator.GREATER;
import static dev.souk.model.alert.AttributeOperator.IN;
import static dev.souk.model.alert.AttributeOperator.LESS;
import static dev.souk.model.alert.AttributeOperator.NOT_EQUAL;

import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.DeliveryOption;
import java.util.List;
import java.util.stream.IntStream;

/** Attributes by each operator and of each kind; conditions and ways of delivery are such. */
final class AttributeShapes {

    private static final int MANY = 100;

    static final List<Shape> ALL = List.of(
            Shape.of("attribute text", alert -> alert.criteria.attribute("model", ListingParts.model(alert.random))),
            Shape.of(
                    "subcategory and attribute",
                    alert -> alert.criteria
                            .subcategory(alert.subcategory)
                            .attribute("model", ListingParts.model(alert.random))),
            Shape.of("attribute is another", alert -> alert.criteria.attribute("model", NOT_EQUAL, model(alert))),
            Shape.of(
                    "attribute is another, in subcategory",
                    alert -> alert.criteria.subcategory(alert.subcategory).attribute("model", NOT_EQUAL, model(alert))),
            Shape.of("attribute exists", alert -> alert.criteria.attribute(fact(alert), EXISTS)),
            Shape.of(
                    "frequent attribute exists, in subcategory",
                    alert -> alert.criteria.subcategory(alert.subcategory).attribute("mileage", EXISTS)),
            Shape.of("attribute less", alert -> mileage(LESS, alert)),
            Shape.of("attribute less, in subcategory", alert -> {
                alert.criteria.subcategory(alert.subcategory);
                mileage(LESS, alert);
            }),
            Shape.of("attribute at most", alert -> mileage(AT_MOST, alert)),
            Shape.of("attribute greater", alert -> mileage(GREATER, alert)),
            Shape.of("attribute at least", alert -> mileage(AT_LEAST, alert)),
            Shape.of("attribute range", alert -> alert.criteria.attribute(thinMileage(alert))),
            Shape.of(
                    "attribute text or number",
                    alert ->
                            alert.criteria.attribute("mileage", IN, model(alert), number(Facts.mileage(alert.random)))),
            Shape.of(
                    "attribute one of a hundred texts",
                    alert -> alert.criteria.attribute(
                            "model",
                            IN,
                            IntStream.range(0, MANY).mapToObj(i -> model(alert)).toArray(AttributeValue[]::new))),
            Shape.of("attribute date", alert -> alert.criteria.attribute("built", EQUAL, day(alert))),
            Shape.of("attribute before a date", alert -> alert.criteria.attribute("built", LESS, day(alert))),
            Shape.of("attribute truth", alert -> alert.criteria.attribute(fact(alert), EQUAL, AttributeValue.of(true))),
            Shape.orUnknown(
                    "attribute or unknown",
                    alert -> alert.criteria
                            .subcategory(alert.subcategory)
                            .attribute(thinMileage(alert).orUnknown())
                            .price(alert.thinPrice())),
            Shape.orUnknown(
                    "attribute or unknown, alone",
                    alert -> alert.criteria.attribute(thinMileage(alert).orUnknown())),
            Shape.of(
                    "three attributes",
                    alert -> alert.criteria
                            .attribute("year", AT_LEAST, number(Facts.year(alert.random)))
                            .attribute("mileage", AT_MOST, number(Facts.mileage(alert.random)))
                            .attribute("fuel", Chance.skewed(alert.random, Facts.FUELS))),
            Shape.of("condition alone", alert -> alert.criteria.condition(condition(alert), condition(alert))),
            Shape.of(
                    "condition in subcategory",
                    alert -> alert.criteria.subcategory(alert.subcategory).condition(condition(alert))),
            Shape.of("delivery alone", alert -> alert.criteria.delivery(delivery(alert))),
            Shape.of(
                    "delivery in subcategory",
                    alert -> alert.criteria.subcategory(alert.subcategory).delivery(delivery(alert))));

    private AttributeShapes() {}

    private static void mileage(AttributeOperator operator, AlertDraft alert) {
        alert.criteria.attribute("mileage", operator, number(Facts.mileage(alert.random)));
    }

    private static AttributeCriterion thinMileage(AlertDraft alert) {
        int low = Facts.mileage(alert.random);
        return AttributeCriterion.of("mileage", BETWEEN, number(low), number(low + 10));
    }

    private static AttributeValue number(int number) {
        return AttributeValue.of(number);
    }

    private static AttributeValue model(AlertDraft alert) {
        return AttributeValue.of(ListingParts.model(alert.random));
    }

    private static AttributeValue day(AlertDraft alert) {
        return AttributeValue.of(ListingParts.day(alert.random));
    }

    private static String fact(AlertDraft alert) {
        return ListingParts.fact(alert.random);
    }

    private static Condition condition(AlertDraft alert) {
        return Chance.any(alert.random, List.of(Condition.values()));
    }

    private static DeliveryOption delivery(AlertDraft alert) {
        return Chance.any(alert.random, List.of(DeliveryOption.values()));
    }
}
