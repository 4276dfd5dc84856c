package dev.souk.benchmarks.extraction;

import java.util.Locale;

/** How often a field was told, and how often rightly. Not thread-safe. */
final class Score {

    private int right;
    private int told;
    private int there;

    /**
     * Counts a page.
     *
     * @param isTold whether a value was read
     * @param isThere whether people read one
     * @param isRight whether it is one of theirs
     */
    void add(boolean isTold, boolean isThere, boolean isRight) {
        told += isTold ? 1 : 0;
        there += isThere ? 1 : 0;
        right += isRight ? 1 : 0;
    }

    private double precision() {
        return told == 0 ? 0 : (double) right / told;
    }

    private double recall() {
        return there == 0 ? 0 : (double) right / there;
    }

    double f1() {
        double sum = precision() + recall();
        return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }

    /** Such as {@code 0.90/0.87}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f/%.3f", precision(), recall());
    }
}
