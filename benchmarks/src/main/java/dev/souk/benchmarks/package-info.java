/** Runs benchmarks by name. {@link dev.souk.benchmarks.Benchmarks} is the way in, from the command line. */
@NullMarked
package dev.souk.benchmarks;

import org.jspecify.annotations.NullMarked;
