/**
 * Sites that offer their listings as an RSS or Atom feed. {@link dev.souk.scraper.feed.FeedSource} is the way in.
 */
@NullMarked
package dev.souk.scraper.feed;

import org.jspecify.annotations.NullMarked;
