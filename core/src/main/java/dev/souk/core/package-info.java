/**
 * Keeps listings, users, alerts, matches and notifications in PostgreSQL.
 * {@link dev.souk.core.SoukDatabase} is the way in; each repository has a package of its own.
 */
@NullMarked
package dev.souk.core;

import org.jspecify.annotations.NullMarked;
