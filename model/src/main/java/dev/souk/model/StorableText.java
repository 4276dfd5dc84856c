package dev.souk.model;

import org.jspecify.annotations.Nullable;

/**
 * Text that PostgreSQL can hold: no NUL and no lone surrogate, and no longer than its place allows. Values check with
 * {@link #require}; whoever reads hostile input repairs with {@link #repair} first.
 */
public final class StorableText {

    private StorableText() {}

    /**
     * The text itself if it can be stored.
     *
     * @throws IllegalArgumentException naming the field, if it is longer than {@code maxLength} UTF-16 units, or holds
     *     NUL or a lone surrogate
     */
    public static String require(String field, String text, int maxLength) {
        if (text.length() > maxLength) {
            throw new IllegalArgumentException(
                    "%s is longer than %d characters: %d".formatted(field, maxLength, text.length()));
        }
        if (firstUnstorable(text) >= 0) {
            throw new IllegalArgumentException(field + " holds NUL or a lone surrogate");
        }
        return text;
    }

    /** Whether a column can hold the text at all. Where it cannot, no row has it, and nobody needs to be asked. */
    public static boolean isStorable(String text) {
        return firstUnstorable(text) < 0;
    }

    /** Where the first NUL or lone surrogate stands, from 0; -1 if there is none. */
    public static int firstUnstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0 || Character.isSurrogate(unit)) {
                // Most texts have none, so what is slower is done only here.
                if (cannotBeStored(text.codePointAt(i))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** As {@link #require}; null passes. */
    @Nullable
    public static String requireNullable(String field, @Nullable String text, int maxLength) {
        return text == null ? null : require(field, text, maxLength);
    }

    /**
     * The text without NUL and lone surrogates, cut to {@code maxLength} UTF-16 units, never in the middle of a
     * character.
     */
    public static String repair(String text, int maxLength) {
        String clean = firstUnstorable(text) >= 0 ? withoutUnstorable(text) : text;
        if (clean.length() <= maxLength) {
            return clean;
        }
        int end = maxLength > 0 && Character.isHighSurrogate(clean.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return clean.substring(0, end);
    }

    private static String withoutUnstorable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(codePoint -> !cannotBeStored(codePoint)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean cannotBeStored(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
