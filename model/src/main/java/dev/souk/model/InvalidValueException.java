package dev.souk.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value is refused: it is blank, too long, out of range, or no column can hold it. As every wrong argument it is an {@link
 * IllegalArgumentException}; this one says which field it was, so that whoever typed the value can be told.
 *
 * <pre>{@code
 * } catch (InvalidValueException e) {
 *     return Response.status(422).entity(Map.of("field", e.field(), "problem", e.getMessage())).build();
 * }
 * }</pre>
 */
public final class InvalidValueException extends IllegalArgumentException {

    /** The longest text that {@link #value} answers with, in UTF-16 units. */
    public static final int MAX_SHOWN = 100;

    private static final long serialVersionUID = 1L;
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private final String field;

    @Nullable
    private final String value;

    /**
     * A value that is refused.
     *
     * @param field as {@link #field} tells it
     * @param value what was refused; null if it must not be shown, being personal or a secret
     * @param message what was refused and why; nothing personal
     */
    public InvalidValueException(String field, @Nullable Object value, String message) {
        super(message);
        this.field = field;
        this.value = value == null ? null : shown(value.toString());
    }

    /** The beginning of a text, without what no column can hold, as {@link #value} tells it. */
    public static String shown(String text) {
        return text.length() <= MAX_SHOWN
                ? StorableText.repair(text, MAX_SHOWN)
                : StorableText.repair(text.substring(0, MAX_SHOWN - 1), MAX_SHOWN) + "…";
    }

    /** A name as it is written in Java, in words. */
    static String words(String field) {
        return HUMP.matcher(field).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    /**
     * Which field, by its name in Java: {@code title}, {@code externalId}, {@code keywords.any}. It is that of the value
     * that was being made, so the currency of a listing's price is {@code currency}.
     */
    public String field() {
        return field;
    }

    /** The beginning of what was refused, without what no text can hold; empty if it is personal or a secret. */
    public Optional<String> value() {
        return Optional.ofNullable(value);
    }
}
