/**
 * What benchmarks measure with: a server that is durable, sizes, and tables of medians and ratios. {@link
 * dev.souk.benchmarks.measure.Benchmark} is what a benchmark implements.
 */
@NullMarked
package dev.souk.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
