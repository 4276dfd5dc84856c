package dev.souk.alerts;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How large a share of the listings shows a word, as far as the listings seen tell. Takes the same memory whatever is
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

    private final AtomicIntegerArray counts = new AtomicIntegerArray(SLOTS);
    private final AtomicInteger offered = new AtomicInteger();
    private final AtomicInteger learnt = new AtomicInteger();

    /** Whether the next listing is to be learnt from. */
    boolean isDue() {
        int number = offered.incrementAndGet();
        return (number > 0 && number <= EAGER) || (number & 7) == 0;
    }

    /** Learns the different words of one listing. */
    void learn(Iterable<String> words) {
        for (String word : words) {
            int hash = spread(word.hashCode());
            increment(first(hash));
            increment(second(hash));
        }
        if (learnt.incrementAndGet() == HALVE_AT) {
            for (int i = 0; i < SLOTS; i++) {
                counts.setPlain(i, counts.getPlain(i) >> 1);
            }
            learnt.addAndGet(-HALVE_AT / 2);
        }
    }

    /** The share of listings that show {@code word}, above 0. */
    double share(String word, double guess) {
        int hash = spread(word.hashCode());
        int count = Math.min(counts.getOpaque(first(hash)), counts.getOpaque(second(hash)));
        return (count + guess * GUESS_WEIGHT) / (learnt.get() + GUESS_WEIGHT);
    }

    /** A guess at the share of a word nobody has seen: long words are rare, numbers are not. */
    static double guess(String word) {
        double perLetter = Character.isDigit(word.charAt(0)) ? 0.8 : 0.6;
        return Math.max(0.0005, 0.1 * Math.pow(perLetter, word.length() - 1));
    }

    private void increment(int slot) {
        counts.setOpaque(slot, counts.getOpaque(slot) + 1);
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }

    private static int first(int hash) {
        return hash & (SLOTS - 1);
    }

    private static int second(int hash) {
        return ((hash * 0x85EBCA6B) >>> 15) & (SLOTS - 1);
    }
}
