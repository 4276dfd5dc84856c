/** Lets go of what has served its time. {@link dev.souk.core.retention.Purge} is the way in. */
@NullMarked
package dev.souk.core.retention;

import org.jspecify.annotations.NullMarked;
