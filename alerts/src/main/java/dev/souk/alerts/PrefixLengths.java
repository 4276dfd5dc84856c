package dev.souk.alerts;

import dev.souk.model.text.TextAnalyzer;

/**
 * How long the prefixes are that alerts speak of, so that a word is looked up by so many of its beginnings and no more. One
 * writer at a time; any number of readers, who take no lock.
 */
final class PrefixLengths {

    private final int[] counts = new int[TextAnalyzer.MAX_TERM_LENGTH];
    private volatile long inUse;

    /** Bit n - 1 is set if a prefix of n characters is in use. */
    long inUse() {
        return inUse;
    }

    /** For the writer. */
    void add(int length) {
        counts[length - 1]++;
        inUse |= bit(length);
    }

    /** For the writer: undoes one {@link #add}. */
    void remove(int length) {
        counts[length - 1]--;
        if (counts[length - 1] == 0) {
            inUse &= ~bit(length);
        }
    }

    static long bytes() {
        return EngineMemory.array((long) Integer.BYTES * TextAnalyzer.MAX_TERM_LENGTH);
    }

    private static long bit(int length) {
        return 1L << (length - 1);
    }
}
