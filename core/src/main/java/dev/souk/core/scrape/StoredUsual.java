package dev.souk.core.scrape;

import org.jspecify.annotations.Nullable;

/**
 * What is usual of one measure, as the scraper reckons it; the database only keeps it.
 *
 * @param samples how many it is made of
 * @param mean of the samples
 * @param deviation from sample to sample
 * @param waitingHits of what is too little to be a sample yet
 * @param waitingSize likewise
 * @param fallenTo where it has fallen to; null while it has not
 */
public record StoredUsual(
        int samples,
        double mean,
        double deviation,
        int waitingHits,
        int waitingSize,
        @Nullable Double fallenTo) {

    /** Nothing is known yet. */
    public static final StoredUsual UNKNOWN = new StoredUsual(0, 0, 0, 0, 0, null);
}
