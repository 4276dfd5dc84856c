/** The people who have alerts, as rows. {@link dev.souk.core.user.UserRepository} is the way in. */
@NullMarked
package dev.souk.core.user;

import org.jspecify.annotations.NullMarked;
