package dev.souk.model.text;

/**
 * Folds the endings by which nouns of English, German, French, Spanish, Italian, Portuguese, Dutch and Polish tell one from
 * many, so that both become one form, which need not be a word: {@code tables} and {@code table} are both {@code tabl}. It
 * does not know which language it is given, so an ending is folded only where it does little harm to the other seven;
 * what is left out, and why, stands in ADR 26. The idea is that of Savoy's minimal stemmers, the rules are its own. For
 * one thread.
 */
final class NounStem {

    /*
     * A term is folded in place, from its end: s and x of the plural, then n after e, then one last vowel, then what
     * changes beside that vowel. Letters are those after TextFolding, so without accents.
     */

    private static final int SHORTEST = 4;
    /** What is left at least of a word that loses e. */
    private static final int BEFORE_E = 4;
    /** Of one that loses a, i or o: brands such as Honda, Volvo and Audi are shorter. */
    private static final int BEFORE_FULL_VOWEL = 5;
    /** Shorter words in en are plurals only if they end in sen or ten: Hosen, Noten; but haven, linen. */
    private static final int SHORTEST_IN_EN = 6;
    /** Of words that are longer, y and i are lost after some endings: rowery, telefony. */
    private static final int SHORTEST_IN_ERY = 6;

    /** German nouns whose plural ends in er, alone or as the last part of another: Fahrrad, Bilderbuch. */
    private static final String[] PLURAL_IN_ER = {
        "rad", "bild", "kleid", "schild", "band", "kind", "huhn", "haus", "glas", "fass", "schloss", "brett", "blatt",
        "licht", "buch", "tuch", "loch", "dach", "holz", "lamm"
    };

    /** The first character that was looked at. */
    private int first;

    /**
     * Where the characters begin by which the last term was folded: one as long that has the same from there on is folded
     * alike.
     */
    int first() {
        return first;
    }

    /** Folds the term in place; returns its new length, which is never more. */
    int fold(char[] text, int from, int length) {
        first = from + length;
        return folded(text, from, length);
    }

    private int folded(char[] text, int from, int length) {
        if (length < SHORTEST) {
            return length;
        }
        int end = from + length;
        return switch (letter(text, end - 1)) {
            case 's' -> withoutS(text, from, end);
            case 'x' -> withoutX(text, from, end);
            case 'n' -> withoutN(text, from, end);
            case 'e' -> withoutE(text, from, end, false);
            case 'a' -> withoutA(text, from, end);
            case 'i' -> withoutI(text, from, end);
            case 'o' -> withoutO(text, from, end);
            case 'y' -> withoutY(text, from, end);
            case 'r' -> withoutEr(text, from, end);
            default -> undoubled(text, from, end, false);
        };
    }

    private int withoutS(char[] text, int from, int end) {
        int length = end - from;
        char before = letter(text, end - 2);
        char third = letter(text, end - 3);
        if (before == 's' || (before == 'u' && (third != 'e' || length == SHORTEST))) {
            return length; // glass, bus; but pneus
        }
        if (before == 'i') {
            boolean ofL = (third == 'a' || third == 'e' || third == 'o') && length >= BEFORE_FULL_VOWEL + 1;
            if (ofL) {
                text[end - 2] = 'l'; // moveis, lencois
            }
            return ofL ? length - 1 : length;
        }
        if (before == 'e') {
            char fourth = letter(text, end - 4);
            if (third == 'x' || (third == 's' && fourth == 's') || (third == 'h' && (fourth == 'c' || fourth == 's'))) {
                return length - 2; // boxes, glasses, watches, dishes
            }
            if (third == 'i' && length > SHORTEST) {
                return softened(text, from, end - 2); // cities
            }
            if (third == 'o' && length > BEFORE_FULL_VOWEL && !(fourth == 'h' && letter(text, end - 5) == 's')) {
                return length - 2; // fogoes, canoes; but shoes
            }
        }
        return folded(text, from, length - 1);
    }

    /** French: bateaux, jeux, bijoux; chevaux of cheval. */
    private int withoutX(char[] text, int from, int end) {
        int length = end - from;
        char third = letter(text, end - 3);
        if (letter(text, end - 2) != 'u' || !isVowel(third)) {
            return length;
        }
        char fourth = letter(text, end - 4);
        if (third != 'a' || fourth == 'e' || fourth == 'y') {
            return length - 1;
        }
        if (length <= BEFORE_FULL_VOWEL) {
            return length;
        }
        text[end - 2] = 'l';
        return length - 1;
    }

    /** German and Dutch: lampen, batterien. */
    private int withoutN(char[] text, int from, int end) {
        int length = end - from;
        char third = letter(text, end - 3);
        boolean isPlural = letter(text, end - 2) == 'e'
                && (length >= SHORTEST_IN_EN
                        ? third == 'i' || !isVowel(third)
                        : length == SHORTEST_IN_EN - 1 && (third == 's' || third == 't'));
        return isPlural ? withoutE(text, from, end - 1, true) : undoubled(text, from, end, false);
    }

    private int withoutE(char[] text, int from, int end, boolean ofEn) {
        int length = end - from;
        char before = letter(text, end - 2);
        if (before == 'i') {
            return softened(text, from, end - 1);
        }
        char third = letter(text, end - 3);
        if (before == 'o') {
            return third != 'h' && length >= BEFORE_FULL_VOWEL ? length - 1 : length; // canoe
        }
        if (isVowel(before) || length <= BEFORE_E || (isVowel(third) && isNoEnding(text, from, end))) {
            return length;
        }
        int left = end - 1;
        if (ofEn && before == 'z' && (isVowel(third) || third == 'j')) {
            text[left - 1] = 's'; // huizen
        }
        return changed(text, from, before == 'h' ? withoutH(text, left, true) : left);
    }

