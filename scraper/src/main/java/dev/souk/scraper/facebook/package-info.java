/**
 * Facebook Marketplace: search, category and item pages, logged in or out. {@link
 * dev.souk.scraper.facebook.FacebookMarketplaceSource} is the way in.
 */
@NullMarked
package dev.souk.scraper.facebook;

import org.jspecify.annotations.NullMarked;
