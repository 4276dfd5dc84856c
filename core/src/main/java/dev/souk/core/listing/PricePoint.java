package dev.souk.core.listing;

import dev.souk.model.Money;
import java.time.Instant;

/**
 * A price that a listing was seen at first at a time.
 *
 * @param seenAt by the database's clock
 */
public record PricePoint(long listingId, Money price, Instant seenAt) {}
