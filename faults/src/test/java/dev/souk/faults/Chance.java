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

    /** So many faults in an ordinary build, and many times as many by {@code -Pfaults}. */
    static int times(int ordinarily) {
        String times = System.getProperty("souk.faults.times", "");
        return ordinarily * (times.isBlank() ? 1 : Integer.parseInt(times));
    }
}
