/**
 * A marketplace that is told of in a file instead of in Java: where its search is, where on a page the listings stand,
 * and what of each is what. {@link dev.souk.scraper.selector.SelectorSource} is the way in.
 *
 * <p>Reading goes from the text to entries that know their line, from these to a checked description, and from a page and
 * the description to listings.
 */
@NullMarked
package dev.souk.scraper.selector;

import org.jspecify.annotations.NullMarked;
