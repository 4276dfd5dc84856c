package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * An alert as it is asked: its clauses, one after the other, in {@code int}s: alone in an array for the writer, and among
 * others in a chunk of the {@link Programs}.
 *
 * <pre>
 * 0, 1   the id, lower half first
 * 2      the state: its slot among the {@link Programs}, below 0 once it is no longer here
 * 3 ...  clauses: a head of 5 bits for the kind and 27 for a number, then what the clause compares with.
 *        All of them must be met. What follows the clauses says where the alert is filed.
 * </pre>
 *
 * {@link Verifier} asks the clauses, {@link Filing} reads the rest, {@link ProgramWriter} writes both.
 */
final class Program {

    static final int STATE = 2;
    /** What the state is of one that is no longer here. */
    static final int GONE = -1;
    /** What the state is of one that is to be found in another place now. */
    static final int MOVED = -2;

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
    /** One of several circles; n numbers follow, {@link Circle#SIZE} for each. */
    static final int CIRCLE = 9;
    /** A demand on an attribute: n numbers follow, see {@link AttributeClause}. */
    static final int ATTRIBUTE = 10;

    /** As PRICE, or without a price. */
    static final int PRICE_OR_NONE = 11;
    /** At least n photos. */
    static final int PHOTOS = 12;

    /** Cheaper than before by an amount: currency, then the amount. */
    static final int DROP_AMOUNT = 13;

    /** Lowest amount, highest amount, in any currency. */
    static final int AMOUNT = 14;
    /** Listed at most n seconds before it is asked. */
    static final int LISTED_WITHIN = 15;
    /** The price is none that is typed to be found. */
    static final int MEANT = 16;
    /** Within one of several circles and polygons; n numbers follow, see {@link Areas}. */
    static final int AREAS = 17;
    /** One of several prices; n numbers follow: 1 if no price will do too, then each as PRICE has it. */
    static final int PRICES = 18;
    /** As AREAS, or without a place. */
    static final int AREAS_OR_NONE = 19;
    /** As LISTED_WITHIN, or without a time. */
    static final int LISTED_WITHIN_OR_NONE = 20;
    /** As ATTRIBUTE, or without anything that it can be compared with. */
    static final int ATTRIBUTE_OR_NONE = 21;

    /** Clauses are below, filing is from here on. */
    static final int FILING = 24;

    /** Filed under n terms. */
    static final int FILED_TERMS = 24;
    /** Filed under the cells of its places, within n categories or subcategories. */
    static final int FILED_CELLS = 25;
    /** Filed under the brackets of its prices, within n categories or subcategories. */
    static final int FILED_PRICES = 26;
    /** Filed under the brackets of the clause at n: a price drop, photos, an age, an attribute. */
    static final int FILED_CLAUSE = 27;
    /** Filed under the term that stands at n. */
    static final int FILED_TERM = 28;
    /** Found by every listing. */
    static final int FILED_EVERYWHERE = 29;
    /** Can never match, and is filed nowhere. */
    static final int FILED_NOWHERE = 30;
    /** Filed under the brackets of its amounts, within n categories or subcategories. */
    static final int FILED_AMOUNTS = 31;

    static final int PRICE_SIZE = 5;
    static final int DROP_AMOUNT_SIZE = 3;
    static final int AMOUNT_SIZE = 4;

    private static final int KIND_BITS = 5;
    private static final int KIND = (1 << KIND_BITS) - 1;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    private Program() {}

    /** Of an alert that is not active: it asks for one of no terms, and so is met by no listing. */
    static int[] inactive(long id) {
        return new int[] {(int) id, (int) (id >>> Integer.SIZE), 0, head(ANY, 0), head(FILED_NOWHERE, 0)};
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

    /**
     * Its slot, {@link #GONE} or {@link #MOVED}; of the alert that stands at {@code at}. It is gone before its terms are
     * forgotten.
     */
    static int state(int[] chunk, int at) {
        return (int) ELEMENT.getAcquire(chunk, at + STATE);
    }

    static void state(int[] chunk, int at, int state) {
        ELEMENT.setRelease(chunk, at + STATE, state);
    }

    static int slot(int[] program) {
        return program[STATE];
    }

    /** Where the clause or filing after the one at {@code at} begins. */
    static int next(int[] program, int at) {
        int head = program[at];
        return at
                + switch (kind(head)) {
                    case PRICE, PRICE_OR_NONE -> PRICE_SIZE + 1;
                    case AMOUNT -> AMOUNT_SIZE + 1;
                    case DROP,
                            PHOTOS,
                            LISTED_WITHIN,
                            LISTED_WITHIN_OR_NONE,
                            MEANT,
                            FILED_CLAUSE,
                            FILED_TERM,
                            FILED_EVERYWHERE,
                            FILED_NOWHERE -> 1;
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

    /** Whether it compares the price with one in a currency, which rates can bring into others. */
    static boolean isPriced(int[] program) {
        return find(program, PRICE) >= 0 || find(program, PRICES) >= 0 || find(program, PRICE_OR_NONE) >= 0;
    }

    /** Where the filing begins. */
    static int filing(int[] program) {
        return filing(program, 0);
    }

    private static int filing(int[] chunk, int start) {
        int at = start + CLAUSES;
        while (kind(chunk[at]) < FILING) {
            at = next(chunk, at);
        }
        return at;
    }

    /** Where the alert ends that begins at {@code start}. */
    static int end(int[] chunk, int start) {
        return next(chunk, filing(chunk, start));
    }

    /** Names every term of the clauses, as often as it stands there. */
    static void terms(int[] program, TermReader reader) {
        terms(program, 0, reader);
    }

    private static void terms(int[] program, int start, TermReader reader) {
        for (int at = start + CLAUSES; kind(program[at]) < FILING; at = next(program, at)) {
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
                case PRICE, PRICE_OR_NONE, DROP_AMOUNT -> reader.term(program[at + 1]);
                case PRICES -> {
                    for (int i = at + 2; i <= at + number; i += PRICE_SIZE) {
                        reader.term(program[i]);
                    }
                }
                case ATTRIBUTE, ATTRIBUTE_OR_NONE -> AttributeClause.terms(program, at, reader);
                default -> {}
            }
        }
    }

    /** The highest number among the terms of the alert at {@code start}; {@link Term#NONE} if it has none. */
    static int newestTerm(int[] chunk, int start) {
        int[] newest = {Term.NONE};
        terms(chunk, start, term -> newest[0] = Math.max(newest[0], term));
        return newest[0];
    }

    /** Takes the number of a term. */
    interface TermReader {

        void term(int number);
    }
}
