package dev.souk.alerts;

import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A demand on an attribute in a {@link Program}: the term of its name, the operator, then the values, four numbers each:
 * kind and three more. Texts that must be equal, and given, are no such clause, they are terms.
 */
final class AttributeClause {

    /** The term of name and text. */
    static final int TEXT = 0;
    /** Whole part in two numbers, billionths. */
    static final int NUMBER = 1;
    /** Eight digits. */
    static final int DAY = 2;
    /** 1 for yes, 0 for no. */
    static final int TRUTH = 3;

    static final int VALUE_SIZE = 4;
    static final int VALUES = 3;

    private static final List<AttributeOperator> OPERATORS = List.of(AttributeOperator.values());

    /** What a value says to one that it cannot be compared with. */
    private static final int UNREADABLE = Integer.MIN_VALUE;

    private AttributeClause() {}

    static AttributeOperator operator(int[] program, int at) {
        return OPERATORS.get(program[at + 2]);
    }

    /** Whether it is no clause, since one of some terms is what is wanted. */
    static boolean isOfTerms(AttributeCriterion wanted) {
        if (wanted.unknownAccepted()
                || (wanted.operator() != AttributeOperator.EQUAL && wanted.operator() != AttributeOperator.IN)) {
            return false;
        }
        for (AttributeValue value : wanted.values()) {
            if (!(value instanceof AttributeValue.Text)) {
                return false;
            }
        }
        return true;
    }

    static int code(AttributeOperator operator) {
        return OPERATORS.indexOf(operator);
    }

    private static int end(int[] program, int at) {
        return at + 1 + Program.number(program[at]);
    }

    static void terms(int[] program, int at, Program.TermReader reader) {
        reader.term(program[at + 1]);
        for (int value = at + VALUES; value < end(program, at); value += VALUE_SIZE) {
            if (program[value] == TEXT) {
                reader.term(program[value + 1]);
            }
        }
    }

    static boolean accepts(int[] program, int at, ShownListing listing) {
        for (int i = 0; i < listing.attributes(); i++) {
            Attribute said = listing.attribute(i);
            if (said.name == program[at + 1] && accepts(program, at, said, listing)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the listing says nothing that can be compared; not if the name came later than the question. */
    static boolean isUnknown(int[] program, int at, ShownListing listing) {
        int name = program[at + 1];
        return !listing.isNewer(name) && listing.isSilent(name, kinds(program, at));
    }

    /** A bit for each kind of value that is compared with. */
    static int kinds(int[] program, int at) {
        int kinds = 0;
        for (int value = at + VALUES; value < end(program, at); value += VALUE_SIZE) {
            kinds |= 1 << program[value];
        }
        return kinds;
    }

    private static boolean accepts(int[] program, int at, Attribute said, ShownListing listing) {
        AttributeOperator operator = operator(program, at);
        int value = at + VALUES;
        return switch (operator) {
            case EXISTS -> true;
            case BETWEEN ->
                accepts(AttributeOperator.AT_LEAST, compare(program, value, said, listing))
                        && accepts(AttributeOperator.AT_MOST, compare(program, value + VALUE_SIZE, said, listing));
            default -> {
                while (value < end(program, at)) {
                    if (accepts(operator, compare(program, value, said, listing))) {
                        yield true;
                    }
                    value += VALUE_SIZE;
                }
                yield false;
            }
        };
    }

    private static boolean accepts(AttributeOperator operator, int comparison) {
        return comparison != UNREADABLE
                && switch (operator) {
                    case EQUAL, IN -> comparison == 0;
                    case NOT_EQUAL -> comparison != 0;
                    case LESS -> comparison < 0;
                    case AT_MOST -> comparison <= 0;
                    case GREATER -> comparison > 0;
                    case AT_LEAST -> comparison >= 0;
                    case BETWEEN, EXISTS -> false;
                };
    }

    private static int compare(int[] program, int value, Attribute said, ShownListing listing) {
        return switch (program[value]) {
            case TEXT -> {
                int wanted = program[value + 1];
                yield said.pair == wanted ? 0 : listing.isNewer(wanted) ? UNREADABLE : 1;
            }
            case NUMBER ->
                said.isNumber() ? said.compareTo(Program.wide(program, value + 1), program[value + 3]) : UNREADABLE;
            case DAY -> {
                int day = said.day();
                yield day == Attribute.NO_DAY ? UNREADABLE : Integer.compare(day, program[value + 1]);
            }
            default -> {
                @Nullable Boolean truth = said.truth();
                yield truth == null ? UNREADABLE : (truth ? 1 : 0) == program[value + 1] ? 0 : 1;
            }
        };
    }
}
