package dev.souk.model.text;

import org.jspecify.annotations.Nullable;

/**
 * Texts of western and central Europe in ASCII, such that they have the same terms: what {@link TextFolding} makes of each
 * character, in one step, and a space for each sign that separates. Beside it, since to decompose, compose and copy a text
 * takes ten times as long, and most texts that are not ASCII have no more than accents, typeset quotes and the euro.
 */
final class LatinFolding {

    /*
     * A character alone is made what it is made between others as long as none of them is a combining mark or a letter of
     * another script, and there is none: what has no entry here leaves the text to TextFolding.
     */

    private static final int FIRST = 0x80;
    private static final int LETTERS = 0x180 - FIRST;
    private static final int FIRST_SIGN = 0x2000;
    /** The first combining mark behind signs and currencies. */
    private static final int END_OF_SIGNS = 0x20D0;

    /** For characters that become two, such as ß. */
    private static final int ROOM = 64;

    private static final char TYPESET_APOSTROPHE = '\u2019';
    private static final @Nullable String[] FOLDED = new String[LETTERS + END_OF_SIGNS - FIRST_SIGN];

    static {
        for (int i = 0; i < FOLDED.length; i++) {
            FOLDED[i] = ascii(
                    TextFolding.fold(Character.toString((char) (i < LETTERS ? FIRST + i : FIRST_SIGN + i - LETTERS))));
        }
    }

    private LatinFolding() {}

    /** Null if the text has other characters too. */
    @Nullable
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length() + ROOM);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST) {
                folded.append(c);
                continue;
            }
            String known = folded(c);
            if (known == null) {
                return null;
            }
            folded.append(known);
        }
        return folded.toString();
    }

    @Nullable
    private static String folded(char c) {
        if (c < FIRST + LETTERS) {
            return FOLDED[c - FIRST];
        }
        return c >= FIRST_SIGN && c < END_OF_SIGNS ? FOLDED[LETTERS + c - FIRST_SIGN] : null;
    }

    /** Null if it takes part in a word in another way than a character of ASCII does. */
    @Nullable
    private static String ascii(String folded) {
        StringBuilder ascii = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c < FIRST) {
                ascii.append(c);
            } else if (c == TYPESET_APOSTROPHE) {
                ascii.append('\'');
            } else if (CharacterKind.of(c) == CharacterKind.SEPARATOR) {
                ascii.append(' ');
            } else {
                return null;
            }
        }
        return ascii.toString();
    }
}
