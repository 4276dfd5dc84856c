package dev.souk.alerts;

/** Asks the clauses of a {@link Program} about a listing. */
final class Verifier {

    private Verifier() {}

    /**
     * Whether the listing satisfies every clause of the alert that stands at {@code start}. False too for an alert that
     * speaks of a term which was not known yet when the listing was read and could change the answer: it came later than
     * the question.
     */
    static boolean accepts(int[] program, int start, ShownListing listing) {
        int at = start + Program.CLAUSES;
        while (true) {
            int head = program[at];
            int number = Program.number(head);
            switch (Program.kind(head)) {
                case Program.ALL -> {
                    for (int i = 1; i <= number; i++) {
                        if (!listing.shows(program[at + i])) {
                            return false;
                        }
                    }
                    at += number + 1;
                }
                case Program.ANY -> {
                    if (!showsAny(program, at + 1, number, listing)) {
                        return false;
                    }
                    at += number + 1;
                }
                case Program.PHRASE -> {
                    if (!listing.showsPhrase(program, at + 1, number)) {
                        return false;
                    }
                    at += number + 1;
                }
                case Program.GROUP -> {
                    if (!showsAnyPhrase(program, at + 1, at + 1 + number, listing)) {
                        return false;
                    }
                    at += number + 1;
                }
                case Program.NONE -> {
                    for (int i = 1; i <= number; i++) {
                        if (listing.mayShow(program[at + i])) {
                            return false;
                        }
                    }
                    at += number + 1;
                }
                case Program.NO_PHRASE -> {
                    if (listing.mayShowPhrase(program, at + 1, number)) {
                        return false;
                    }
                    at += number + 1;
                }
                case Program.PRICE -> {
                    if (!isInRange(program, at, listing)) {
                        return false;
                    }
                    at += Program.PRICE_SIZE + 1;
                }
                case Program.PRICE_OR_NONE -> {
                    if (listing.isPriced && !isInRange(program, at, listing)) {
                        return false;
                    }
                    at += Program.PRICE_SIZE + 1;
                }
                case Program.PHOTOS -> {
                    if (listing.photos < number) {
                        return false;
                    }
                    at++;
                }
                case Program.DROP -> {
                    if (listing.dropPercent < number) {
                        return false;
                    }
                    at++;
                }
                case Program.DROP_AMOUNT -> {
                    if (program[at + 1] != listing.currency
                            || Long.compareUnsigned(listing.dropAmount, Program.wide(program, at + 2)) < 0) {
                        return false;
                    }
                    at += Program.DROP_AMOUNT_SIZE + 1;
                }
                case Program.CIRCLE, Program.AREAS -> {
                    if (!Areas.contain(program, at, listing)) {
                        return false;
                    }
                    at += number + 1;
                }
                case Program.AREAS_OR_NONE -> {
                    if (listing.point != null && !Areas.contain(program, at, listing)) {
                        return false;
                    }
                    at += number + 1;
                }
                case Program.AMOUNT -> {
                    if (!listing.isPriced || !isWithin(program, at + 1, listing)) {
                        return false;
                    }
                    at += Program.AMOUNT_SIZE + 1;
                }
                case Program.PRICES -> {
                    if (!isInOneRange(program, at, number, listing)) {
                        return false;
                    }
                    at += number + 1;
                }
                case Program.LISTED_WITHIN -> {
                    if (!listing.isListedWithin(number)) {
                        return false;
                    }
                    at++;
                }
                case Program.LISTED_WITHIN_OR_NONE -> {
                    if (listing.isDated() && !listing.isListedWithin(number)) {
                        return false;
                    }
                    at++;
                }
                case Program.MEANT -> {
                    if (listing.isPriceSuspect()) {
                        return false;
                    }
                    at++;
                }
                case Program.ATTRIBUTE -> {
                    if (!AttributeClause.accepts(program, at, listing)) {
                        return false;
                    }
                    at += number + 1;
                }
                case Program.ATTRIBUTE_OR_NONE -> {
                    if (!AttributeClause.accepts(program, at, listing)
                            && !AttributeClause.isUnknown(program, at, listing)) {
                        return false;
                    }
                    at += number + 1;
                }
                default -> {
                    return true;
                }
            }
        }
    }

    private static boolean showsAny(int[] program, int from, int count, ShownListing listing) {
        for (int i = from; i < from + count; i++) {
            if (listing.shows(program[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean showsAnyPhrase(int[] program, int from, int end, ShownListing listing) {
        for (int i = from; i < end; i += program[i] + 1) {
            if (listing.showsPhrase(program, i + 1, program[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInRange(int[] program, int at, ShownListing listing) {
        return program[at + 1] == listing.currency && isWithin(program, at + 2, listing);
    }

    private static boolean isInOneRange(int[] program, int at, int number, ShownListing listing) {
        if (!listing.isPriced) {
            return program[at + 1] == 1;
        }
        for (int i = at + 1; i < at + number; i += Program.PRICE_SIZE) {
            if (isInRange(program, i, listing)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(int[] program, int at, ShownListing listing) {
        return Long.compareUnsigned(listing.price, Program.wide(program, at)) >= 0
                && Long.compareUnsigned(listing.price, Program.wide(program, at + 2)) <= 0;
    }
}
