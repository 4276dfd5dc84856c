/**
 * Real hosts, a real PostgreSQL and a real mail receiver, and what goes wrong with them. {@link
 * dev.souk.faults.Scene} sets them up; what had to arrive is worked out by {@link dev.souk.faults.Oracle}, without Souk.
 */
@NullMarked
package dev.souk.faults;

import org.jspecify.annotations.NullMarked;
