package dev.souk.alerts;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which terms start a pair, about: of a listing's neighbours few are looked for that no alert asks for. One writer at a
 * time; any number of readers, who take no lock.
 */
final class PairStarts {

    /** Words that many listings show are some hundreds. */
    private static final int BITS = 10;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(1 << BITS);

    /** Whether a pair starts with the term of that number, or with one that shares its slot. */
    boolean mayBe(int first) {
        return counts.getPlain(slot(first)) > 0;
    }

    /** For the writer. */
    void add(int first) {
        counts.incrementAndGet(slot(first));
    }

    /** For the writer: undoes one {@link #add}. */
    void remove(int first) {
        counts.decrementAndGet(slot(first));
    }

    static long bytes() {
        return EngineMemory.array((long) Integer.BYTES << BITS);
    }

    private static int slot(int number) {
        return (number * 0x9E3779B9) >>> (Integer.SIZE - BITS);
    }
}
