/** A real Redis server, and what becomes of the cache when it is there, away, slow, or full of rubbish. */
@NullMarked
package dev.souk.cache.redis;

import org.jspecify.annotations.NullMarked;
