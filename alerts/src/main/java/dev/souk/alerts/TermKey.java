package dev.souk.alerts;

/**
 * A term as one number. Up to eleven letters a to z, or up to eight ASCII characters, are packed into it, and then it is
 * exact; of another text it is a hash, with the top bit set, and who compares has to compare the text too.
 */
final class TermKey {

    /*
     * From the top: whether it is a hash; whether it is letters; six bits for the kind, so that none is 0; then letters of
     * five bits or characters of seven, the last one lowest. Of a pair the numbers of two terms stand there.
     */

    private static final int LETTER_BITS = 5;
    private static final int MOST_LETTERS = 11;
    private static final int BITS = 7;
    private static final int MOST = 8;
    private static final int KIND_AT = MOST * BITS;
    private static final long TEXT = (1L << KIND_AT) - 1;
    private static final long LETTERS = 1L << 62;
    /** Of each number of a pair. */
    private static final int PAIR_BITS = KIND_AT / 2;

    private static final int BEFORE_A = 'a' - 1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private TermKey() {}

    /** NUL may stand inside the text, not at its beginning. */
    static long of(Term.Kind kind, char[] text, int from, int length) {
        int end = from + length;
        if (length <= MOST_LETTERS) {
            long letters = 0;
            int outside = 0;
            for (int i = from; i < end; i++) {
                int c = text[i];
                letters = (letters << LETTER_BITS) | (c - BEFORE_A);
                outside |= (c - 'a') | ('z' - c);
            }
            if (outside >= 0) {
                return letters | LETTERS | ((long) kind.number << KIND_AT);
            }
        }
        return length <= MOST ? characters(kind, text, from, end) : hash(kind, text, from, end);
    }

    /** Of up to eleven letters a to z, packed as they are here: five bits each, 1 for a, the last one lowest. */
    static long ofLetters(Term.Kind kind, long letters) {
        return letters | LETTERS | ((long) kind.number << KIND_AT);
    }

    /** Whether these are numbers of terms that {@link #ofPair} can tell. */
    static boolean canPair(int first, int second) {
        return (first | second) >>> PAIR_BITS == 0;
    }

    /** Two terms by their numbers, one right after the other. */
    static long ofPair(int first, int second) {
        return ((long) Term.Kind.PAIR.number << KIND_AT) | ((long) first << PAIR_BITS) | second;
    }

    /** The first of such a pair. */
    static int firstOfPair(long key) {
        return (int) ((key & TEXT) >>> PAIR_BITS);
    }

    private static long characters(Term.Kind kind, char[] text, int from, int end) {
        long packed = 0;
        int all = 0;
        for (int i = from; i < end; i++) {
            all |= text[i];
            packed = (packed << BITS) | text[i];
        }
        return all < 0x80 ? packed | ((long) kind.number << KIND_AT) : hash(kind, text, from, end);
    }

    private static long hash(Term.Kind kind, char[] text, int from, int end) {
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
        int bits = bits(key);
        return (Long.SIZE - Long.numberOfLeadingZeros(key & TEXT) + bits - 1) / bits;
    }

    /** The first character of the text; of an exact key. */
    static char first(long key) {
        int first = (int) ((key & TEXT) >>> (Math.max(0, length(key) - 1) * bits(key)));
        return (char) (isLetters(key) ? BEFORE_A + first : first);
    }

    /** What the same text is as a term of another kind; of an exact key. */
    static long as(Term.Kind kind, long key) {
        return (key & (LETTERS | TEXT)) | ((long) kind.number << KIND_AT);
    }

    /** The first characters of the text, which is all of letters or without any, as a term; of an exact key. */
    static long beginning(Term.Kind kind, long key, int length) {
        return as(kind, (key & LETTERS) | ((key & TEXT) >>> ((length(key) - length) * bits(key))));
    }

    private static boolean isLetters(long key) {
        return (key & LETTERS) != 0;
    }

    private static int bits(long key) {
        return isLetters(key) ? LETTER_BITS : BITS;
    }

    /** Spreads keys that differ anywhere over all bits. */
    static long mix(long key) {
        long mixed = key * GOLDEN;
        return mixed ^ (mixed >>> 32);
    }
}
