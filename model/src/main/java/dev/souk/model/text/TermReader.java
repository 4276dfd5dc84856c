package dev.souk.model.text;

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

    /*
     * A term is written where it was read, in lower case and without apostrophes: what is written never overtakes what
     * is still to be read.
     */

    private char[] text = {};

    /** A reader, to be used for many texts. */
    public TermReader() {}

    /** Hands over the terms of a text, in order, with repetitions; returns how many. */
    public int read(String source, Terms terms) {
        String folded = isAscii(source) ? source : TextFolding.fold(source);
        int length = folded.length();
        if (text.length < length) {
            text = new char[Math.max(length, 2 * text.length)];
        }
        folded.getChars(0, length, text, 0);
        return split(length, terms);
    }

    /** The characters that the terms of the text read last stand in. */
    public char[] text() {
        return text;
    }

    private int split(int length, Terms terms) {
        char[] chars = text;
        int found = 0;
        int start = 0;
        int end = 0;
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
                if (kind != last || kind == CharacterKind.LETTER_ALONE) {
                    if (end > start) {
                        close(start, end, terms);
                        found++;
                    }
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
                    chars[end] = lower((char) codePoint);
                    end++;
                }
                // The rest of a plain word, which is most of any text.
                while (kind == CharacterKind.LETTER && i < length && isPlainLetter(chars[i])) {
                    chars[end] = lower(chars[i]);
                    end++;
                    i++;
                }
            }
        }
        if (end > start && found < TextAnalyzer.MAX_TERMS) {
            close(start, end, terms);
            found++;
        }
        return found;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private static boolean isPlainLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLetter(char[] chars, int at, int length) {
        return Character.isLetter(Character.codePointAt(chars, at, length));
    }

    private void close(int start, int end, Terms terms) {
        int length = Math.min(end - start, TextAnalyzer.MAX_TERM_LENGTH);
        if (Character.isHighSurrogate(text[start + length - 1])) {
            length--;
        }
        terms.accept(text, start, EnglishPlural.fold(text, start, length));
    }

    private static boolean isAscii(String text) {
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            all |= text.charAt(i);
        }
        return all < 0x80;
    }
}
