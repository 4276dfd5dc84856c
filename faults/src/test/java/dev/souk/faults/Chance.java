package dev.souk.faults;

import java.util.Random;

/** The chance of a test, and how much of it. */
final class Chance {

    private Chance() {}

    /** Seeded by {@code -Dsouk.faults.seed}, or by chance; prints the seed. What processes do when remains theirs. */
    static Random of(String test) {
        String given = System.getProperty("souk.faults.seed", "");
        long seed = given.isBlank() ? new Random().nextLong() : Long.parseLong(given);
        System.out.println(test + ": -Dsouk.faults.seed=" + seed);
        return new Random(seed);
    }

    /**
     * How many faults come.
     *
     * @param what {@code kills} is set by {@code -Dsouk.faults.kills=1000}
     * @param perCommit so many in an ordinary build
     * @param nightly so many by {@code -Pfaults}
     */
    static int times(String what, int perCommit, int nightly) {
        return Integer.getInteger(
                "souk.faults." + what, Boolean.getBoolean("souk.faults.nightly") ? nightly : perCommit);
    }
}
