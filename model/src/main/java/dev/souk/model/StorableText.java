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
     * @param field its name in Java, such as {@code firstName}
     * @throws InvalidValueException if it is longer than {@code maxLength} UTF-16 units, or holds NUL or a lone surrogate
     */
    public static String require(String field, String text, int maxLength) {
        @Nullable String problem = problem(text, maxLength);
        if (problem != null) {
            throw new InvalidValueException(field, text, InvalidValueException.words(field) + " " + problem);
        }
        return text;
    }

    /** As {@link #require}, with the thing that has the field, which the message names. */
    public static String requireOf(Object thing, String field, String text, int maxLength) {
        @Nullable String problem = problem(text, maxLength);
        if (problem != null) {
            String words = InvalidValueException.words(field);
            throw new InvalidValueException(field, text, "%s of %s %s".formatted(words, thing, problem));
        }
        return text;
    }

    /** As {@link #require}; the exception does not hold the text, being personal or a secret. Null passes. */
    public static void requirePersonal(String field, @Nullable String text, int maxLength) {
        @Nullable String problem = text == null ? null : problem(text, maxLength);
        if (problem != null) {
            throw new InvalidValueException(field, null, InvalidValueException.words(field) + " " + problem);
        }
    }

    /** Why the text cannot be stored, in words that follow its name; null if it can. */
    @Nullable
    public static String problem(String text, int maxLength) {
        if (text.length() > maxLength) {
            return "is longer than %s characters: %s".formatted(maxLength, text.length());
        }
        return firstUnstorable(text) >= 0 ? "holds NUL or a lone surrogate" : null;
    }

    /** Whether a column can hold the text at all. Where it cannot, no row has it, and nobody needs to be asked. */
    public static boolean isStorable(String text) {
        return firstUnstorable(text) < 0;
    }

    /** Where the first NUL or lone surrogate stands, from 0; -1 if there is none. */
    public static int firstUnstorable(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (cannotBeStored(codePoint)) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return -1;
    }

    /** As {@link #require}; null passes. */
    @Nullable
    public static String requireNullable(String field, @Nullable String text, int maxLength) {
        return text == null ? null : require(field, text, maxLength);
    }

    /** As {@link #requireOf}; null passes. */
    @Nullable
    public static String requireNullableOf(Object thing, String field, @Nullable String text, int maxLength) {
        return text == null ? null : requireOf(thing, field, text, maxLength);
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
