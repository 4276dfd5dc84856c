/** Proves that messages arrive, say what they should and carry nothing in. {@link Samples} is the way in. */
@NullMarked
package dev.souk.notify;

import org.jspecify.annotations.NullMarked;
