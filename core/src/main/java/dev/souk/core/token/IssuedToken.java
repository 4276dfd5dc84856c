package dev.souk.core.token;

import dev.souk.model.user.AuthToken;

/**
 * A token that was just issued. {@link #toString} leaves out the secret.
 *
 * @param secret what its holder presents: {@code lsk_} and 43 characters, safe in a URL and in a header; not kept anywhere
 *     else, so it cannot be shown again
 * @param token what is stored of it
 */
public record IssuedToken(String secret, AuthToken token) {

    @Override
    public String toString() {
        return "IssuedToken[" + token + "]";
    }
}
