/** Keeps pages of marketplaces as they came. {@link dev.souk.core.archive.RawPages} is the way in. */
@NullMarked
package dev.souk.core.archive;

import org.jspecify.annotations.NullMarked;
