/** Passwords: hashed by Argon2id, checked at a bounded pace. {@link dev.souk.accounts.Logins} is the way in. */
@NullMarked
package dev.souk.accounts;

import org.jspecify.annotations.NullMarked;
