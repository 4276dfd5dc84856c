/** One {@code main} per feature, to read and to run. Never published. */
@NullMarked
package dev.souk.examples;

import org.jspecify.annotations.NullMarked;
