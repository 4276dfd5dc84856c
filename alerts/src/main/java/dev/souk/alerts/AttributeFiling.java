package dev.souk.alerts;

import dev.souk.model.alert.AttributeOperator;

/**
 * What a demand on an attribute can be filed under besides its name: brackets of numbers, months of days, texts and truths.
 * Both sides, of the alert and of the listing.
 */
final class AttributeFiling {

    static final int NUMBER_LEVELS = 14;
    /** As a power of two, how many months are told from one another. */
    private static final int MONTH_BITS = 12;
    /** All months together are a level too. */
    static final int MONTH_LEVELS = MONTH_BITS + 1;

    /** Whole numbers below this have a bracket each: years, rooms, gigabytes. */
    private static final int EXACT = 4_096;

    private static final double BRACKETS_PER_OCTAVE = 16;
    /** Above the bracket of the largest number; brackets of negative numbers lie below it. */
    private static final int ZERO = 5_000;

    private static final int FIRST_YEAR = 1_900;
    private static final int LAST_MONTH = (1 << MONTH_BITS) - 1;

    private AttributeFiling() {}

    /** Whether the clause has something to be filed under: a range, or equality. */
    static boolean isPossible(int[] program, int at) {
        AttributeOperator operator = AttributeClause.operator(program, at);
        return operator != AttributeOperator.EXISTS && operator != AttributeOperator.NOT_EQUAL;
    }

    /** Names the anchors of the attribute clause at {@code at}. */
    static void read(int[] program, int at, Filing.AnchorReader places) {
        if (Program.kind(program[at]) == Program.ATTRIBUTE_OR_NONE) {
            single(Anchors.Family.SILENT, program[at + 1], AttributeClause.kinds(program, at), places);
        }
        int first = at + AttributeClause.VALUES;
        switch (AttributeClause.operator(program, at)) {
            case BETWEEN -> range(program, at, first, first + AttributeClause.VALUE_SIZE, places);
            case LESS, AT_MOST -> range(program, at, -1, first, places);
            case GREATER, AT_LEAST -> range(program, at, first, -1, places);
            default -> {
                for (int value = first; value < Program.next(program, at); value += AttributeClause.VALUE_SIZE) {
                    equal(program, at, value, places);
                }
            }
        }
    }

    private static void equal(int[] program, int at, int value, Filing.AnchorReader places) {
        switch (program[value]) {
            case AttributeClause.TEXT -> single(Anchors.Family.TEXT, program[at + 1], program[value + 1], places);
            case AttributeClause.TRUTH -> single(Anchors.Family.TRUTH, program[at + 1], program[value + 1], places);
            default -> range(program, at, value, value, places);
        }
    }

    private static void single(int kind, int name, int which, Filing.AnchorReader places) {
        int family = Anchors.Family.of(kind, 0);
        places.anchor(family, Anchors.Family.key(family, Term.NONE, name, which));
    }

    /** From the value at {@code low} to that at {@code high}; -1 for no end. */
    private static void range(int[] program, int at, int low, int high, Filing.AnchorReader places) {
        int name = program[at + 1];
        boolean isNumber = program[low < 0 ? high : low] == AttributeClause.NUMBER;
        int last = isNumber ? 2 * ZERO : LAST_MONTH;
        int from = low < 0 ? 0 : step(program, low, isNumber);
        int to = high < 0 ? last : step(program, high, isNumber);
        int kind = isNumber ? Anchors.Family.NUMBER : Anchors.Family.MONTH;
        Dyadic.cover(from, to, (level, prefix) -> {
            int family = Anchors.Family.of(kind, level);
            places.anchor(family, Anchors.Family.key(family, Term.NONE, name, prefix));
        });
    }

    private static int step(int[] program, int value, boolean isNumber) {
        return isNumber ? bracket(Program.wide(program, value + 1)) : month(program[value + 1]);
    }

    /** The bracket of a number that was rounded down; a higher number has the same or a higher one. */
    static int bracket(long whole) {
        double size = Math.abs((double) whole);
        int bracket = size < EXACT
                ? (int) size
                : EXACT + (int) (Math.log(size / EXACT) * (BRACKETS_PER_OCTAVE / Math.log(2)));
        return whole < 0 ? ZERO - bracket : ZERO + bracket;
    }

    /** The month of a day; a later day has the same or a higher one. */
    static int month(int day) {
        int months = (day / 10_000 - FIRST_YEAR) * 12 + day / 100 % 100 - 1;
        return Math.max(0, Math.min(LAST_MONTH, months));
    }
}
