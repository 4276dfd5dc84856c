package dev.souk.benchmarks.engine;

import java.util.SplittableRandom;

/** Draws numbers by weight in constant time: the alias method (Walker 1977, tables as in Vose 1991). */
final class Alias {

    private final double[] share;
    private final int[] other;

    private Alias(double... weights) {
        int size = weights.length;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        share = new double[size];
        other = new int[size];
        double[] left = new double[size];
        int[] small = new int[size];
        int[] large = new int[size];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < size; i++) {
            left[i] = weights[i] * size / sum;
            if (left[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int less = small[--smalls];
            int more = large[--larges];
            share[less] = left[less];
            other[less] = more;
            left[more] = left[more] + left[less] - 1;
            if (left[more] < 1) {
                small[smalls++] = more;
            } else {
                large[larges++] = more;
            }
        }
        while (larges > 0) {
            share[large[--larges]] = 1;
        }
        while (smalls > 0) {
            share[small[--smalls]] = 1;
        }
    }

    static Alias of(double... weights) {
        return new Alias(weights);
    }

    /** The first number is drawn most, as words and cities are: weight {@code (rank + shift) ^ -exponent}. */
    static Alias zipf(int size, double exponent, double shift) {
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = Math.pow(i + 1 + shift, -exponent);
        }
        return new Alias(weights);
    }

    int next(SplittableRandom random) {
        int i = random.nextInt(share.length);
        return random.nextDouble() < share[i] ? i : other[i];
    }
}
