package dev.souk.alerts;

import dev.souk.alerts.Explanation.Clause;
import dev.souk.alerts.Explanation.Kind;
import dev.souk.alerts.Explanation.Outcome;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.listing.Listing;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in words how the attributes of a listing stand to a demand. */
final class AttributeWords {

    private AttributeWords() {}

    static Clause explain(AttributeCriterion wanted, Listing listing) {
        List<String> values = values(wanted, listing);
        return explain(wanted, values).comparing(new Comparison.Attribute(wanted, values));
    }

    private static List<String> values(AttributeCriterion wanted, Listing listing) {
        String name = wanted.name().toLowerCase(Locale.ROOT);
        return listing.attributes().entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Clause explain(AttributeCriterion wanted, List<String> values) {
        if (values.isEmpty()) {
            return unknown(wanted, wanted.name() + " is not given", ", and need not be");
        }
        String said = wanted.name() + " is " + Explainer.list(values, Explainer::quote, " and ");
        List<AttributeReading> readings =
                values.stream().map(AttributeReading::of).toList();
        if (readings.stream().anyMatch(wanted::isMetBy)) {
            return new Clause(Kind.ATTRIBUTE, Outcome.MET, said + met(wanted));
        }
        if (readings.stream().noneMatch(wanted::isComparable)) {
            return unknown(wanted, said + ", which is no " + kind(wanted), ", and need not be one");
        }
        return new Clause(Kind.ATTRIBUTE, Outcome.NOT_MET, said + missed(wanted));
    }

    private static Clause unknown(AttributeCriterion wanted, String words, String ifAccepted) {
        return wanted.unknownAccepted()
                ? new Clause(Kind.ATTRIBUTE, Outcome.MET, words + ifAccepted)
                : new Clause(Kind.ATTRIBUTE, Outcome.UNKNOWN, words);
    }

    private static String kind(AttributeCriterion wanted) {
        AttributeValue value = wanted.values().get(0);
        if (value instanceof AttributeValue.Quantity) {
            return "number";
        }
        return value instanceof AttributeValue.Day ? "date" : "yes or no";
    }

    private static String met(AttributeCriterion wanted) {
        return switch (wanted.operator()) {
            case EXISTS -> ", and only had to be given";
            case EQUAL -> ", as asked for";
            case NOT_EQUAL -> ", not " + values(wanted);
            default -> ", which is " + relation(wanted);
        };
    }

    private static String missed(AttributeCriterion wanted) {
        return switch (wanted.operator()) {
            case EQUAL -> ", not " + values(wanted);
            case NOT_EQUAL -> ", which is left out";
            default -> ", which is not " + relation(wanted);
        };
    }

    private static String relation(AttributeCriterion wanted) {
        String words = switch (wanted.operator()) {
            case LESS -> "below ";
            case AT_MOST -> "at most ";
            case GREATER -> "above ";
            case AT_LEAST -> "at least ";
            case BETWEEN -> "from ";
            case IN -> "one of ";
            case EQUAL, NOT_EQUAL, EXISTS -> "";
        };
        return words + values(wanted);
    }

    private static String values(AttributeCriterion wanted) {
        String joint = wanted.operator() == AttributeOperator.BETWEEN ? " to " : ", ";
        return Explainer.list(wanted.values(), AttributeWords::words, joint);
    }

    private static String words(AttributeValue value) {
        return value instanceof AttributeValue.Text text
                ? Explainer.quote(text.text())
                : Explainer.cut(value.toString());
    }
}
