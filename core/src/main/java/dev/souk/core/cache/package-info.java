/**
 * Listings that were read are kept, and never served when they are older than what this instance has committed. {@link
 * dev.souk.core.cache.ListingCache} is the way in for applications, {@link dev.souk.core.cache.CacheStore} for who
 * keeps the values elsewhere; {@link dev.souk.core.cache.CachedReads} is what the repositories read by.
 */
@NullMarked
package dev.souk.core.cache;

import org.jspecify.annotations.NullMarked;
