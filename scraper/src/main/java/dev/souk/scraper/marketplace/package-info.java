/**
 * Marketplaces that are read by readers of their own. {@link dev.souk.scraper.marketplace.Marketplaces} is the way in;
 * each site has one reader, and none fetches.
 */
@NullMarked
package dev.souk.scraper.marketplace;

import org.jspecify.annotations.NullMarked;
