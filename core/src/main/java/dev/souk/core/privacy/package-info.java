/** What a person may ask for: a copy of all that is kept of them, and to be forgotten. {@link dev.souk.core.privacy.Privacy} is the way in. */
@NullMarked
package dev.souk.core.privacy;

import org.jspecify.annotations.NullMarked;
