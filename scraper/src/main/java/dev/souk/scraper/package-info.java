/**
 * Sites in, listings out. {@link dev.souk.scraper.Scraper} is the way in: it runs a {@link
 * dev.souk.scraper.source.ListingSource} through a {@link dev.souk.scraper.fetch.Fetcher} and hands on clean listings.
 */
@NullMarked
package dev.souk.scraper;

import org.jspecify.annotations.NullMarked;
