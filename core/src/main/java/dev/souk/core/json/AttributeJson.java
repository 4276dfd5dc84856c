package dev.souk.core.json;

import static dev.souk.core.json.AlertCriteriaJson.UNKNOWN;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.listing.Listing;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/**
 * A demand on an attribute as a JSON object. The type of a value is the JSON type, and a day is {@code {"date":
 * "2026-01-31"}}. An object without operator means {@code =}.
 */
final class AttributeJson {

    private static final int LONGEST_OPERATOR = 10;
    private static final int DATE_LENGTH = 10;

    private AttributeJson() {}

    static AttributeCriterion read(Part part) {
        ObjectPart object = part.object();
        AttributeOperator operator =
                object.find("op").map(AttributeJson::operator).orElse(AttributeOperator.EQUAL);
        List<AttributeValue> values = switch (operator) {
            case EXISTS -> {
                object.onlyKeys(Set.of("name", "op"));
                yield List.of();
            }
            case BETWEEN -> {
                object.onlyKeys(Set.of("name", "op", "min", "max", UNKNOWN));
                yield List.of(value(object.require("min")), value(object.require("max")));
            }
            case IN -> {
                object.onlyKeys(Set.of("name", "op", "values", UNKNOWN));
                yield object.require("values").list(AlertCriteria.MAX_ENTRIES, AttributeJson::value);
            }
            default -> {
                object.onlyKeys(Set.of("name", "op", "value", UNKNOWN));
                yield List.of(value(object.require("value")));
            }
        };
        String name = object.require("name").words(Listing.MAX_ATTRIBUTE_NAME_LENGTH);
        boolean unknownAccepted =
                object.find(UNKNOWN).map(AlertCriteriaJson::isAccepted).orElse(false);
        return part.make(() -> new AttributeCriterion(name, operator, values, unknownAccepted));
    }

    private static AttributeOperator operator(Part part) {
        String code = part.string(LONGEST_OPERATOR);
        return AttributeOperator.ofCode(code)
                .orElseThrow(
                        () -> part.refuse("must be =, !=, <, <=, >, >=, between, in or exists, is '" + code + "'"));
    }

    private static AttributeValue value(Part part) {
        return switch (part.node().getNodeType()) {
            case STRING -> part.make(() -> AttributeValue.of(part.string(AttributeValue.Text.MAX_LENGTH)));
            case NUMBER -> part.make(() -> AttributeValue.of(part.decimal()));
            case BOOLEAN -> AttributeValue.of(part.bool());
            case OBJECT -> day(part.object().onlyKeys(Set.of("date")).require("date"));
            default -> throw part.refuse("must be a string, a number, true or false, or an object with a date");
        };
    }

    private static AttributeValue day(Part part) {
        String text = part.string(DATE_LENGTH);
        try {
            LocalDate day = LocalDate.parse(text);
            return part.make(() -> AttributeValue.of(day));
        } catch (DateTimeParseException e) {
            throw part.refuse("must be a date such as 2026-01-31, is '" + text + "'");
        }
    }

    static void write(AttributeCriterion attribute, ObjectNode object) {
        object.put("name", attribute.name());
        List<AttributeValue> values = attribute.values();
        if (attribute.operator() != AttributeOperator.EQUAL) {
            object.put("op", attribute.operator().code());
        }
        switch (attribute.operator()) {
            case EXISTS -> {}
            case BETWEEN -> {
                put(object, "min", values.get(0));
                put(object, "max", values.get(1));
            }
            case IN -> {
                ArrayNode array = object.putArray("values");
                ObjectNode holder = Json.newObject();
                values.forEach(value -> {
                    put(holder, "value", value);
                    array.add(holder.get("value"));
                });
            }
            default -> put(object, "value", values.get(0));
        }
        if (attribute.unknownAccepted()) {
            object.put(UNKNOWN, AlertCriteriaJson.ACCEPT);
        }
    }

    private static void put(ObjectNode object, String key, AttributeValue value) {
        if (value instanceof AttributeValue.Quantity number) {
            object.put(key, number.number());
        } else if (value instanceof AttributeValue.Truth truth) {
            object.put(key, truth.truth());
        } else if (value instanceof AttributeValue.Day day) {
            object.putObject(key).put("date", day.day().toString());
        } else if (value instanceof AttributeValue.Text text) {
            object.put(key, text.text());
        }
    }
}
