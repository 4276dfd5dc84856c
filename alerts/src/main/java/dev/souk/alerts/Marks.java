package dev.souk.alerts;

import java.util.Arrays;

/**
 * What stands beside an alert where it is filed, so that most listings pass it by without a look at the alert itself: up
 * to four terms that a listing must show, and the range of prices, in one number. A filter, not an answer: what it keeps
 * may still not match, what it leaves out never does.
 */
final class Marks {

    /*
     * Four times 11 bits: where in a bitmap of 2,048 bits the listing must have its bit set. Bit 0 always is, for an alert
     * with fewer terms. Then twice 10 bits: the lowest and the highest bracket of the price.
     */

    static final int MOST = 4;
    static final int BITMAP = 2_048 / Long.SIZE;

    private static final int BITS = 11;
    private static final int MASK = (1 << BITS) - 1;
    private static final int LOWEST_AT = MOST * BITS;
    private static final int HIGHEST_AT = LOWEST_AT + 10;
    private static final int BRACKET = 0x3FF;

    private Marks() {}

    /** The first terms that the alert requires, but for the one that it is filed under, and its price. */
    static long of(int[] program) {
        int filing = Program.filing(program);
        int filedUnder = Program.kind(program[filing]) == Program.FILED_TERM
                ? program[Program.number(program[filing])]
                : Term.NONE;
        int lowest = 0;
        int highest = Prices.LAST_BRACKET;
        int count = 0;
        long marks = 0;
        for (int at = Program.CLAUSES; at < filing; at = Program.next(program, at)) {
            int kind = Program.kind(program[at]);
            if (kind == Program.PRICE) {
                lowest = Prices.bracket(Program.wide(program, at + 2));
                highest = Prices.bracket(Program.wide(program, at + 4));
            }
            int terms = kind == Program.ALL || kind == Program.PHRASE
                    ? Program.number(program[at])
                    : kind == Program.PRICE ? 1 : 0;
            for (int i = 1; i <= terms && count < MOST; i++) {
                if (program[at + i] != filedUnder) {
                    marks |= (long) bit(program[at + i]) << (count * BITS);
                    count++;
                }
            }
        }
        return marks | ((long) highest << HIGHEST_AT) | ((long) lowest << LOWEST_AT);
    }

    private static int bit(int term) {
        return (term * 0x9E3779B9) >>> (Integer.SIZE - BITS);
    }

    static void clear(long[] bitmap) {
        Arrays.fill(bitmap, 0);
        bitmap[0] = 1;
    }

    static void show(long[] bitmap, int term) {
        int bit = bit(term);
        bitmap[bit >>> 6] |= 1L << bit;
    }

    /** 1 if a listing with these terms and this bracket may satisfy the alert with these marks, in two halves; else 0. */
    static int fit(int low, int high, long[] bitmap, int bracket) {
        long marks = (low & 0xFFFF_FFFFL) | ((long) high << Integer.SIZE);
        long all = set(bitmap, (int) marks & MASK)
                & set(bitmap, (int) (marks >>> BITS) & MASK)
                & set(bitmap, (int) (marks >>> (2 * BITS)) & MASK)
                & set(bitmap, (int) (marks >>> (3 * BITS)) & MASK);
        int lowest = (int) (marks >>> LOWEST_AT) & BRACKET;
        int highest = (int) (marks >>> HIGHEST_AT) & BRACKET;
        // Without a branch, which would often be guessed wrong.
        return (int) all & 1 & ~((bracket - lowest) | (highest - bracket)) >>> (Integer.SIZE - 1);
    }

    private static long set(long[] bitmap, int bit) {
        return bitmap[bit >>> 6] >>> bit;
    }
}
