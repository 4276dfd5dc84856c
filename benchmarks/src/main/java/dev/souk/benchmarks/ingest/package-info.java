/**
 * How fast listings are stored: Souk beside JPA, JDBC batches and COPY with MERGE, each tuned as those who know it would.
 * {@link dev.souk.benchmarks.ingest.IngestBenchmark} is the way in.
 */
@NullMarked
package dev.souk.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
