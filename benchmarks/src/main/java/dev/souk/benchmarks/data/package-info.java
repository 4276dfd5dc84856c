/**
 * Listings and prices of a real marketplace to measure with, or made-up ones where those are not at hand. {@link
 * dev.souk.benchmarks.data.Listings} is the way in.
 */
@NullMarked
package dev.souk.benchmarks.data;

import org.jspecify.annotations.NullMarked;
