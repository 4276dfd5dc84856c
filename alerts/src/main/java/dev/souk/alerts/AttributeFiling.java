package dev.souk.alerts;

import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.AttributeValue;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a demand on an attribute is filed under, and what a listing shows of its attributes: the text itself, a bracket of
 * numbers, a month, or where nothing better is known that there is an attribute of the name.
 */
final class AttributeFiling {

    static final int NUMBER_LEVELS = 14;
    static final int MONTH_LEVELS = 12;

    /** Whole numbers below this have a bracket each: years, rooms, gigabytes. */
    private static final int EXACT = 4_096;

    private static final double BRACKETS_PER_OCTAVE = 16;
    /** Above the bracket of the largest number; brackets of negative numbers lie below it. */
    private static final int ZERO = 5_000;

    private static final int FIRST_YEAR = 1_900;
    private static final int LAST_MONTH = (1 << MONTH_LEVELS) - 1;

    private AttributeFiling() {}

    static Set<Anchor> anchors(AttributeCriterion wanted) {
        String name = wanted.name().toLowerCase(Locale.ROOT);
        Set<Anchor> anchors = new LinkedHashSet<>();
        List<AttributeValue> values = wanted.values();
        switch (wanted.operator()) {
            case EQUAL, IN -> values.forEach(value -> addRange(anchors, name, value, value));
            case BETWEEN -> addRange(anchors, name, values.get(0), values.get(1));
            case LESS, AT_MOST -> addRange(anchors, name, null, values.get(0));
            case GREATER, AT_LEAST -> addRange(anchors, name, values.get(0), null);
            case NOT_EQUAL, EXISTS -> anchors.add(Anchor.attributeName(name));
        }
        return anchors;
    }

    private static void addRange(
            Set<Anchor> anchors, String name, @Nullable AttributeValue low, @Nullable AttributeValue high) {
        AttributeValue one = low == null ? high : low;
        if (one instanceof AttributeValue.Quantity) {
            int from = low instanceof AttributeValue.Quantity number ? bracket(number.number()) : 0;
            int to = high instanceof AttributeValue.Quantity number ? bracket(number.number()) : 2 * ZERO;
            Dyadic.cover(from, to)
                    .forEach(node -> anchors.add(Anchor.attributeNumber(name, node.level(), node.prefix())));
        } else if (one instanceof AttributeValue.Day) {
            int from = low instanceof AttributeValue.Day day ? month(day.toString()) : 0;
            int to = high instanceof AttributeValue.Day day ? month(day.toString()) : LAST_MONTH;
            Dyadic.cover(from, to)
                    .forEach(node -> anchors.add(Anchor.attributeMonth(name, node.level(), node.prefix())));
        } else if (one instanceof AttributeValue.Text text) {
            anchors.add(Anchor.attribute(ListedAttributes.pair(name, text.text())));
        } else {
            anchors.add(Anchor.attributeName(name));
        }
    }

    /** The anchors that a listing shows, of the families in use. */
    static void shown(ListedAttributes attributes, ShownAnchors.Families used, Consumer<Anchor> found) {
        if (used.contain(Anchor.Kind.ATTRIBUTE, 0)) {
            attributes.pairs.forEach(pair -> found.accept(Anchor.attribute(pair)));
        }
        if (used.contain(Anchor.Kind.ATTRIBUTE_NAME, 0)) {
            attributes.names().forEach(name -> found.accept(Anchor.attributeName(name)));
        }
        for (int level = 0; level < NUMBER_LEVELS; level++) {
            if (used.contain(Anchor.Kind.ATTRIBUTE_NUMBER, level)) {
                int at = level;
                attributes.forEach((name, said) -> number(name, said, at, found));
            }
        }
        for (int level = 0; level < MONTH_LEVELS; level++) {
            if (used.contain(Anchor.Kind.ATTRIBUTE_MONTH, level)) {
                int at = level;
                attributes.forEach((name, said) -> month(name, said, at, found));
            }
        }
    }

    private static void number(String name, AttributeReading said, int level, Consumer<Anchor> found) {
        BigDecimal number = said.number();
        if (number != null) {
            found.accept(Anchor.attributeNumber(name, level, bracket(number) >> level));
        }
    }

    private static void month(String name, AttributeReading said, int level, Consumer<Anchor> found) {
        String date = said.date();
        if (date != null) {
            found.accept(Anchor.attributeMonth(name, level, month(date) >> level));
        }
    }

    /** The bracket of a number; a higher number has the same or a higher one. */
    static int bracket(BigDecimal number) {
        double size = Math.abs(number.doubleValue());
        int bracket = size < EXACT
                ? (int) size
                : EXACT + (int) (Math.log(size / EXACT) * (BRACKETS_PER_OCTAVE / Math.log(2)));
        return number.signum() < 0 ? ZERO - bracket : ZERO + bracket;
    }

    /** The month of a date; a later date has the same or a higher one. */
    private static int month(String date) {
        int months = (Integer.parseInt(date, 0, 4, 10) - FIRST_YEAR) * 12 + Integer.parseInt(date, 5, 7, 10) - 1;
        return Math.max(0, Math.min(LAST_MONTH, months));
    }
}
