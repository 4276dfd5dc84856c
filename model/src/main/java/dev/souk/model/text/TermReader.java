package dev.souk.model.text;

import org.jspecify.annotations.Nullable;

/**
 * Reads the terms of a text one after the other, by the rules of {@link TextAnalyzer}, without making a string of each:
 * for those who read very many texts. Keeps its memory from text to text. For one thread.
 *
 * <pre>{@code new TermReader().read("Two bikes", (text, from, length) -> ...) // "two", then "bike"}</pre>
 */
public final class TermReader {

    /** Takes a term. */
    public interface Terms {

        /**
         * A term, as {@code length} characters from {@code from} on. They stay as they are until the next text is read.
         */
        void accept(char[] text, int from, int length);
    }

    /** Takes most terms as numbers, and so in less time. */
    public interface PackedTerms extends Terms {

        /**
         * A term of up to eleven letters a to z, as a number of five bits each: 1 for a, the last letter lowest. Who takes
         * such a term by {@link #accept} as well must make the same of it: both occur.
         */
        void letters(long packed);
    }

    /*
     * A term is written where it was read, in lower case and without apostrophes: what is written never overtakes what
     * is still to be read.
     */

    /** The bit by which a small letter of ASCII differs from its capital. */
    private static final int SMALL = 0x20;

    private char[] text = {};
    private final boolean folds;
    private final NounStem nouns = new NounStem();

    /** For those who take numbers: who reads one short text should not pay for them. */
    @Nullable
    private AsciiWords words;

    @Nullable
    private PackedStem stems;

    /** A reader, to be used for many texts. */
    public TermReader() {
        this(true);
    }

    /** One that folds the endings of nouns, or leaves them. */
    TermReader(boolean folds) {
        this.folds = folds;
    }

    /** Hands over the terms of a text, in order, with repetitions; returns how many. */
    public int read(String source, Terms terms) {
        int length = fill(source);
        if (isAscii(length)) {
            return splitAscii(length, terms);
        }
        length = fill(folded(source));
        return isAscii(length) ? splitAscii(length, terms) : split(length, terms);
    }

    private static String folded(String source) {
        String latin = LatinFolding.fold(source);
        return latin == null ? TextFolding.fold(source) : latin;
    }

    /** As {@link #read(String, Terms)}, for those who read very many texts. */
    public int readPacked(String source, PackedTerms terms) {
        AsciiWords plain = words == null ? new AsciiWords() : words;
        words = plain;
        if (plain.split(source)) {
            return pack(plain, source.length(), terms);
        }
        String folded = folded(source);
        return plain.split(folded) ? pack(plain, folded.length(), terms) : split(fill(folded), terms);
    }

    private int pack(AsciiWords plain, int length, PackedTerms terms) {
        PackedStem packed = stems == null ? new PackedStem() : stems;
        stems = packed;
        reserve(length);
        int size = plain.size();
        for (int i = 0; i < size; i++) {
            int letters = plain.length(i);
            if (letters <= AsciiWords.MOST_LETTERS && plain.isOfLetters(i)) {
                long word = plain.letters(i);
                terms.letters(folds ? packed.of(word, letters) : word);
            } else {
                plain.copy(i, text, TextAnalyzer.MAX_TERM_LENGTH);
                close(plain.start(i), plain.start(i) + letters, terms);
            }
        }
        return size;
    }

    /** The characters that the terms of the text read last stand in. */
    public char[] text() {
        return text;
    }

    private int fill(String source) {
        int length = source.length();
        reserve(length);
        source.getChars(0, length, text, 0);
        return length;
    }

    private void reserve(int length) {
        if (text.length < length) {
            text = new char[Math.max(length, 2 * text.length)];
        }
    }

    private boolean isAscii(int length) {
        char[] chars = text;
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= chars[i];
        }
        return all < 0x80;
    }

    /** As {@link #split}, of what most texts are: there a term is a run of letters or of digits, and no more. */
    private int splitAscii(int length, Terms terms) {
        char[] chars = text;
        int found = 0;
        int i = 0;
        while (i < length && found < TextAnalyzer.MAX_TERMS) {
            int start = i;
            int end = i;
            if (isAsciiLetter(chars[i])) {
                do {
                    chars[end] = (char) (chars[i] | SMALL);
                    end++;
                    i++;
                    if (i + 1 < length && chars[i] == '\'' && isAsciiLetter(chars[i + 1])) {
                        i++;
                    }
                } while (i < length && isAsciiLetter(chars[i]));
            } else {
                while (i < length && isAsciiDigit(chars[i])) {
                    i++;
                }
                end = i;
            }
            if (end > start) {
                close(start, end, terms);
                found++;
            } else {
                i++;
            }
        }
        return found;
    }

    private static boolean isAsciiLetter(char c) {
        int small = c | SMALL;
        return small >= 'a' && small <= 'z';
    }

    private static boolean isAsciiDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Of a folded text. */
    private int split(int length, Terms terms) {
        char[] chars = text;
        int found = 0;
        int start = 0;
        int end = 0;
        // Of a run of characters that stand alone: where the one before the last begins; -1 if there is but one.
        int pair = -1;
        CharacterKind last = CharacterKind.SEPARATOR;
        int i = 0;
        while (i < length && found < TextAnalyzer.MAX_TERMS) {
            int first = i;
            int codePoint = chars[i];
            i++;
            if (Character.isHighSurrogate((char) codePoint) && i < length && Character.isLowSurrogate(chars[i])) {
                codePoint = Character.toCodePoint((char) codePoint, chars[i]);
                i++;
            }
            CharacterKind kind = CharacterKind.of(codePoint);
            if (kind == CharacterKind.APOSTROPHE) {
                if (last == CharacterKind.LETTER && i < length && isLetter(chars, i, length)) {
                    continue;
                }
                kind = CharacterKind.SEPARATOR;
            }
            if (kind == CharacterKind.MARK) {
                if (last != CharacterKind.LETTER && last != CharacterKind.LETTER_ALONE) {
                    continue;
                }
            } else {
                if (kind == CharacterKind.LETTER_ALONE && last == kind) {
                    if (pair >= 0) {
                        close(pair, end, terms);
                        found++;
                    }
                    pair = start;
                    start = end;
                } else if (kind != last) {
                    if (end > start) {
                        close(pair >= 0 ? pair : start, end, terms);
                        found++;
                    }
                    pair = -1;
                    start = first;
                    end = first;
                }
                last = kind;
            }
            if (kind != CharacterKind.SEPARATOR) {
                if (i - first == 2) {
                    chars[end] = chars[first];
                    chars[end + 1] = chars[first + 1];
                    end += 2;
                } else {
                    chars[end] = (char) codePoint;
                    end++;
                }
                // The rest of a plain word, which is most of many texts.
                while (kind == CharacterKind.LETTER && i < length && isAsciiLetter(chars[i])) {
                    chars[end] = chars[i];
                    end++;
                    i++;
                }
            }
        }
        if (end > start && found < TextAnalyzer.MAX_TERMS) {
            close(pair >= 0 ? pair : start, end, terms);
            found++;
        }
        return found;
    }

    private static boolean isLetter(char[] chars, int at, int length) {
        return Character.isLetter(Character.codePointAt(chars, at, length));
    }

    private void close(int start, int end, Terms terms) {
        int length = Math.min(end - start, TextAnalyzer.MAX_TERM_LENGTH);
        if (Character.isHighSurrogate(text[start + length - 1])) {
            length--;
        }
        terms.accept(text, start, folds ? nouns.fold(text, start, length) : length);
    }
}
