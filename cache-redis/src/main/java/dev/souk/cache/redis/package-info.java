/**
 * Keeps listings that were read in a Redis that the instances share. {@link dev.souk.cache.redis.RedisStore} is the way
 * in.
 */
@NullMarked
package dev.souk.cache.redis;

import org.jspecify.annotations.NullMarked;
