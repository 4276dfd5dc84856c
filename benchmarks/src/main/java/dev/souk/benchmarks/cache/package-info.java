/**
 * When the cache pays: the same reads without one, with Caffeine, and with Redis. {@link
 * dev.souk.benchmarks.cache.CacheBenchmark} is the way in.
 */
@NullMarked
package dev.souk.benchmarks.cache;

import org.jspecify.annotations.NullMarked;
