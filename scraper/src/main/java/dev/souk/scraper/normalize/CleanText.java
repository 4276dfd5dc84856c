package dev.souk.scraper.normalize;

import dev.souk.model.StorableText;
import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Text from outside, made fit to store: composed (NFC), without control characters, white space in order. */
final class CleanText {

    /** Unseen, and of no use: the marks that join letters, 200C and 200D, are not among them. */
    private static final Set<Integer> UNSEEN = Set.of(0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF);

    private CleanText() {}

    /** In one line, runs of white space folded; null if nothing is left. */
    static @Nullable String line(@Nullable String text, int maxLength) {
        if (text == null) {
            return null;
        }
        StringBuilder kept = new StringBuilder();
        composed(text, maxLength).codePoints().forEach(codePoint -> {
            if (isSpace(codePoint)) {
                if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
                    kept.append(' ');
                }
            } else if (isWanted(codePoint)) {
                kept.appendCodePoint(codePoint);
            }
        });
        return nullIfEmpty(StorableText.repair(kept.toString(), maxLength).strip());
    }

    /** With its line breaks, written as {@code \n}, at most one empty line in a row; null if nothing is left. */
    static @Nullable String paragraphs(@Nullable String text, int maxLength) {
        if (text == null) {
            return null;
        }
        StringBuilder kept = new StringBuilder();
        int[] breaks = {0};
        composed(text, maxLength).replace("\r\n", "\n").codePoints().forEach(codePoint -> {
            if (isLineBreak(codePoint)) {
                breaks[0]++;
                if (breaks[0] <= 2) {
                    stripTrailingSpace(kept).append('\n');
                }
            } else if (isSpace(codePoint)) {
                if (!kept.isEmpty() && !Character.isWhitespace(kept.charAt(kept.length() - 1))) {
                    kept.append(' ');
                }
            } else if (isWanted(codePoint)) {
                breaks[0] = 0;
                kept.appendCodePoint(codePoint);
            }
        });
        return nullIfEmpty(StorableText.repair(kept.toString(), maxLength).strip());
    }

    /** Cut first, so that composing has a bounded amount to do; the factor leaves room for what is thrown away. */
    private static String composed(String text, int maxLength) {
        String storable = StorableText.repair(text, Math.multiplyExact(maxLength, 4));
        return Normalizer.isNormalized(storable, Normalizer.Form.NFC)
                ? storable
                : Normalizer.normalize(storable, Normalizer.Form.NFC);
    }

    private static StringBuilder stripTrailingSpace(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        return text;
    }

    private static boolean isLineBreak(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\r'
                || codePoint == 0x85
                || codePoint == 0x2028
                || codePoint == 0x2029;
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x85;
    }

    /** Neither a control character nor a mark that turns the direction of the text around. */
    private static boolean isWanted(int codePoint) {
        return !Character.isISOControl(codePoint)
                && !UNSEEN.contains(codePoint)
                && !(codePoint >= 0x202A && codePoint <= 0x202E)
                && !(codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
