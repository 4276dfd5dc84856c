/** Many unruly sites at once: whether each is left in peace, and whether every page is accounted for. */
@NullMarked
package dev.souk.benchmarks.politeness;

import org.jspecify.annotations.NullMarked;
