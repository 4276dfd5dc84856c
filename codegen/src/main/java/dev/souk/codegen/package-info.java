/**
 * What the build needs to generate the jOOQ types, a real PostgreSQL, migrated; and what drafts the next migration.
 * Never published. {@link dev.souk.codegen.MigratedPostgresDatabase} is the way in, named in the POM of
 * {@code jooq-generated}; {@link dev.souk.codegen.DraftCommand} is that of developers.
 */
@NullMarked
package dev.souk.codegen;

import org.jspecify.annotations.NullMarked;
