/** What signed-in users present instead of a password. {@link dev.souk.core.token.AuthTokenRepository} is the way in. */
@NullMarked
package dev.souk.core.token;

import org.jspecify.annotations.NullMarked;
