package dev.souk.alerts;

import java.util.Arrays;

/** Sorts ids, by their digits where they are many. Keeps its memory; for one thread. */
final class Ascending {

    /** Fewer are sorted faster by comparing. */
    private static final int FEW = 24;
    /** So many share no more than a few values of their highest digit, if they are spread at all. */
    private static final int SEVERAL = 768;
    /** Most that may share one, which are sorted by moving them one by one. */
    private static final int CROWD = 16;
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
        int bits = Long.SIZE - Long.numberOfLeadingZeros(differing);
        int digits = (bits + DIGIT - 1) / DIGIT;
        // Of ids on both sides of 0 the top bit differs, which is no digit to sort by.
        if (size < FEW || bits == Long.SIZE) {
            Arrays.sort(ids, 0, size);
        } else if (size > SEVERAL || !byHighest(ids, size, Math.max(0, bits - DIGIT))) {
            if (digits > MOST_DIGITS) {
                Arrays.sort(ids, 0, size);
            } else {
                byDigits(ids, size, digits);
            }
        }
        return each(ids, size);
    }

    /** By the highest digit, and then within each of its values; false if too many share one. */
    private boolean byHighest(long[] ids, int size, int shift) {
        Arrays.fill(ends, 0);
        int most = 0;
        for (int i = 0; i < size; i++) {
            int value = (int) (ids[i] >>> shift) & (VALUES - 1);
            ends[value]++;
            most = Math.max(most, ends[value]);
        }
        if (most > CROWD) {
            return false;
        }
        distribute(ids, room(size), size, shift);
        for (int i = 0; i < size; i++) {
            long id = other[i];
            int at = i;
            while (at > 0 && ids[at - 1] > id) {
                ids[at] = ids[at - 1];
                at--;
            }
            ids[at] = id;
        }
        return true;
    }

    private long[] room(int size) {
        if (other.length < size) {
            other = new long[Math.max(size, 2 * other.length)];
        }
        return other;
    }

    private void byDigits(long[] ids, int size, int digits) {
        long[] from = ids;
        long[] to = room(size);
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
        distribute(from, to, size, shift);
    }

    /** By a digit whose values are counted. */
    private void distribute(long[] from, long[] to, int size, int shift) {
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
