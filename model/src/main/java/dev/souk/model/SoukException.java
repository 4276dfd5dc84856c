package dev.souk.model;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that Souk throws on its own account. Unchecked. Each subclass names the culprit in its message
 * and as an accessor. A wrong argument is an {@link IllegalArgumentException} as everywhere in Java, and where somebody may
 * have typed it an {@link InvalidValueException}, which tells the field; input that is
 * merely bad (a page, a listing, a criteria document among others) comes back as a value and is not thrown.
 */
public abstract class SoukException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For subclasses: {@code message} names what was wrong and with what. */
    protected SoukException(String message) {
        super(message);
    }

    /** For subclasses: as above, with the exception that led here. */
    protected SoukException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
