/** Keeps pages as they came, to read them again later. {@link dev.souk.scraper.archive.PageArchive} is the way in. */
@NullMarked
package dev.souk.scraper.archive;

import org.jspecify.annotations.NullMarked;
