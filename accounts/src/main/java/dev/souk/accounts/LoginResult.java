package dev.souk.accounts;

import dev.souk.core.token.IssuedToken;
import dev.souk.model.user.User;

/** What came of a login. */
public sealed interface LoginResult {

    /** The password is right; {@code last_login} is now. */
    record Accepted(User user) implements LoginResult {}

    /** The same, and the session that was asked for has begun; without one it is {@link Accepted}. */
    record SignedIn(User user, IssuedToken session) implements LoginResult {}

    /** There is no such user, or no such password; which of them is not said, since it would tell who has an account. */
    record Refused() implements LoginResult {}

    /** The password is right, but the user may not use the application. */
    record Inactive(User user) implements LoginResult {}

    /** Nothing was checked: too many others were being checked. Try again, or answer 503. */
    record Busy() implements LoginResult {}
}
