package dev.souk.benchmarks.measure;

import java.io.PrintStream;

/**
 * Something to be measured, side by side with what a host would write otherwise. Implement this, add it to the list in
 * {@code Benchmarks}, and give it a section in {@code docs/benchmarks.md}.
 *
 * <p>All ways take turns within a run, in an order that is turned round from run to run, and a ratio is of two figures
 * of the same run: the machine may be slow as long as it is slow for all.
 */
public interface Benchmark {

    /** What it is called on the command line. */
    String name();

    /**
     * Measures and prints {@link ResultTable}s.
     *
     * @param server has no database of this benchmark yet
     * @param sizes every size has a default, that of the published figures
     */
    void run(DurablePostgres server, Sizes sizes, PrintStream out);
}
