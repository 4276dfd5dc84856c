package dev.souk.model.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
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
 *   <li>Chinese characters, kana and Thai letters are a term each, since those scripts do not separate words. A vowel sign or
 *       other mark belongs to the letter before it, and is passed over where there is none.
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

    /** As in the Stream-Safe Text Format of Unicode (UAX 15, section 13). */
    private static final int MAX_MARKS = 30;

    /** With what separates it; only to begin with a list of about the right size. */
    private static final int CHARACTERS_OF_A_TERM = 5;

    private static final int FIRST_MARK = 0x0300;
    private static final int LAST_ACCENT = 0x036F;

    private TextAnalyzer() {}

    /** The terms of {@code text}, in order, with repetitions. */
    public static List<String> terms(String text) {
        String folded = fold(text);
        List<String> terms = new ArrayList<>(Math.min(MAX_TERMS, folded.length() / CHARACTERS_OF_A_TERM + 1));
        StringBuilder run = new StringBuilder();
        CharacterKind last = CharacterKind.SEPARATOR;
        for (int i = 0; i < folded.length() && terms.size() < MAX_TERMS; ) {
            int codePoint = folded.codePointAt(i);
            i += Character.charCount(codePoint);
            CharacterKind kind = CharacterKind.of(codePoint);
            if (kind == CharacterKind.APOSTROPHE) {
                if (last == CharacterKind.LETTER && i < folded.length() && Character.isLetter(folded.codePointAt(i))) {
                    continue;
                }
                kind = CharacterKind.SEPARATOR;
            }
            if (kind == CharacterKind.MARK) {
                if (last == CharacterKind.LETTER || last == CharacterKind.LETTER_ALONE) {
                    run.appendCodePoint(codePoint);
                }
                continue;
            }
            if (kind != last || kind == CharacterKind.LETTER_ALONE) {
                close(run, terms);
            }
            if (kind != CharacterKind.SEPARATOR) {
                run.appendCodePoint(codePoint);
            }
            last = kind;
        }
        if (terms.size() < MAX_TERMS) {
            close(run, terms);
        }
        return Collections.unmodifiableList(terms);
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
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String decomposed =
                Normalizer.normalize(withFewMarks(text), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder bare = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            appendFolded(bare, decomposed.charAt(i));
        }
        return Normalizer.normalize(bare, Normalizer.Form.NFC);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Cuts long runs of marks, which normalizing sorts in quadratic time. */
    static CharSequence withFewMarks(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
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
            default -> {
                if (c < FIRST_MARK || c > LAST_ACCENT) {
                    out.append(c);
                }
            }
        }
    }
}
