package dev.souk.model.text;

/** What a character does to the term that is being read. */
enum CharacterKind {
    /** Part of a run of letters. */
    LETTER,
    /** A letter of a script that does not separate words, or adds to them what belongs to the sentence, as Korean does. */
    LETTER_ALONE,
    /** Part of a run of digits. */
    DIGIT,
    /** Vowel signs and the like, which belong to the letter before them. */
    MARK,
    /** Nothing between two letters, a separator elsewhere. */
    APOSTROPHE,
    /** All the rest. */
    SEPARATOR;

    private static final CharacterKind[] ASCII = new CharacterKind[0x80];

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = compute(c);
        }
    }

    static CharacterKind of(int codePoint) {
        return codePoint < ASCII.length ? ASCII[codePoint] : compute(codePoint);
    }

    private static CharacterKind compute(int codePoint) {
        if (codePoint == '\'' || codePoint == 0x2019 || codePoint == 0x02BC) {
            return APOSTROPHE;
        }
        if (Character.isDigit(codePoint)) {
            return DIGIT;
        }
        if (Character.isLetter(codePoint)) {
            return standsAlone(codePoint) ? LETTER_ALONE : LETTER;
        }
        return isMark(codePoint) ? MARK : SEPARATOR;
    }

    /** Whether the last character of a text belongs to a word. */
    static boolean endsAWord(String text) {
        int last = text.codePointBefore(text.length());
        return isMark(last) || Character.isLetterOrDigit(last);
    }

    /** Whether a term begins with a letter that is read by pairs. */
    static boolean standsAlone(String term) {
        return of(term.codePointAt(0)) == LETTER_ALONE;
    }

    static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean standsAlone(int letter) {
        if (letter < 0x0E00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> true;
            // The sign of a long vowel is used by both kana, and so belongs to neither.
            default -> letter == 0x30FC;
        };
    }
}
