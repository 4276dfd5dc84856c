/** Keeps one pace at a site, however many instances visit it. {@link dev.souk.core.pace.SiteTurns} is the way in. */
@NullMarked
package dev.souk.core.pace;

import org.jspecify.annotations.NullMarked;
