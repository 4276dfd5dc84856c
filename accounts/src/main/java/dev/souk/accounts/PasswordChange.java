package dev.souk.accounts;

/** What came of giving a user another password. */
public enum PasswordChange {
    /** It is stored, and all tokens of the user are revoked. */
    CHANGED,
    /** There is no such user. */
    UNKNOWN_USER,
    /** Nothing was done: too many others were being hashed. Try again, or answer 503. */
    BUSY
}
