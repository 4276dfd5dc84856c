package dev.souk.model.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where the terms of an ASCII text stand, by the rules of {@link TextAnalyzer}. Keeps its memory; for one thread. */
final class AsciiWords {

    /*
     * There a term is a run of letters or of digits. Eight bytes are looked at in one step, and what is found of 64 is kept
     * as a bit each, so that there is one guess about where to go on for 64 characters and not one for each word: on a
     * processor a wrong guess costs as much as ten characters.
     */

    /** Letters of which a word is told whole in a number: five bits each. */
    static final int MOST_LETTERS = 11;

    static final int LETTER_BITS = 5;

    private static final VarHandle FORWARD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BACKWARD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long TOP = 0x8080_8080_8080_8080L;
    private static final long SMALL = 0x20 * EACH;
    /** Brings the lowest bits of eight bytes together in the highest byte. */
    private static final long TOGETHER = 0x0102_0408_1020_4080L;

    private static final int BLOCK = Long.SIZE;
    /** Before the text, so that what stands before the end of its first word can be read at once. */
    private static final int BEFORE = 2 * Long.BYTES;

    private byte[] bytes = new byte[BEFORE + 8 * BLOCK];
    private int[] starts = new int[2 * BLOCK];
    private int[] ends = new int[2 * BLOCK];
    private int size;

    /** Finds the terms of the text; false if it is not ASCII, and then says nothing about it. */
    boolean split(String text) {
        // One byte each, so all are ASCII, but for halves of a character, which become a question mark: it separates
        // too.
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length != text.length()) {
            return false;
        }
        int end = BEFORE + encoded.length;
        if (end + BLOCK > bytes.length) {
            bytes = new byte[Math.max(end + BLOCK, 2 * bytes.length)];
        }
        System.arraycopy(encoded, 0, bytes, BEFORE, encoded.length);
        Arrays.fill(bytes, end, end + BLOCK, (byte) 0);
        int apostrophe = text.indexOf('\'');
        split(apostrophe < 0 ? end : withoutApostrophes(BEFORE + apostrophe, end));
        return true;
    }

    /** How many terms were found. */
    int size() {
        return size;
    }

    /** Takes out those between two letters, from the first one on; returns where the text ends then. */
    private int withoutApostrophes(int first, int end) {
        int to = first;
        for (int i = first; i < end; i++) {
            if (bytes[i] != '\'' || !isLetter(bytes[i - 1]) || !isLetter(bytes[i + 1])) {
                bytes[to] = bytes[i];
                to++;
            }
        }
        Arrays.fill(bytes, to, end, (byte) 0);
        return to;
    }

    private void split(int end) {
        size = 0;
        int ended = 0;
        long letterBefore = 0;
        long digitBefore = 0;
        // The last block goes beyond the end, so every term ends in one.
        for (int block = BEFORE; block <= end && ended < TextAnalyzer.MAX_TERMS; block += BLOCK) {
            long letters = 0;
            long digits = 0;
            for (int i = 0; i < BLOCK; i += Long.BYTES) {
                long eight = (long) FORWARD.get(bytes, block + i);
                letters |= within(eight | SMALL, 'a', 'z') << i;
                digits |= within(eight, '0', '9') << i;
            }
            long letterLast = (letters << 1) | letterBefore;
            long digitLast = (digits << 1) | digitBefore;
            letterBefore = letters >>> (BLOCK - 1);
            digitBefore = digits >>> (BLOCK - 1);
            if (size + BLOCK > starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
                ends = Arrays.copyOf(ends, 2 * ends.length);
            }
            size = list((letters & ~letterLast) | (digits & ~digitLast), block, starts, size);
            ended = list((letterLast & ~letters) | (digitLast & ~digits), block, ends, ended);
        }
        size = Math.min(ended, TextAnalyzer.MAX_TERMS);
    }

    /** A bit for each of the eight characters, the first one lowest: whether it is one of these. All must be ASCII. */
    private static long within(long eight, char first, char last) {
        long inside = (eight + (0x80 - first) * EACH) & ~(eight + (0x7F - last) * EACH) & TOP;
        return ((inside >>> 7) * TOGETHER) >>> (Long.SIZE - Byte.SIZE);
    }

    private static int list(long bits, int block, int[] places, int size) {
        int at = size;
        for (long left = bits; left != 0; left &= left - 1) {
            places[at] = block + Long.numberOfTrailingZeros(left);
            at++;
        }
        return at;
    }

    int length(int word) {
        return ends[word] - starts[word];
    }

    /** Where it stands in what {@link #copy} writes. */
    int start(int word) {
        return starts[word] - BEFORE;
    }

    /** Whether the term is of letters, and not of digits. */
    boolean isOfLetters(int word) {
        return isLetter(bytes[starts[word]]);
    }

    private static boolean isLetter(byte character) {
        int small = character | 0x20;
        return small >= 'a' && small <= 'z';
    }

    /** A term of up to {@value #MOST_LETTERS} letters, small or not, as a number: 1 for a, the last letter lowest. */
    long letters(int word) {
        int end = ends[word];
        long last = together((long) BACKWARD.get(bytes, end - Long.BYTES));
        long first = together((long) BACKWARD.get(bytes, end - 2 * Long.BYTES));
        long all = (first << (Long.BYTES * LETTER_BITS)) | last;
        return all & ((1L << (length(word) * LETTER_BITS)) - 1);
    }

    /** Of eight characters the lowest five bits, one right beside the other. */
    private static long together(long eight) {
        long two = (eight & 0x001F_001F_001F_001FL) | ((eight & 0x1F00_1F00_1F00_1F00L) >>> 3);
        long four = (two & 0x0000_03FF_0000_03FFL) | ((two & 0x03FF_0000_03FF_0000L) >>> 6);
        return (four & 0xF_FFFFL) | ((four >>> 12) & 0xFF_FFF0_0000L);
    }

    /** Writes the term in small letters, at the place that it has in the text. */
    void copy(int word, char[] text, int most) {
        int small = isOfLetters(word) ? 0x20 : 0;
        int end = Math.min(ends[word], starts[word] + most);
        for (int i = starts[word]; i < end; i++) {
            text[i - BEFORE] = (char) (bytes[i] | small);
        }
    }
}
