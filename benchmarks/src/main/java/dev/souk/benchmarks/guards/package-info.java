/**
 * What the guards cost: row level security, the audit log, encrypted fields. {@link
 * dev.souk.benchmarks.guards.GuardsBenchmark} is the way in.
 */
@NullMarked
package dev.souk.benchmarks.guards;

import org.jspecify.annotations.NullMarked;
