/** The people who have alerts. {@link User} is the way in. */
@NullMarked
package dev.souk.model.user;

import org.jspecify.annotations.NullMarked;
