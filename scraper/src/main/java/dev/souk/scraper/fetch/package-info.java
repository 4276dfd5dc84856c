/**
 * Gets pages, politely and safely, and says by type how it went. {@link dev.souk.scraper.fetch.Fetcher} is the way in,
 * {@code HttpFetcher} the one that talks HTTP.
 */
@NullMarked
package dev.souk.scraper.fetch;

import org.jspecify.annotations.NullMarked;
