/**
 * From a listing that is committed to a message that is received, by one host and by several on one server. {@link
 * dev.souk.benchmarks.delivery.DeliveryBenchmark} is the way in.
 */
@NullMarked
package dev.souk.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
