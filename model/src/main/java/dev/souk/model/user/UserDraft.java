package dev.souk.model.user;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user who is to be created. {@link #toString} leaves out everything personal and the hash.
 *
 * @param username 1 to 64 characters, no white space
 * @param email with one {@code @} between two parts without white space, at most 255 characters
 * @param passwordHash made by the application, at most 255 characters; never a password
 * @param firstName at most 100 characters; null if not given
 * @param lastName at most 100 characters; null if not given
 */
public record UserDraft(
        String username,
        String email,
        String passwordHash,
        @Nullable String firstName,
        @Nullable String lastName) {

    /** What stands in the place of a hash when the application keeps passwords elsewhere: no password ever verifies against it. */
    public static final String NO_PASSWORD = "!";

    // White space of all alphabets: what is copied from a page brings such along, and nobody sees it.
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern USERNAME = Pattern.compile("[^\\s\\p{Cntrl}]{1,64}", Pattern.UNICODE_CHARACTER_CLASS);

    /** Checks every field. The message of an exception names the field, not its value. */
    public UserDraft {
        requireUsername(username);
        requireEmail(email);
        StorableText.requirePersonal("passwordHash", passwordHash, 255);
        StorableText.requirePersonal("firstName", firstName, 100);
        StorableText.requirePersonal("lastName", lastName, 100);
    }

    /** A user whose password, if any, is kept elsewhere. */
    public static UserDraft of(String username, String email) {
        return new UserDraft(username, email, NO_PASSWORD, null, null);
    }

    /** The same, who signs in by a password of that hash; {@code Logins.hash} in {@code souk-accounts} makes one. */
    public UserDraft withPasswordHash(String hash) {
        return new UserDraft(username, email, hash, firstName, lastName);
    }

    /** The same by these names; null if not given. */
    public UserDraft withName(@Nullable String first, @Nullable String last) {
        return new UserDraft(username, email, passwordHash, first, last);
    }

    /**
     * The name itself, if it is one: 1 to 64 characters without white space.
     *
     * @throws dev.souk.model.InvalidValueException that does not hold it, if it is none
     */
    public static String requireUsername(String username) {
        if (!USERNAME.matcher(username).matches()) {
            throw new InvalidValueException(
                    "username", null, "username must be 1 to 64 characters without white space");
        }
        StorableText.requirePersonal("username", username, 64);
        return username;
    }

    /**
     * The address itself, if it is one: one {@code @} between two parts without white space, at most 255 characters.
     *
     * @throws dev.souk.model.InvalidValueException that does not hold it, if it is none
     */
    public static String requireEmail(String email) {
        if (email.length() > 255 || !EMAIL.matcher(email).matches()) {
            throw new InvalidValueException("email", null, "email must be an address of at most 255 characters");
        }
        StorableText.requirePersonal("email", email, 255);
        return email;
    }

    @Override
    public String toString() {
        return "UserDraft[...]";
    }
}
