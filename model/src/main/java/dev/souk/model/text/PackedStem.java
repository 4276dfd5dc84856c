package dev.souk.model.text;

/**
 * {@link NounStem} of words as numbers, as {@link AsciiWords#letters} has them. What becomes of most words is told by how
 * long they are and by their last three letters, so that is kept for whoever meets such an ending next. For one thread.
 */
final class PackedStem {

    private static final int LETTER_BITS = AsciiWords.LETTER_BITS;
    private static final int LETTER = (1 << LETTER_BITS) - 1;
    private static final int ENDING = 3;
    private static final int BEFORE_A = 'a' - 1;
    private static final int LENGTH_BITS = 4;

    /*
     * For each length and ending: by how many letters the word becomes shorter, and in which bits its last letter then
     * changes. Endings that differ in the third letter alone stand together, since most words have few of the others. All
     * threads share it: each may find out the same again, and writes one byte.
     */
    private static final byte[] KNOWN = new byte[1 << (LENGTH_BITS + ENDING * LETTER_BITS)];

    private static final int UNKNOWN = 0;
    /** The letters before say more. */
    private static final int UNDECIDED = 1;

    private static final int DECIDED = 2;
    private static final int MOST_LOST = 2;

    private final char[] letters = new char[AsciiWords.MOST_LETTERS];
    private final NounStem nouns = new NounStem();

    /** The stem of a word of so many letters. */
    long of(long word, int length) {
        int at = place(word, length);
        int known = KNOWN[at] & 0xFF;
        if (known < DECIDED) {
            return computed(word, length, at, known == UNKNOWN);
        }
        int change = known - DECIDED;
        return (word >>> ((change >>> LETTER_BITS) * LETTER_BITS)) ^ (change & LETTER);
    }

    private static int place(long word, int length) {
        int lastTwo = (int) word & ((1 << (2 * LETTER_BITS)) - 1);
        int third = (int) (word >>> (2 * LETTER_BITS)) & LETTER;
        return (((lastTwo << LENGTH_BITS) | length) << LETTER_BITS) | third;
    }

    private long computed(long word, int length, int at, boolean isNew) {
        for (int i = 0; i < length; i++) {
            letters[i] = (char) (BEFORE_A + ((int) (word >>> ((length - 1 - i) * LETTER_BITS)) & LETTER));
        }
        int left = nouns.fold(letters, 0, length);
        long stem = 0;
        for (int i = 0; i < left; i++) {
            stem = (stem << LETTER_BITS) | (letters[i] - BEFORE_A);
        }
        if (isNew) {
            int lost = length - left;
            long change = (word >>> (lost * LETTER_BITS)) ^ stem;
            boolean isDecided = nouns.first() >= length - ENDING && lost <= MOST_LOST && change <= LETTER;
            KNOWN[at] = (byte) (isDecided ? DECIDED + ((lost << LETTER_BITS) | (int) change) : UNDECIDED);
        }
        return stem;
    }
}
