/**
 * What a marketplace has to offer to be read: pages to begin with, and a reading of each. {@link
 * dev.souk.scraper.source.ListingSource} is the way in, {@link dev.souk.scraper.source.Reading} what those who implement it
 * need most.
 */
@NullMarked
package dev.souk.scraper.source;

import org.jspecify.annotations.NullMarked;