    /** Whether e is part of the word after a vowel and a consonant: plane, suite, leave; but schuhe, spiele, regale. */
    private boolean isNoEnding(char[] text, int from, int end) {
        char before = letter(text, end - 2);
        char third = letter(text, end - 3);
        char fourth = letter(text, end - 4);
        if (isVowel(fourth)) {
            return (third == 'i' && before == 't' && end - from == BEFORE_E + 1)
                    || (third == 'a' && before == 'v' && fourth == 'e');
        }
        for (int i = from; i < end - 3; i++) {
            if (isVowel(letter(text, i))) {
                return false;
            }
        }
        return before != 'h';
    }

    private int withoutA(char[] text, int from, int end) {
        int left = end - 1 - from;
        char before = letter(text, end - 2);
        if (before == 'i') {
            return left >= BEFORE_E ? left : left + 1; // sedia, as sedie
        }
        return isVowel(before) || left < BEFORE_FULL_VOWEL ? left + 1 : changed(text, from, end - 1);
    }

    private int withoutI(char[] text, int from, int end) {
        int length = end - from;
        return isVowel(letter(text, end - 2)) || length <= BEFORE_FULL_VOWEL
                ? length
                : changed(text, from, withoutH(text, end - 1, false));
    }

    private int withoutO(char[] text, int from, int end) {
        int length = end - from;
        char before = letter(text, end - 2);
        if (before == 'i') {
            // armadio, as armadi; but radio
            return length - 2 < BEFORE_FULL_VOWEL ? length : changed(text, from, withoutH(text, end - 2, true));
        }
        if (before == 'a' && length >= BEFORE_FULL_VOWEL) {
            text[end - 2] = 'o'; // fogao, as fogoes
            return length - 1;
        }
        return isVowel(before) || length <= BEFORE_FULL_VOWEL ? length : changed(text, from, end - 1);
    }

    /** Italian: giacche of giacca, specchi of specchio, bianchi of bianco. */
    private int withoutH(char[] text, int end, boolean onlyAfterTwo) {
        boolean ofC = letter(text, end - 1) == 'h'
                && (onlyAfterTwo
                        ? letter(text, end - 2) == 'c' && letter(text, end - 3) == 'c'
                        : letter(text, end - 2) == 'c' || letter(text, end - 2) == 'g');
        return ofC ? end - 1 : end;
    }

    private int withoutY(char[] text, int from, int end) {
        if (isVowel(letter(text, end - 2))) {
            return end - from;
        }
        text[end - 1] = 'i';
        return softened(text, from, end);
    }

    /** Of a word in i that was y, ie or ies: Polish rowery and telefony; but battery and pottery. */
    private int softened(char[] text, int from, int end) {
        int length = end - from;
        if (length < SHORTEST_IN_ERY) {
            return length;
        }
        char before = letter(text, end - 2);
        char third = letter(text, end - 3);
        boolean isEnding =
                (before == 'r' && third == 'e' && !isTwice(text, end - 4, 't')) || (before == 'n' && third == 'o');
        return isEnding ? length - 1 : length;
    }

    private boolean isTwice(char[] text, int last, char letter) {
        return letter(text, last) == letter && letter(text, last - 1) == letter;
    }

    private int withoutEr(char[] text, int from, int end) {
        if (letter(text, end - 2) == 'e') {
            int left = end - 2;
            for (String noun : PLURAL_IN_ER) {
                if (endsIn(text, from, left, noun)) {
                    return folded(text, from, left - from);
                }
            }
        }
        return undoubled(text, from, end, false);
    }

    /** Not right after t or g: trader, grader. */
    private boolean endsIn(char[] text, int from, int end, String noun) {
        int start = end - noun.length();
        if (start < from || letter(text, end - 1) != noun.charAt(noun.length() - 1)) {
            return false;
        }
        for (int i = 0; i < noun.length(); i++) {
            if (letter(text, start + i) != noun.charAt(i)) {
                return false;
            }
        }
        return start == from || (letter(text, start - 1) != 't' && letter(text, start - 1) != 'g');
    }

    /** Of a word that has lost its last vowel. */
    private int changed(char[] text, int from, int end) {
        char last = letter(text, end - 1);
        if (last == 'v') {
            text[end - 1] = 'f'; // brieven, shelves
        } else if (last == 's') {
            char before = letter(text, end - 2);
            boolean isPlural = before != 's' && before != 'u' && before != 'i'; // fietsen, as fiets
            return isPlural ? folded(text, from, end - 1 - from) : end - from;
        }
        return undoubled(text, from, end, true);
    }

    /** One consonant for two: programm, brillen; and of short words that have lost a vowel, bedden. */
    private int undoubled(char[] text, int from, int end, boolean isShortened) {
        int length = end - from;
        char last = letter(text, end - 1);
        if (last != letter(text, end - 2)) {
            return length;
        }
        int least = switch (last) {
            case 'b', 'd', 'g', 'k', 'n', 'p' -> isShortened ? SHORTEST : SHORTEST + 1;
            case 'f', 'l', 'm', 'r', 't' -> SHORTEST + 1;
            default -> Integer.MAX_VALUE;
        };
        return length >= least ? length - 1 : length;
    }

    private char letter(char[] text, int at) {
        first = Math.min(first, at);
        return text[at];
    }

    private static boolean isVowel(char c) {
        return switch (c) {
            case 'a', 'e', 'i', 'o', 'u', 'y' -> true;
            default -> false;
        };
    }
}
