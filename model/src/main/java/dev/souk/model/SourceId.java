package dev.souk.model;

/**
 * The short name of a marketplace, such as {@code facebook}: 1 to 50 characters, no white space. Kept in
 * {@code listings.source}, so a name that was once used must stay as it is.
 */
public record SourceId(String value) implements Comparable<SourceId> {

    /** The longest name. */
    public static final int MAX_LENGTH = 50;

    /** Checks the name. */
    public SourceId {
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.codePoints().anyMatch(SourceId::isForbidden)) {
            throw new InvalidValueException(
                    "source", value, "source must be 1 to 50 characters without white space: '" + value + "'");
        }
    }

    private static boolean isForbidden(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    @Override
    public int compareTo(SourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
