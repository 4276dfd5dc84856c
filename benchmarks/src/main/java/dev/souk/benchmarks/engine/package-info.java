/**
 * A million standing alerts asked about one listing after the other: the engine beside Lucene Monitor, PostgreSQL,
 * AWS Event Ruler and a plain loop, all with the same answers. {@link dev.souk.benchmarks.engine.EngineBenchmark} is the way in, {@link
 * dev.souk.benchmarks.engine.Workload} what is asked.
 */
@NullMarked
package dev.souk.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
