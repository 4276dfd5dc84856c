package dev.souk.model.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns text into terms. The rules, in order:
 *
 * <ol>
 *   <li>Unicode NFKD, lower case (root locale), accents off: {@code Café} is {@code cafe}, {@code Größe} is
 *       {@code grosse}, {@code Øre} is {@code ore}.
 *   <li>A term is a run of letters or a run of digits, so {@code iphone13} and {@code iPhone 13} are both
 *       {@code iphone 13}, and {@code 128GB} is {@code 128 gb}. Everything else separates, but an apostrophe between
 *       letters is dropped: {@code Levi's} is {@code levis}.
 *   <li>Chinese characters, kana and Thai letters are a term each, since those scripts do not separate words.
 *   <li>English plurals are folded: {@code bikes} is {@code bike}, {@code boxes} is {@code box}, {@code batteries} and
 *       {@code battery} are {@code batteri}. Terms under four letters stay as they are.
 *   <li>At most {@value #MAX_TERMS} terms are taken from one text; a term is cut at {@value #MAX_TERM_LENGTH} characters.
 * </ol>
 *
 * <p>Stateless; safe for any number of threads.
 */
public final class TextAnalyzer {

    /** Terms taken from one text. */
    public static final int MAX_TERMS = 4_096;

    /** The longest term, in characters. */
    public static final int MAX_TERM_LENGTH = 64;

    private TextAnalyzer() {}

    /** The terms of {@code text}, in order, with repetitions. */
    public static List<String> terms(String text) {
        String folded = fold(text);
        List<String> terms = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        boolean digits = false;
        for (int i = 0; i < folded.length() && terms.size() < MAX_TERMS; ) {
            int codePoint = folded.codePointAt(i);
            i += Character.charCount(codePoint);
            if (isApostrophe(codePoint) && !run.isEmpty() && !digits && i < folded.length()) {
                if (Character.isLetter(folded.codePointAt(i))) {
                    continue;
                }
            }
            boolean digit = Character.isDigit(codePoint);
            boolean wordCharacter = digit || Character.isLetter(codePoint) || isMark(codePoint);
            if (!wordCharacter || standsAlone(codePoint) || digit != digits) {
                close(run, terms);
            }
            if (wordCharacter) {
                digits = digit;
                run.appendCodePoint(codePoint);
                if (standsAlone(codePoint)) {
                    close(run, terms);
                }
            }
        }
        close(run, terms);
        return terms.size() > MAX_TERMS ? List.copyOf(terms.subList(0, MAX_TERMS)) : List.copyOf(terms);
    }

    private static void close(StringBuilder run, List<String> terms) {
        if (!run.isEmpty()) {
            run.setLength(Math.min(run.length(), MAX_TERM_LENGTH));
            if (Character.isHighSurrogate(run.charAt(run.length() - 1))) {
                run.setLength(run.length() - 1);
            }
            terms.add(EnglishPlural.fold(run.toString()));
            run.setLength(0);
        }
    }

    private static String fold(String text) {
        if (isLowerAscii(text)) {
            return text;
        }
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder bare = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            appendFolded(bare, decomposed.charAt(i));
        }
        return Normalizer.normalize(bare, Normalizer.Form.NFC);
    }

    private static boolean isLowerAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80 && !(c >= 'A' && c <= 'Z'));
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
            default -> {
                if (c < 0x0300 || c > 0x036F) {
                    out.append(c);
                }
            }
        }
    }

    private static boolean isApostrophe(int codePoint) {
        return codePoint == '\'' || codePoint == 0x2019 || codePoint == 0x02BC;
    }

    /** Vowel signs and the like, which belong to the letter before them. */
    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean standsAlone(int codePoint) {
        if (codePoint < 0x0E00) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
        return Character.isLetter(codePoint)
                && (script == Character.UnicodeScript.HAN
                        || script == Character.UnicodeScript.HIRAGANA
                        || script == Character.UnicodeScript.KATAKANA
                        || script == Character.UnicodeScript.THAI);
    }
}
