package dev.souk.core.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A place outside the process where values are kept for all instances, such as Redis. Implement this to use another;
 * {@code RedisStore} in the artifact {@code souk-cache-redis} is one.
 *
 * <p>A store is plain: it may lose values, bring back old ones, and be away. That nothing old is served is seen to by
 * {@link ListingCache}, and that what it holds is read with suspicion too. It should keep the order of versions, so that
 * a slow instance does not put back what a quick one has replaced. Must be safe for several threads.
 */
public interface CacheStore extends AutoCloseable {

    /**
     * What is kept under these keys; keys that nothing is kept under are left out. Must give up after some tens of
     * milliseconds, since the database would have answered by then.
     *
     * @throws RuntimeException if it cannot be reached
     */
    Map<String, Kept> get(List<String> keys);

    /**
     * Keeps a value for a while, unless one of a higher version is there. Should not wait until it is done.
     *
     * @return fails if it could not be done
     */
    CompletionStage<?> put(String key, Kept kept, Duration timeToLive);

    /**
     * Replaces all that is kept under these keys in a lower version by a mark of this version without a value, which
     * {@link #get} gives as {@link Kept#isMark}. Should not wait until it is done.
     *
     * @return fails if it could not be done
     */
    CompletionStage<?> outdate(Collection<String> keys, long version, Duration timeToLive);

    /** Lets go of connections. What is kept stays. */
    @Override
    void close();

    /** A value and its version. Unchanging. */
    final class Kept {

        private final long version;
        private final byte[] value;

        /**
         * A value.
         *
         * @param version the higher, the newer; not negative
         * @param value empty for a mark that older values are outdated; copied
         */
        public Kept(long version, byte[] value) {
            this.version = version;
            this.value = value.clone();
        }

        /** The higher, the newer. */
        public long version() {
            return version;
        }

        /** The value, copied. */
        public byte[] value() {
            return value.clone();
        }

        /** Whether there is no value, only the word that older ones are outdated. */
        public boolean isMark() {
            return value.length == 0;
        }
    }
}
