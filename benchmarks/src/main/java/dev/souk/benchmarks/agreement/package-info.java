/**
 * Real listings asked about by alerts made of their own words: the engine, a plain loop and the search in the database must
 * find the same. {@link dev.souk.benchmarks.agreement.AgreementBenchmark} is the way in.
 */
@NullMarked
package dev.souk.benchmarks.agreement;

import org.jspecify.annotations.NullMarked;
