/**
 * For those who write a source of their own. {@link dev.souk.testkit.source.ListingSourceContract} is the way in: what
 * every source has to keep to, as tests that a subclass inherits.
 */
@NullMarked
package dev.souk.testkit.source;

import org.jspecify.annotations.NullMarked;
