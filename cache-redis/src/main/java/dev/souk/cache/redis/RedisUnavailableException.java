package dev.souk.cache.redis;

import dev.souk.model.SoukException;

/** Redis could not be reached in time. The cache takes it for a miss; no caller of a repository ever sees it. */
final class RedisUnavailableException extends SoukException {

    private static final long serialVersionUID = 1L;

    RedisUnavailableException(Throwable cause) {
        super("Redis did not answer in time", cause);
    }
}
