package dev.souk.benchmarks.search;

import java.util.Arrays;
import java.util.Random;

/** Numbers from 0, the lower the likelier: the n-th about as likely as 1 / n. Thread-safe. */
final class Zipf {

    private final double[] sums;

    Zipf(int count) {
        sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1 / (i + 2.7);
            sums[i] = sum;
        }
    }

    int draw(Random random) {
        int found = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
        return found < 0 ? -found - 1 : found;
    }
}
