package dev.souk.core.cache;

/**
 * What a cache has done since it was made.
 *
 * @param listings reads of single listings, by number or by external id
 * @param searches pages of searches
 * @param bypassed reads that did not ask the cache, since they may have been part of an open transaction
 * @param evictions values given up for lack of room, as far as the place where they are kept tells
 * @param failures calls of the place where they are kept that came to nothing: it could not be reached, was too slow, or
 *     held what cannot be read. The database answered instead
 */
public record CacheStats(Reads listings, Reads searches, long bypassed, long evictions, long failures) {

    /**
     * Reads of one kind.
     *
     * @param hits answered by the cache
     * @param misses answered by the database
     * @param outdated those of the misses for which something was kept, but read too early
     * @param puts values kept
     */
    public record Reads(long hits, long misses, long outdated, long puts) {

        /** The part of the reads that the cache answered, from 0 to 1; 0 if there were none. */
        public double hitRate() {
            long all = hits + misses;
            return all == 0 ? 0 : (double) hits / all;
        }
    }
}
