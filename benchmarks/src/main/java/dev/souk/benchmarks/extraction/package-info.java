/** How much of what people read off a page a source reads. {@link ExtractionBenchmark} is the way in. */
@NullMarked
package dev.souk.benchmarks.extraction;

import org.jspecify.annotations.NullMarked;
