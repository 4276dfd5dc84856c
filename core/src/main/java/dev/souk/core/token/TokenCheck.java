package dev.souk.core.token;

import dev.souk.model.user.AuthToken;
import java.util.Optional;

/** What came of presenting a token. Tell the one who presented it only whether it is {@link Valid}. */
public sealed interface TokenCheck {

    /** The token, if it is valid. */
    default Optional<AuthToken> valid() {
        return Optional.empty();
    }

    /** It may be acted upon. */
    record Valid(AuthToken token) implements TokenCheck {
        @Override
        public Optional<AuthToken> valid() {
            return Optional.of(token);
        }
    }

    /** There is no such token of that type. */
    record Unknown() implements TokenCheck {}

    /** Its time is over. */
    record Expired(AuthToken token) implements TokenCheck {}

    /** It was ended by the user or the application. */
    record Revoked(AuthToken token) implements TokenCheck {}

    /**
     * Another has taken its place and the overlap is over. Its holder has the other one, so somebody may have a copy:
     * consider to revoke all tokens of the device or the user.
     */
    record Replaced(AuthToken token) implements TokenCheck {}

    /** Its user may not use the application. */
    record Inactive(AuthToken token) implements TokenCheck {}
}
