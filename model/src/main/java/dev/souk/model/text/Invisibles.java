package dev.souk.model.text;

/**
 * Characters that nobody sees: Unicode's Default_Ignorable_Code_Point, such as the soft hyphen and the zero-width joiners
 * that pasted text is full of. They take no part in a word, but for the two that stand for a space between words.
 */
final class Invisibles {

    /** Nearly all text is below. */
    private static final int FIRST = 0x00AD;

    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    private Invisibles() {}

    /**
     * Whether the character is as if it were not there.
     *
     * @param before the character before it, or any other where there is none
     */
    static boolean isNothing(int codePoint, int before) {
        return codePoint >= FIRST && isInvisible(codePoint) && !separates(codePoint, before);
    }

    private static boolean isInvisible(int codePoint) {
        if (codePoint < ZERO_WIDTH_SPACE) {
            return codePoint == 0x00AD
                    || codePoint == 0x034F
                    || codePoint == 0x061C
                    || isWithin(codePoint, 0x115F, 0x1160)
                    || isWithin(codePoint, 0x17B4, 0x17B5)
                    || isWithin(codePoint, 0x180B, 0x180F);
        }
        if (codePoint <= 0x206F) {
            return codePoint <= 0x200F || isWithin(codePoint, 0x202A, 0x202E) || codePoint >= 0x2060;
        }
        if (codePoint < 0xFE00) {
            return codePoint == 0x3164; // and all Chinese, Japanese and Korean ends here
        }
        return codePoint <= 0xFE0F
                || codePoint == 0xFEFF
                || codePoint == 0xFFA0
                || isWithin(codePoint, 0xFFF0, 0xFFF8)
                || isWithin(codePoint, 0x1BCA0, 0x1BCA3)
                || isWithin(codePoint, 0x1D173, 0x1D17A)
                || isWithin(codePoint, 0xE0000, 0xE0FFF);
    }

    private static boolean isWithin(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }

    /** Persian parts its endings by the non-joiner; Lao, Burmese and Khmer part words by the zero-width space. */
    private static boolean separates(int codePoint, int before) {
        return switch (codePoint) {
            case ZERO_WIDTH_NON_JOINER -> isWithin(before, 0x0600, 0x06FF);
            case ZERO_WIDTH_SPACE ->
                isWithin(before, 0x0E80, 0x0EFF)
                        || isWithin(before, 0x1000, 0x109F)
                        || isWithin(before, 0x1780, 0x17FF);
            default -> false;
        };
    }
}
