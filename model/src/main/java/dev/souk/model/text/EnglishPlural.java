package dev.souk.model.text;

/**
 * Folds the plural and the singular of an English word into one form, which need not be a word: {@code cities} and
 * {@code city} are both {@code citi}. Lighter than a stemmer on purpose, since it is put to words of every language.
 */
final class EnglishPlural {

    private static final int SHORTEST = 4;

    private EnglishPlural() {}

    static String fold(String term) {
        int length = term.length();
        if (length < SHORTEST || !Character.isLetter(term.charAt(0))) {
            return term;
        }
        char last = term.charAt(length - 1);
        if (last != 's' && last != 'e' && last != 'y') {
            return term;
        }
        if (length > SHORTEST && term.endsWith("ies")) {
            return term.substring(0, length - 2);
        }
        if (term.endsWith("ie")) {
            return term.substring(0, length - 1);
        }
        if (term.endsWith("y") && !isVowel(term.charAt(length - 2))) {
            return term.substring(0, length - 1) + "i";
        }
        if (term.endsWith("sses") || term.endsWith("xes") || term.endsWith("ches") || term.endsWith("shes")) {
            return term.substring(0, length - 2);
        }
        if (term.endsWith("s") && "siu".indexOf(term.charAt(length - 2)) < 0) {
            return term.substring(0, length - 1);
        }
        return term;
    }

    private static boolean isVowel(char c) {
        return "aeiou".indexOf(c) >= 0;
    }
}
