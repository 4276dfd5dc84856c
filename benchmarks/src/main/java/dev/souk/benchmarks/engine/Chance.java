package dev.souk.benchmarks.engine;

import java.util.List;
import java.util.SplittableRandom;

/** Draws that more than one part of the workload makes. */
final class Chance {

    private Chance() {}

    /** A stream of its own for each thing that is made, so that it depends on seed and index alone. */
    static SplittableRandom of(long seed, long stream, long index) {
        long mixed = seed * 0x9E3779B97F4A7C15L + stream * 0xD1B54A32D192ED03L + index * 0x8CB92BA72F3D8DD7L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return new SplittableRandom(mixed ^ (mixed >>> 32));
    }

    /** A standard normal variable (Box and Muller 1958). */
    static double gauss(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(Math.max(1e-12, random.nextDouble())));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    static boolean percent(SplittableRandom random, double percent) {
        return random.nextDouble() * 100 < percent;
    }

    /** Each as often as the others. */
    static <T> T any(SplittableRandom random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** The first ones more often than the last. */
    static <T> T skewed(SplittableRandom random, List<T> items) {
        return items.get((int) (items.size() * Math.pow(random.nextDouble(), 1.6)));
    }
}
