package dev.souk.core.cache;

import java.util.concurrent.atomic.LongAdder;

/** Counts the reads of one kind. Thread-safe. */
final class Tally {

    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder outdated = new LongAdder();
    final LongAdder puts = new LongAdder();

    CacheStats.Reads reads() {
        return new CacheStats.Reads(hits.sum(), misses.sum(), outdated.sum(), puts.sum());
    }
}
