/**
 * Makes clean listings of raw ones, or says what is wrong with them. {@link
 * dev.souk.scraper.normalize.ListingNormalizer} is the way in.
 */
@NullMarked
package dev.souk.scraper.normalize;

import org.jspecify.annotations.NullMarked;
