/**
 * How what is personal is kept at rest: encrypted, each value bound to its place, and still found. {@link
 * dev.souk.core.protection.FieldProtection} is the way in.
 */
@NullMarked
package dev.souk.core.protection;

import org.jspecify.annotations.NullMarked;
