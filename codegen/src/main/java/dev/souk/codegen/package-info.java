/**
 * What the build needs to generate the jOOQ types: a real PostgreSQL, migrated. Never published.
 * {@link dev.souk.codegen.MigratedPostgresDatabase} is the way in, named in the POM of {@code jooq-generated}.
 */
@NullMarked
package dev.souk.codegen;

import org.jspecify.annotations.NullMarked;
