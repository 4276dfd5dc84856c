/**
 * How long a search takes among a million listings, in Souk's tables and in those of the original system. {@link
 * dev.souk.benchmarks.search.SearchBenchmark} is the way in.
 */
@NullMarked
package dev.souk.benchmarks.search;

import org.jspecify.annotations.NullMarked;
