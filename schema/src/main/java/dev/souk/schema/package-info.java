/**
 * The tables of Souk as migrations, and what applies and undoes them without ever meeting the migrations of the
 * application. {@link dev.souk.schema.SchemaMigrator} is the way in.
 */
@NullMarked
package dev.souk.schema;

import org.jspecify.annotations.NullMarked;
