/** Keeps which searches are watched, and whose turn it is. {@link dev.souk.core.watch.WatchRepository} is the way in. */
@NullMarked
package dev.souk.core.watch;

import org.jspecify.annotations.NullMarked;
