package dev.souk.alerts;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How large a share of the listings shows a term, as far as the listings seen tell. Takes the same memory whatever is
 * seen: counts share slots, so a share may come out too large. Any number of threads; a count lost in a race is no harm,
 * since shares decide where an alert is filed and never whether it matches.
 */
final class Frequencies {

    private static final int SLOTS = 1 << 17;
    private static final int HALVE_AT = 1 << 16;
    /** Listings that a guess weighs as much as. */
    private static final int GUESS_WEIGHT = 50;
    /** From then on every eighth listing is enough. */
    private static final int EAGER = 2_048;

    private static final int SELDOM = 7;

    /** Of terms with a larger share it is counted, too, how often one stands right after another. */
    static final double FREQUENT = 0.05;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(SLOTS);
    private final AtomicInteger learnt = new AtomicInteger();

    /** Whether the listing of that number is to be learnt from. */
    boolean isDue(int number) {
        return (number & SELDOM) == 0 || learnt.getPlain() < EAGER;
    }

    /** Learns the terms of one listing. */
    void learn(long[] keys, int count) {
        for (int i = 0; i < count; i++) {
            if (keys[i] != 0) {
                count(keys[i]);
            }
        }
        pairs(keys, count);
        if (learnt.incrementAndGet() == HALVE_AT) {
            for (int i = 0; i < SLOTS; i++) {
                counts.setPlain(i, counts.getPlain(i) >> 1);
            }
            learnt.addAndGet(-HALVE_AT / 2);
        }
    }

    /** Of frequent terms, which stand right after one another: of others there are too many to count. */
    private void pairs(long[] keys, int count) {
        boolean isAfterFrequent = false;
        for (int i = 0; i < count; i++) {
            boolean isFrequent = keys[i] != 0 && share(keys[i], 0) >= FREQUENT;
            if (isAfterFrequent && isFrequent) {
                count(pair(keys[i - 1], keys[i]));
            }
            isAfterFrequent = isFrequent;
        }
    }

    /** What a pair of terms is counted as. */
    static long pair(long first, long second) {
        return TermKey.mix(first) + Long.rotateLeft(second, 1);
    }

    /** Carries the kind down, which stands high in a key: else a category would count as a word of that text. */
    private static long mixed(long key) {
        return TermKey.mix(key ^ (key >>> 29));
    }

    /** The share of listings that show the term, above 0. */
    double share(long key, double guess) {
        long mixed = mixed(key);
        int count = Math.min(counts.getOpaque(first(mixed)), counts.getOpaque(second(mixed)));
        return (count + guess * GUESS_WEIGHT) / (learnt.getPlain() + GUESS_WEIGHT);
    }

    private void count(long key) {
        long mixed = mixed(key);
        increment(first(mixed));
        increment(second(mixed));
    }

    private void increment(int slot) {
        counts.setOpaque(slot, counts.getOpaque(slot) + 1);
    }

    private static int first(long mixed) {
        return (int) mixed & (SLOTS - 1);
    }

    private static int second(long mixed) {
        return (int) (mixed >>> 40) & (SLOTS - 1);
    }

    static long bytes() {
        return 4L * SLOTS;
    }

    /** Writes what is known, so that it need not be learnt again. */
    void save(DataOutputStream out) throws IOException {
        out.writeInt(learnt.get());
        for (int i = 0; i < SLOTS; i++) {
            out.writeInt(counts.getOpaque(i));
        }
    }

    /** Takes over what was known. */
    void load(DataInputStream in) throws IOException {
        learnt.set(in.readInt());
        for (int i = 0; i < SLOTS; i++) {
            counts.setOpaque(i, in.readInt());
        }
    }
}
