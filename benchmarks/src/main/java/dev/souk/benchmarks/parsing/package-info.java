/** Reading pages: what it costs beside taking them apart alone, in how much memory, and however broken they are. */
@NullMarked
package dev.souk.benchmarks.parsing;

import org.jspecify.annotations.NullMarked;
