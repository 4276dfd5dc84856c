/**
 * Finds, in memory, the standing alerts that a listing satisfies: no database, no network. {@link AlertEngine} is the
 * way in.
 */
@NullMarked
package dev.souk.alerts;

import org.jspecify.annotations.NullMarked;
