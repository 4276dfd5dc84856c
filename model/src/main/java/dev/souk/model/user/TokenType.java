package dev.souk.model.user;

import dev.souk.model.InvalidValueException;
import java.util.regex.Pattern;

/**
 * What a token is good for. One of another type is not accepted in its place.
 *
 * @param name 1 to 20 lower case letters, digits, dashes and underscores, such as {@code session}
 */
public record TokenType(String name) {

    // Stands first, since the constants are checked by it.
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,20}");

    /** Presented with every request. */
    public static final TokenType SESSION = new TokenType("session");

    /** Presented to get a new one. */
    public static final TokenType REFRESH = new TokenType("refresh");

    /** For programs of the user. */
    public static final TokenType API = new TokenType("api");

    /** Checks the name. */
    public TokenType {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidValueException(
                    "type", name, "type of a token must be 1 to 20 lower case letters, digits, dashes and underscores");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
