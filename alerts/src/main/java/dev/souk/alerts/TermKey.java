package dev.souk.alerts;

/**
 * A term as one number. Up to eight ASCII characters are packed into it, and then it is exact; of a longer text it is a
 * hash, with the top bit set, and who compares has to compare the text too.
 */
final class TermKey {

    private static final int PACKED = 8;
    private static final int BITS = 7;
    private static final int KIND_AT = PACKED * BITS;
    private static final long TEXT = (1L << KIND_AT) - 1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private TermKey() {}

    /** NUL may stand inside the text, not at its beginning. */
    static long of(Term.Kind kind, char[] text, int from, int length) {
        int end = from + length;
        if (length <= PACKED) {
            long packed = 0;
            int all = 0;
            for (int i = from; i < end; i++) {
                all |= text[i];
                packed = (packed << BITS) | text[i];
            }
            if (all < 0x80) {
                return packed | ((long) kind.number << KIND_AT);
            }
        }
        long hash = kind.number;
        for (int i = from; i < end; i++) {
            hash = (hash ^ text[i]) * GOLDEN;
            hash ^= hash >>> 29;
        }
        return hash | Long.MIN_VALUE;
    }

    static boolean isExact(long key) {
        return key >= 0;
    }

    /** Characters of the text; of an exact key. */
    static int length(long key) {
        return (Long.SIZE - Long.numberOfLeadingZeros(key & TEXT) + BITS - 1) / BITS;
    }

    /** The first character of the text; of an exact key. */
    static char first(long key) {
        return (char) ((key & TEXT) >>> (Math.max(0, length(key) - 1) * BITS));
    }

    /** Spreads keys that differ anywhere over all bits. */
    static long mix(long key) {
        long mixed = key * GOLDEN;
        return mixed ^ (mixed >>> 32);
    }
}
