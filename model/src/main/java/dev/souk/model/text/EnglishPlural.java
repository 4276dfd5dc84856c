package dev.souk.model.text;

/**
 * Folds the plural and the singular of an English word into one form, which need not be a word: {@code cities} and
 * {@code city} are both {@code citi}. Lighter than a stemmer on purpose, since it is put to words of every language.
 */
final class EnglishPlural {

    private static final int SHORTEST = 4;

    private EnglishPlural() {}

    /** Folds the term in place; returns its new length, which is never more. */
    static int fold(char[] text, int from, int length) {
        if (length < SHORTEST || !Character.isLetter(text[from])) {
            return length;
        }
        char last = text[from + length - 1];
        char before = text[from + length - 2];
        switch (last) {
            case 's' -> {
                return length - ending(text, from, length, before);
            }
            case 'e' -> {
                return before == 'i' ? length - 1 : length;
            }
            case 'y' -> {
                if (!isVowel(before)) {
                    text[from + length - 1] = 'i';
                }
                return length;
            }
            default -> {
                return length;
            }
        }
    }

    /** How much of the end of a word in s marks its plural. */
    private static int ending(char[] text, int from, int length, char before) {
        if (before == 'e') {
            char third = text[from + length - 3];
            char fourth = text[from + length - 4];
            boolean afterHiss = third == 'x'
                    || (third == 's' && fourth == 's')
                    || (third == 'h' && (fourth == 'c' || fourth == 's'));
            return afterHiss || (third == 'i' && length > SHORTEST) ? 2 : 1;
        }
        return before == 's' || before == 'i' || before == 'u' ? 0 : 1;
    }

    private static boolean isVowel(char c) {
        return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
    }
}
