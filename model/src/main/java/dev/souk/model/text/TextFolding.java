package dev.souk.model.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Lower case, accents off, one form for what looks the same, and nothing of what nobody sees: the first rule of
 * {@link TextAnalyzer}.
 */
final class TextFolding {

    /** As in the Stream-Safe Text Format of Unicode (UAX 15, section 13). */
    private static final int MAX_MARKS = 30;

    private static final int FIRST_MARK = 0x0300;
    private static final int LAST_ACCENT = 0x036F;

    private TextFolding() {}

    static String fold(String text) {
        String decomposed =
                Normalizer.normalize(visible(text), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder bare = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            appendFolded(bare, decomposed.charAt(i));
        }
        return Normalizer.normalize(bare, Normalizer.Form.NFC);
    }

    /** Leaves invisible characters out, and cuts long runs of marks, which normalizing sorts in quadratic time. */
    static CharSequence visible(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int marks = 0;
        int before = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (Invisibles.isNothing(codePoint, before)) {
                continue;
            }
            before = codePoint;
            marks = codePoint >= FIRST_MARK && CharacterKind.isMark(codePoint) ? marks + 1 : 0;
            if (marks <= MAX_MARKS) {
                kept.appendCodePoint(codePoint);
            }
        }
        return kept;
    }

    private static void appendFolded(StringBuilder out, char c) {
        switch (c) {
            case 'ß' -> out.append("ss");
            case 'æ' -> out.append("ae");
            case 'œ' -> out.append("oe");
            case 'þ' -> out.append("th");
            case 'ø' -> out.append('o');
            case 'đ', 'ð' -> out.append('d');
            case 'ł' -> out.append('l');
            case 'ı' -> out.append('i');
            // What it is at the end of a word, where a prefix ends too.
            case 'ς' -> out.append('σ');
            default -> {
                if (c < FIRST_MARK || c > LAST_ACCENT) {
                    out.append(c);
                }
            }
        }
    }
}
