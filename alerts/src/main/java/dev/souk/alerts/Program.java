package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * An alert as it is asked: its clauses, one after the other, in an array of {@code int}. That is all the memory that an
 * alert takes besides its places in the index.
 *
 * <pre>
 * 0, 1   the id, lower half first
 * 2      1 once the alert is gone
 * 3 ...  clauses: a head of 5 bits for the kind and 27 for a number, then what the clause compares with.
 *        All of them must be met. What follows the clauses says where the alert is filed.
 * </pre>
 *
 * {@link Verifier} asks the clauses, {@link Filing} reads the rest, {@link ProgramWriter} writes both.
 */
final class Program {

    static final int STATE = 2;
    static final int CLAUSES = 3;

    /** Each of n terms is shown. */
    static final int ALL = 1;
    /** One of n terms is shown. */
    static final int ANY = 2;
    /** n terms stand one right after the other. */
    static final int PHRASE = 3;
    /** One of several phrases is there; n numbers follow, each phrase led by its length. */
    static final int GROUP = 4;
    /** None of n terms is shown. */
    static final int NONE = 5;
    /** n terms stand nowhere one right after the other. */
    static final int NO_PHRASE = 6;
    /** Currency, lowest price, highest price. */
    static final int PRICE = 7;
    /** Cheaper than before by n percent. */
    static final int DROP = 8;
    /** A {@link Circle}. */
    static final int CIRCLE = 9;
    /** A demand on an attribute: n numbers follow, see {@link AttributeClause}. */
    static final int ATTRIBUTE = 10;

    /** Clauses are below, filing is from here on. */
    static final int FILING = 16;

    /** Filed under n terms. */
    static final int FILED_TERMS = 16;
    /** Filed under the cells of its circle, within n categories or subcategories. */
    static final int FILED_CELLS = 17;
    /** Filed under the brackets of its prices, within n categories or subcategories. */
    static final int FILED_PRICES = 18;
    /** Filed under the brackets of its price drop. */
    static final int FILED_DROP = 19;
    /** Filed under the brackets or months of the attribute clause at n. */
    static final int FILED_ATTRIBUTE = 20;
    /** Found by every listing. */
    static final int FILED_EVERYWHERE = 21;
    /** Can never match, and is filed nowhere. */
    static final int FILED_NOWHERE = 22;

    static final int PRICE_SIZE = 5;

    private static final int KIND_BITS = 5;
    private static final int KIND = (1 << KIND_BITS) - 1;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    private Program() {}

    /** Of an alert that is not active: nothing but the id, gone from the beginning. */
    static int[] inactive(long id) {
        return new int[] {(int) id, (int) (id >>> Integer.SIZE), 1};
    }

    static int head(int kind, int number) {
        return (number << KIND_BITS) | kind;
    }

    static int kind(int head) {
        return head & KIND;
    }

    static int number(int head) {
        return head >>> KIND_BITS;
    }

    static long id(int[] program) {
        return wide(program, 0);
    }

    /** The {@code long} at two elements. */
    static long wide(int[] program, int at) {
        return (program[at] & 0xFFFF_FFFFL) | ((long) program[at + 1] << Integer.SIZE);
    }

    /** Whether it is part of the index: false from before its terms are forgotten. */
    static boolean isLive(int[] program) {
        return (int) ELEMENT.getAcquire(program, STATE) == 0;
    }

    static void kill(int[] program) {
        ELEMENT.setRelease(program, STATE, 1);
    }

    /** Where the clause or filing after the one at {@code at} begins. */
    static int next(int[] program, int at) {
        int head = program[at];
        return at
                + switch (kind(head)) {
                    case PRICE -> PRICE_SIZE + 1;
                    case DROP, FILED_DROP, FILED_ATTRIBUTE, FILED_EVERYWHERE, FILED_NOWHERE -> 1;
                    case CIRCLE -> Circle.SIZE + 1;
                    default -> number(head) + 1;
                };
    }

    /** Where the clause of that kind is; -1 if there is none. Of several the first. */
    static int find(int[] program, int kind) {
        for (int at = CLAUSES; at < program.length; at = next(program, at)) {
            if (kind(program[at]) == kind) {
                return at;
            }
        }
        return -1;
    }

    /** Where the filing begins. */
    static int filing(int[] program) {
        int at = CLAUSES;
        while (kind(program[at]) < FILING) {
            at = next(program, at);
        }
        return at;
    }

    /** Names every term of the clauses, as often as it stands there. */
    static void terms(int[] program, TermReader reader) {
        for (int at = CLAUSES; kind(program[at]) < FILING; at = next(program, at)) {
            int number = number(program[at]);
            switch (kind(program[at])) {
                case ALL, ANY, PHRASE, NONE, NO_PHRASE -> {
                    for (int i = 1; i <= number; i++) {
                        reader.term(program[at + i]);
                    }
                }
                case GROUP -> {
                    for (int i = at + 1; i <= at + number; i += program[i] + 1) {
                        for (int j = 1; j <= program[i]; j++) {
                            reader.term(program[i + j]);
                        }
                    }
                }
                case PRICE -> reader.term(program[at + 1]);
                case ATTRIBUTE -> AttributeClause.terms(program, at, reader);
                default -> {}
            }
        }
    }

    /** The highest number among its terms; {@link Term#NONE} if it has none. */
    static int newestTerm(int[] program) {
        int[] newest = {Term.NONE};
        terms(program, term -> newest[0] = Math.max(newest[0], term));
        return newest[0];
    }

    /** Takes the number of a term. */
    interface TermReader {

        void term(int number);
    }
}
