package dev.souk.alerts;

import java.util.Arrays;

/** Sorts ids, by their digits where they are many. Keeps its memory; for one thread. */
final class Ascending {

    /** Fewer are sorted faster by comparing. */
    private static final int FEW = 24;
    /** More digits than that cost more than comparing does, which is so for ids that are drawn at random. */
    private static final int MOST_DIGITS = 4;

    private static final int DIGIT = 8;
    private static final int VALUES = 1 << DIGIT;

    private final int[] ends = new int[VALUES];
    private long[] other = new long[64];

    /** Sorts the first {@code size}, and leaves each there once; returns how many these are. */
    int sort(long[] ids, int size) {
        long differing = 0;
        for (int i = 1; i < size; i++) {
            differing |= ids[i] ^ ids[0];
        }
        // Of ids on both sides of 0 the top bit differs, which is no digit to sort by.
        int digits = (Long.SIZE - Long.numberOfLeadingZeros(differing) + DIGIT - 1) / DIGIT;
        if (size < FEW || digits > MOST_DIGITS) {
            Arrays.sort(ids, 0, size);
        } else {
            byDigits(ids, size, digits);
        }
        return each(ids, size);
    }

    private void byDigits(long[] ids, int size, int digits) {
        if (other.length < size) {
            other = new long[Math.max(size, 2 * other.length)];
        }
        long[] from = ids;
        long[] to = other;
        for (int digit = 0; digit < digits; digit++) {
            pass(from, to, size, digit * DIGIT);
            long[] sorted = to;
            to = from;
            from = sorted;
        }
        if (from != ids) {
            System.arraycopy(from, 0, ids, 0, size);
        }
    }

    private void pass(long[] from, long[] to, int size, int shift) {
        Arrays.fill(ends, 0);
        for (int i = 0; i < size; i++) {
            ends[(int) (from[i] >>> shift) & (VALUES - 1)]++;
        }
        int end = 0;
        for (int i = 0; i < VALUES; i++) {
            end += ends[i];
            ends[i] = end;
        }
        for (int i = size - 1; i >= 0; i--) {
            int value = (int) (from[i] >>> shift) & (VALUES - 1);
            ends[value]--;
            to[ends[value]] = from[i];
        }
    }

    private static int each(long[] ids, int size) {
        int kept = Math.min(1, size);
        for (int i = 1; i < size; i++) {
            if (ids[i] != ids[kept - 1]) {
                ids[kept] = ids[i];
                kept++;
            }
        }
        return kept;
    }
}
