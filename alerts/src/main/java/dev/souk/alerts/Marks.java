package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoCircle;
import java.util.Arrays;

/**
 * What stands beside an alert where it is filed, so that most listings pass it by without a look at the alert itself: up
 * to four things that a listing must show, or two and one of two others, and the range of prices, in one number. A filter,
 * not an answer: what it keeps may still not match, what it leaves out never does.
 */
final class Marks {

    /*
     * Four times 11 bits: where in a bitmap of 2,048 bits the listing must have its bit set. Bit 0 always is, for an alert
     * with fewer. Where the third is higher than the fourth, one of these two will do. Then twice 10 bits: the lowest and
     * the highest bracket of the price, finer than those to file under.
     *
     * A bit is of a term, or of a cell of the map: a circle lies in one cell or two, if these are large enough.
     */

    static final int BITMAP = 2_048 / Long.SIZE;

    private static final int MOST = 4;
    /** Of these, where one of the last two will do. */
    private static final int BESIDE_TWO = 2;

    private static final int BITS = 11;
    private static final int MASK = (1 << BITS) - 1;
    private static final int LOWEST_AT = MOST * BITS;
    private static final int HIGHEST_AT = LOWEST_AT + 10;
    private static final int BRACKET = 0x3FF;

    /** Of the cells that a listing shows, 20 to 1,250 km high: each has a sixteenth of the next one's area. */
    private static final int FINEST_CELLS = 10;

    private static final int COARSEST_CELLS = 4;
    private static final int CELLS_STEP = 2;

    private final int[] needed = new int[MOST];
    private int count;
    /** One of which must be shown; both 0 if there are no such. */
    private int one;

    private int other;

    private Marks() {}

    /** What the alert requires first, but for what each listing shows that comes upon it, and its price. */
    static long of(int[] program) {
        return new Marks().read(program, Program.filing(program));
    }

    private long read(int[] program, int filing) {
        int under = under(program, filing);
        boolean isFiledByPrices = Program.kind(program[filing]) == Program.FILED_PRICES;
        int lowest = 0;
        int highest = Prices.LAST_BRACKET;
        for (int at = Program.CLAUSES; at < filing; at = Program.next(program, at)) {
            int number = Program.number(program[at]);
            switch (Program.kind(program[at])) {
                case Program.ALL, Program.PHRASE -> {
                    for (int i = 1; i <= number; i++) {
                        need(program[at + i], under);
                    }
                }
                case Program.ANY -> {
                    if (number == 2 && program[at + 1] != under) {
                        needOne(bit(program[at + 1]), bit(program[at + 2]));
                    }
                }
                case Program.PRICE -> {
                    need(program[at + 1], isFiledByPrices ? program[at + 1] : under);
                    lowest = Prices.fineBracket(Program.wide(program, at + 2));
                    highest = Prices.fineBracket(Program.wide(program, at + 4));
                }
                case Program.CIRCLE -> {
                    if (number == Circle.SIZE) {
                        needCells(program, at);
                    }
                }
                default -> {}
            }
        }
        return places() | ((long) highest << HIGHEST_AT) | ((long) lowest << LOWEST_AT);
    }

    /** The term that it is filed under or within, of several the first. */
    private static int under(int[] program, int filing) {
        int number = Program.number(program[filing]);
        return switch (Program.kind(program[filing])) {
            case Program.FILED_TERM -> program[number];
            case Program.FILED_TERMS, Program.FILED_CELLS, Program.FILED_PRICES, Program.FILED_AMOUNTS ->
                number == 0 ? Term.NONE : program[filing + 1];
            default -> Term.NONE;
        };
    }

    private void need(int term, int under) {
        if (term != under) {
            need(bit(term));
        }
    }

    private void need(int bit) {
        if (count < MOST) {
            needed[count] = bit;
            count++;
        }
    }

    private void needOne(int bit, int alternative) {
        one = bit;
        other = alternative;
    }

    /** The finest cells that will do, since others pass more listings. */
    private void needCells(int[] program, int at) {
        GeoCircle circle = Circle.circle(program, at + 1);
        int fewest = GeoCells.level(circle.radiusKm());
        IntList bits = new IntList();
        for (int level = FINEST_CELLS; level >= COARSEST_CELLS; level -= CELLS_STEP) {
            int of = level;
            // Of finer ones it would be many.
            if (level <= fewest) {
                bits.clear();
                GeoCells.cover(circle, level, cell -> bits.add(bit(cell, of)));
                if (bits.size == 1) {
                    need(bits.items[0]);
                    return;
                }
                if (bits.size == 2) {
                    needOne(bits.items[0], bits.items[1]);
                    return;
                }
            }
        }
    }

    private long places() {
        boolean isOneOfTwo = one != other && count <= BESIDE_TWO;
        int third = isOneOfTwo ? Math.max(one, other) : Math.min(needed[2], needed[3]);
        int fourth = isOneOfTwo ? Math.min(one, other) : Math.max(needed[2], needed[3]);
        return needed[0] | (long) needed[1] << BITS | (long) third << (2 * BITS) | (long) fourth << (3 * BITS);
    }

    private static int bit(int term) {
        return (term * 0x9E3779B9) >>> (Integer.SIZE - BITS);
    }

    private static int bit(long cell, int level) {
        return (int) (TermKey.mix(cell * GeoCells.FINEST + level) >>> (Long.SIZE - BITS));
    }

    static void clear(long[] bitmap) {
        Arrays.fill(bitmap, 0);
        bitmap[0] = 1;
    }

    static void show(long[] bitmap, int term) {
        set(bitmap, bit(term));
    }

    static void show(long[] bitmap, GeoPoint place) {
        for (int level = FINEST_CELLS; level >= COARSEST_CELLS; level -= CELLS_STEP) {
            set(bitmap, bit(GeoCells.cell(place, level), level));
        }
    }

    private static void set(long[] bitmap, int bit) {
        bitmap[bit >>> 6] |= 1L << bit;
    }

    /** 1 if a listing with this bitmap and price may satisfy the alert with these marks, in two halves; else 0. */
    static int fit(int low, int high, long[] bitmap, int bracket) {
        long marks = (low & 0xFFFF_FFFFL) | ((long) high << Integer.SIZE);
        int third = (int) (marks >>> (2 * BITS)) & MASK;
        int fourth = (int) (marks >>> (3 * BITS)) & MASK;
        long isThird = get(bitmap, third);
        long isFourth = get(bitmap, fourth);
        int oneWillDo = (fourth - third) >>> (Integer.SIZE - 1);
        long all = get(bitmap, (int) marks & MASK)
                & get(bitmap, (int) (marks >>> BITS) & MASK)
                & ((isThird & isFourth) | ((isThird | isFourth) & oneWillDo));
        int lowest = (int) (marks >>> LOWEST_AT) & BRACKET;
        int highest = (int) (marks >>> HIGHEST_AT) & BRACKET;
        // Without a branch, which would often be guessed wrong.
        return (int) all & 1 & ~((bracket - lowest) | (highest - bracket)) >>> (Integer.SIZE - 1);
    }

    private static long get(long[] bitmap, int bit) {
        return bitmap[bit >>> 6] >>> bit;
    }
}
