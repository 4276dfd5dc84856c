/**
 * What is for sale, as it was read and as it is kept, and what can happen to it. {@link Listing} is the way in.
 */
@NullMarked
package dev.souk.model.listing;

import org.jspecify.annotations.NullMarked;
