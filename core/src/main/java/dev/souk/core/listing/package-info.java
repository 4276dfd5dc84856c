/**
 * Listings in the database: stored, found, and watched for changes. {@link dev.souk.core.listing.ListingRepository} is
 * the way in; {@link dev.souk.core.listing.ListingChanges} is what matching works off.
 */
@NullMarked
package dev.souk.core.listing;

import org.jspecify.annotations.NullMarked;
