package dev.souk.accounts;

/**
 * Makes and checks what is stored of a password. Souk's own is {@link Argon2Hasher}; implement this to read what another
 * system has stored, and hand it to {@link Logins.Builder#alsoReading}: at their next login its users get a hash by
 * Argon2id.
 *
 * <p>An implementation compares in constant time, keeps nothing of a password, bounds what it believes of a stored text,
 * which is hostile input like any other, and is safe for several threads. It need not bound how many run at once.
 */
public interface PasswordHasher {

    /**
     * What to store of a password, at most 255 characters, different each time.
     *
     * @throws IllegalArgumentException that does not show it, if it cannot be a password
     */
    String hash(char[] password);

    /** Whether {@link #matches} can say anything of a stored text. */
    boolean reads(String stored);

    /** Whether a stored text was made of that password; false if it cannot be read. */
    boolean matches(char[] password, String stored);

    /** Whether {@link #hash} would now store something stronger. */
    boolean isOutdated(String stored);
}
