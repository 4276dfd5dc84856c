package dev.souk.core.user;

import dev.souk.model.user.User;

/**
 * What a user's password is checked against. {@link #toString} leaves out the hash.
 *
 * @param passwordHash as it is stored; {@link dev.souk.model.user.UserDraft#NO_PASSWORD} where there is none
 */
public record Credentials(User user, String passwordHash) {

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
